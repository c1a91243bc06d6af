"""What the gate's codes say on a screen: why a cell is hidden, why a table was refused."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from omuz.foundation.privacy.cells import Cell, Reason
from omuz.foundation.privacy.refusals import Refusal, Refused

_HIDDEN: Final = {
    Reason.SMALL: _("<%(threshold)d, gizlendi"),
    Reason.COMPLEMENTARY: _("gizlendi"),
    Reason.GROUP: _("gizlendi"),
    Reason.PARTIAL: _("%(low)d ile %(high)d arasında"),
    Reason.HELD: _("şimdilik verilmiyor"),
    Reason.CENTRES: _("gizlendi"),
}

_WHY: Final = {
    Reason.SMALL: _("Gizleme sınırının (%(threshold)d) altında; tek tek kadınlar tanınmasın diye gizlendi."),
    Reason.COMPLEMENTARY: _("Gizlenen başka bir sayı bundan hesaplanamasın diye gizlendi."),
    Reason.GROUP: _(
        "Grup çok küçük ya da herkes aynı yanıtta; gruptaki kadınlar hakkında bir şey söylemesin diye"
        " bütünüyle gizlendi."
    ),
    Reason.PARTIAL: _("En az bir merkez kendi sayısını gizledi; toplam ancak bu iki sayı arasında bilinebilir."),
    Reason.HELD: _("Ağın kararıyla bir süre verilmiyor; kararın gerekçesi ve süresi yayın kaydındadır."),
    Reason.CENTRES: _("Arkasında çok az merkez var; bir merkezin kendi sayısı ortaya çıkmasın diye gizlendi."),
}

_AT_LEAST: Final = _("en az %(low)d")

_NAMES: Final = {
    "district": _("ilçe"),
    "neighbourhood": _("mahalle"),
    "age": _("yaş"),
    "age_band": _("yaş grubu"),
    "violence_type": _("şiddet türü"),
    "violence_types": _("şiddet türü"),
    "month": _("ay"),
    "quarter": _("çeyrek"),
    "week": _("hafta"),
    "day": _("gün"),
    "date": _("tarih"),
    "hour": _("saat"),
    "period_day": _("gün"),
}

_REFUSED: Final = {
    Refusal.THRESHOLD: _(
        "Gizleme sınırı 3 ile 10 arasında olmalı ve ağın sınırından küçük olamaz; “%(about)s” kabul edilmedi."
        " Hiçbir tablo yapılmadı."
    ),
    Refusal.CROSSING: _(
        "%(about)s birlikte tabloya konmaz: böyle bir tabloda bir kadın tanınabilir."
        " Tablo yapılmadı; bunlardan yalnız biriyle sayın."
    ),
    Refusal.DISTRICT_TIME: _(
        "İlçe tabloları yalnız yıllık verilir; %(about)s ile birlikte olmaz. Tablo yapılmadı; bir yılın tamamını seçin."
    ),
    Refusal.TIME_GRAIN: _(
        "Çeyrekten ince tarih (%(about)s) verilmez; yalnız aylık toplam, tek başına ve ağ kurallarıyla verilebilir."
        " Tablo yapılmadı; çeyrek ya da yıl seçin."
    ),
    Refusal.MALFORMED: _(
        "Sayılar birbirini tutmuyor (%(about)s). Tablo yapılmadı; bu bir program hatasıdır, bildirin."
    ),
    Refusal.UNLIKE: _(
        "Tablolar aynı göstergenin, aynı dönemin ve aynı kırılımın tabloları değil (%(about)s); toplanmadı."
    ),
    Refusal.NOT_ADDITIVE: _("Ortancalar toplanamaz (%(about)s); merkezlerin ortancaları yan yana gösterilir."),
    Refusal.CHANGED: _(
        "Bu tablo yazıldığı gibi değil (%(about)s); kabul edilmedi. Dosyayı gönderenden yeniden isteyin."
    ),
    Refusal.CONTRADICTS: _(
        "Tablolar birbirini tutmuyor: tanımlarına göre biri ötekinin parçası olan sayılar uyuşmuyor."
        " Hiçbir tablo yapılmadı; sayıları karşılaştırıp düzeltin."
    ),
    Refusal.EARLIER: _(
        "Daha önce yayımlanan sayılar bu sayılarla birlikte okunamıyor; hiçbir şey verilmedi."
        " Önce önceki yayınla bu yayın arasındaki fark incelensin."
    ),
    Refusal.LEAKS: _(
        "Bu tablo gizlenen bir sayıyı ele verirdi; hiçbir şey verilmedi."
        " Daha az kırılımla ya da daha uzun bir dönemle sayın."
    ),
}


def hidden(cell: Cell, threshold: int) -> str:
    """What stands in place of a hidden number: "<5, gizlendi", or the bounds of a partly known sum."""
    if cell.hidden is None:
        raise ValueError("the cell is not hidden")
    said = _HIDDEN[cell.hidden]
    if cell.hidden is Reason.PARTIAL and cell.high is None:
        said = _AT_LEAST
    return str(said % {"threshold": threshold, "low": cell.low, "high": cell.high})


def why(reason: Reason, threshold: int) -> str:
    """One sentence on why a cell is hidden."""
    return str(_WHY[reason] % {"threshold": threshold})


def sentence(refused: Refused) -> str:
    """One sentence for whoever asked for a table the gate refuses."""
    about = " × ".join(str(_NAMES.get(part, part)) for part in refused.about.split(" × "))
    return str(_REFUSED[refused.code] % {"about": about})
