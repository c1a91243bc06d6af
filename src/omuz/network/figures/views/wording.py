"""The words about a change: what may be said, and that chance could have made it."""

from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from omuz.foundation.catalogue.turkish import number
from omuz.insight.charts.periods import said
from omuz.insight.indicators.chance import Verdict
from omuz.network.figures.rules.comparison import Apart, Compared, Point

_LISTED = 6
_SIGNS = {Verdict.UP: "↑", Verdict.DOWN: "↓"}


def change_said(found: Compared) -> dict[str, str]:
    """A sentence about the change since the quarter before, and the few words of its badge."""
    if found.change is None:
        return {"verdict": "apart", "sign": "", "short": _("karşılaştırılmadı"), "text": _apart(found)}
    sentences = {
        Verdict.UP: (_("arttı"), _("Bir önceki çeyreğe göre arttı; bu kadar fark yalnız rastlantıyla açıklanamaz.")),
        Verdict.DOWN: (
            _("azaldı"),
            _("Bir önceki çeyreğe göre azaldı; bu kadar fark yalnız rastlantıyla açıklanamaz."),
        ),
        Verdict.CHANCE: (
            _("fark rastlantı olabilir"),
            _("Bir önceki çeyrekle arasındaki fark rastlantı olabilir; arttı ya da azaldı denemez."),
        ),
        Verdict.UNKNOWN: (
            _("karşılaştırılamaz"),
            _("Bir önceki çeyrekle karşılaştırılamaz: gizli sayılar sonucu değiştirebilir ya da ikisi de sıfır."),
        ),
    }
    verdict = found.change.verdict
    short, text = sentences[verdict]
    return {"verdict": verdict.value, "sign": _SIGNS.get(verdict, ""), "short": short, "text": text}


def _apart(found: Compared) -> str:
    return {
        Apart.NOTHING: _("Bir önceki çeyrekle karşılaştırılmadı: o çeyrek için ya da bu çeyrek için bildirim yok."),
        Apart.CENTRES: _(
            "Bir önceki çeyrekle karşılaştırılmadı: iki çeyrekte bildiren merkezler aynı değil;"
            " fark, kimin bildirdiğini gösterirdi."
        ),
        Apart.VERSION: _("Bir önceki çeyrekle karşılaştırılmadı: tanım değişti."),
    }[found.apart]


def pale_said() -> str:
    """Why some points are pale."""
    return _("Soluk noktalar: o çeyrekte başka merkezler bildirdi, karşılaştırılamaz")


def usual_said(found: Compared, point: Point, now: float | None) -> str:
    """Where the number lies beside its own past; empty where the past tells too little."""
    if found.usual is None or now is None or point.table is None:
        return ""
    language = get_language() or "tr"
    told = {
        "past": number(found.past, 0, language),
        "low": number(found.usual.low, 0, language),
        "high": number(found.usual.high, 0, language),
    }
    if now < found.usual.low:
        return _("Kendi geçmişinin altında: önceki %(past)s çeyreğe göre %(low)s–%(high)s beklenirdi.") % told
    if now > found.usual.high:
        return _("Kendi geçmişinin üstünde: önceki %(past)s çeyreğe göre %(low)s–%(high)s beklenirdi.") % told
    return _("Kendi geçmişi içinde: önceki %(past)s çeyreğe göre %(low)s–%(high)s beklenirdi.") % told


def gaps_said(point: Point) -> list[str]:
    """Who is not in a sum, and who is in it late or corrected; names, so that nobody reads a gap as quiet."""
    lists = (
        (point.missing, _("Bildirim gelmedi: %(names)s")),
        (point.declined, _("Bildirmeyeceğini söyledi: %(names)s")),
        (point.unlike, _("Bu tablo yok ya da başka sürümle sayıldı: %(names)s")),
        (point.late, _("Geç geldi: %(names)s")),
        (point.corrected, _("Düzeltildi: %(names)s")),
    )
    return [pattern % {"names": named(names)} for names, pattern in lists if names]


def earlier_gaps(points: Sequence[Point]) -> list[str]:
    """The same of the quarters before the last one, newest first, each line with its quarter."""
    return [f"{said(str(one.quarter))} · {line}" for one in reversed(points[:-1]) for line in gaps_said(one)]


def named(names: tuple[str, ...]) -> str:
    """Names in a row; the crowd beyond six as a number."""
    if len(names) <= _LISTED:
        return ", ".join(names)
    told = {"names": ", ".join(names[:_LISTED]), "more": number(len(names) - _LISTED, 0, get_language() or "tr")}
    return _("%(names)s ve %(more)s merkez daha") % told
