"""What is said when a step cannot be taken: what happened, what was kept, what to do."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from omuz.network.reports.rules.refusals import NotNow
from omuz.network.standards.rules.note import TellsOfSomebody, require_plain

if TYPE_CHECKING:
    from omuz.network.reports.models import SectionText


class OthersWrote(NotNow):
    """Somebody wrote the section since it was opened; `theirs` is what she wrote, `mine` what was not kept."""

    def __init__(self, sentence: str, theirs: "SectionText", mine: str) -> None:
        super().__init__(sentence)
        self.theirs = theirs
        self.mine = mine


_SIGNS = {
    "file_code": gettext_lazy("Yazıda bir dosya kodu var gibi; raporda dosya, isim, olay yazılmaz. Kodu çıkarın."),
    "identity_number": gettext_lazy("Yazıda bir kimlik numarası var gibi; raporda yazılmaz. Numarayı çıkarın."),
    "telephone": gettext_lazy("Yazıda bir telefon numarası var gibi; raporda yazılmaz. Numarayı çıkarın."),
    "mail": gettext_lazy("Yazıda bir e-posta adresi var gibi; raporda yazılmaz. Görev adını yazın."),
    "case_paper": gettext_lazy(
        "Bu bir kadının dosyasından alınmış gibi; raporda yer alamaz. Kuralı ya da sayıyı yazın, olayı değil."
    ),
    "court_case": gettext_lazy("Yazıda bir mahkeme dosyası numarası var gibi; raporda yazılmaz. Numarayı çıkarın."),
}


def plain(*texts: str) -> None:
    """Raise NotNow with its sentence when one of the texts tells of somebody."""
    try:
        require_plain(texts)
    except TellsOfSomebody as told:
        sentence = _SIGNS.get(told.sign) or gettext_lazy("Yazı birini ele veriyor gibi; o yeri çıkarın.")
        raise NotNow(f"{sentence} {_('Hiçbir şey kaydedilmedi.')}") from told


def said(text: str, what: str, longest: int) -> str:
    """The text without blanks around it; raises NotNow where nothing is left or it is too long."""
    told = text.strip()
    if not told:
        raise NotNow(_("“%(what)s” boş; yazın ve yeniden deneyin. Öteki yazdıklarınız duruyor.") % {"what": what})
    return fitting(told, longest)


def fitting(text: str, longest: int) -> str:
    """The text; raises NotNow where it is longer than `longest` letters, never cutting it short."""
    if len(text) > longest:
        raise NotNow(
            _("Yazı çok uzun: en çok %(longest)d harf sığar, bu %(length)d harf. Kısaltıp yeniden kaydedin.")
            % {"longest": longest, "length": len(text)}
        )
    return text


__all__ = ["NotNow", "OthersWrote", "fitting", "plain", "said"]
