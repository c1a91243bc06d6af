"""What words about a talk are held against before they are kept: they must lead to nobody."""

from django.utils.translation import gettext_lazy

from omuz.foundation.catalogue.traces import sign_of_somebody
from omuz.network.standards.actions.refusals import NotNow, sign_sentence

_MORE = {
    "day": gettext_lazy(
        "Metinde bir gün var gibi; bir olayı ele verebilir. Günü çıkarın, “geçen ay” gibi de yazmayın."
    ),
    "name": gettext_lazy(
        "Metinde bir kişinin adı var gibi; burada kimsenin adı yazılmaz. Görevini yazın ya da çıkarın."
    ),
}


def fault_of(text: str) -> str:
    """The sentence for the first thing in a text that leads to somebody; empty where nothing does."""
    sign = sign_of_somebody(text)
    return str(_MORE.get(sign) or sign_sentence(sign)) if sign else ""


def nobody(*texts: str) -> None:
    """Raise NotNow with its sentence for the first text that carries a name, a contact, a day or a file."""
    for text in texts:
        if fault := fault_of(text):
            raise NotNow(fault)
