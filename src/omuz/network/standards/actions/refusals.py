"""What is said when a step cannot be taken: what happened, what was kept, what to do."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from omuz.network.standards.rules.evidence import NotEvidence
from omuz.network.standards.rules.note import TellsOfSomebody, require_plain


class NotNow(ValueError):
    """The step cannot be taken now; nothing changed, and the message says why to the reader."""


_SIGNS = {
    "kind": gettext_lazy("Kanıtın türünü seçin; hiçbir şey kaydedilmedi."),
    "empty": gettext_lazy("Kanıtın ne olduğunu ve nerede durduğunu bir cümleyle yazın; hiçbir şey kaydedilmedi."),
    "link": gettext_lazy("Bağlantı https:// ile başlayan bir adres olmalı; hiçbir şey kaydedilmedi."),
    "sha256": gettext_lazy("Belgenin özeti 64 harf ve rakamdan oluşur; boş da bırakabilirsiniz."),
    "file_code": gettext_lazy("Metinde bir dosya kodu var gibi; burada dosya, isim, olay yazılmaz. Kodu çıkarın."),
    "identity_number": gettext_lazy("Metinde bir kimlik numarası var gibi; burada yazılmaz. Numarayı çıkarın."),
    "telephone": gettext_lazy("Metinde bir telefon numarası var gibi; burada yazılmaz. Numarayı çıkarın."),
    "mail": gettext_lazy("Metinde bir e-posta adresi var gibi; burada yazılmaz. Görev adını yazın."),
    "case_paper": gettext_lazy(
        "Bu bir kadının dosyasından bir kâğıda benziyor; kanıt olamaz. Kuralı ya da sayıyı gösteren belgeyi yazın."
    ),
    "court_case": gettext_lazy("Metinde bir mahkeme dosyası numarası var gibi; burada yazılmaz. Numarayı çıkarın."),
}


def sign_sentence(sign: str) -> str:
    """What is said of a sign that gives case paper away, or of evidence that is incomplete."""
    return str(_SIGNS[sign])


def plain(*texts: str) -> None:
    """Raise NotNow with its sentence when one of the texts tells of somebody."""
    try:
        require_plain(texts)
    except TellsOfSomebody as told:
        raise NotNow(sign_sentence(told.sign)) from told


def not_evidence(refused: NotEvidence) -> NotNow:
    """The refusal of a piece of evidence as a sentence."""
    return NotNow(sign_sentence(refused.sign))


def written(text: str, what: str) -> str:
    """The text without blanks around it; raises NotNow naming `what` when nothing is left."""
    if not text.strip():
        raise NotNow(_("“%(what)s” boş; yazın ve yeniden deneyin. Öteki yazdıklarınız duruyor.") % {"what": what})
    return text.strip()
