"""What the gallery shows: every piece once, filled with invented content."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

SPECIAL: list[tuple[str, Promise]] = [
    ("not_asked", _("sorulmadı")),
    ("did_not_want", _("söylemek istemedi")),
    ("unknown", _("bilinmiyor")),
]
CHANNELS: list[tuple[str, Promise]] = [
    ("phone", _("telefon")),
    ("face_to_face", _("yüz yüze")),
    ("email", _("e-posta")),
    ("message", _("mesaj")),
    ("institution_letter", _("kurum yazısı")),
]
DONE: list[tuple[str, Promise]] = [
    ("listened", _("dinlendi, bilgi verildi")),
    ("appointment", _("randevu verildi")),
    ("referred", _("kuruma yönlendirildi")),
    ("call_back", _("tekrar araması söylendi")),
]


class GalleryForm(forms.Form):
    """One field of each kind."""

    channel = forms.ChoiceField(label=_("Kanal"), widget=forms.RadioSelect, choices=CHANNELS)
    done = forms.MultipleChoiceField(
        label=_("Ne yapıldı?"), widget=forms.CheckboxSelectMultiple, choices=DONE + SPECIAL, required=False
    )
    code_word = forms.CharField(label=_("Kod kelime"), max_length=20)
    district = forms.ChoiceField(label=_("İlçe"), choices=[("konak", "Konak"), ("cigli", "Çiğli")], required=False)
    when = forms.DateField(label=_("Gün"), help_text=_("Örnek: 22.11.2026"), required=False)
    note = forms.CharField(label=_("Not"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    anonymous = forms.BooleanField(label=_("Adını söylemek istemedi"), required=False)


@dataclass(frozen=True)
class Kept:
    """A cell as the gate makes it: a value, or the reason why there is none."""

    value: int | None
    hidden: str | None = None
    low: int | None = None
    high: int | None = None


COLUMNS: list[dict[str, Any]] = [
    {"label": _("Kanal")},
    {"label": _("Temas"), "kind": "number"},
    {"label": _("Pay"), "kind": "share", "decimals": 1},
    {"label": _("Önceki dönem"), "kind": "number"},
]
ROWS: list[list[Any]] = [
    [_("telefon"), Kept(1712), 0.69, Kept(1648)],
    [_("yüz yüze"), Kept(534), 0.215, Kept(502)],
    [_("mesaj"), Kept(188), 0.076, Kept(None, "partial", 171, 175)],
    [_("e-posta"), Kept(None, "small"), None, Kept(12)],
    [_("kurum yazısı"), Kept(None, "complementary"), None, Kept(31)],
]


def _bars() -> SafeString:
    """A small chart without style attributes: the page's policy forbids them."""
    bars = [(_("telefon"), 690), (_("yüz yüze"), 215), (_("mesaj"), 76)]
    rows = "".join(
        f'<text x="104" y="{24 + 40 * at}" text-anchor="end" font-size="15" fill="currentColor">{label}</text>'
        f'<rect x="116" y="{8 + 40 * at}" width="{width * 0.55}" height="24" rx="3" class="chart-bar"/>'
        f'<text x="{124 + width * 0.55}" y="{25 + 40 * at}" font-size="15" fill="currentColor">%{width / 10:.0f}</text>'
        for at, (label, width) in enumerate(bars)
    )
    return mark_safe(  # noqa: S308  # built from the constants above
        f'<svg viewBox="0 0 560 124" role="img" aria-label="{_("Temasların kanala göre payı")}">{rows}</svg>'
    )


TOTAL: list[Any] = [_("Toplam"), Kept(2481), 1, Kept(2366)]
FIGURE: dict[str, Any] = {
    "title": _("Temasların %69’u telefonla"),
    "base": _("2.481 temas; kanalı bilinmeyen 14 temas payların dışında"),
    "period": _("2026, 3. dönem"),
    "columns": COLUMNS,
    "rows": ROWS,
    "foot": TOTAL,
    "how": [
        (_("Tanım"), _("I02, 1. sürüm: dönem içinde kaydedilen temaslar, kanala göre")),
        (_("Payda"), _("Kanalı bilinen temaslar")),
        (_("Sayılan kayıt"), "2.495"),
        (_("Gizlenen hücre"), _("2: biri küçük olduğu için, biri toplamdan çıkarılamasın diye")),
    ],
    "downloads": [("CSV", "#"), ("XLSX", "#"), ("SVG", "#"), ("PDF", "#")],
}
STEPS: list[dict[str, Any]] = [
    {
        "when": "22.11.2026 14:05",
        "title": _("Takip araması"),
        "text": _("Söz verilen saatte arandı, görüşüldü."),
        "icon": "call",
        "badge": _("yapıldı"),
        "kind": "done",
    },
    {"when": "20.11.2026", "title": _("Baroya yönlendirildi"), "icon": "send"},
    {"when": "18.11.2026", "title": _("İlk temas"), "icon": "chat"},
]
SAYINGS: list[dict[str, Any]] = [
    {
        "title": _("Güvende mi?"),
        "text": _("Şu an rahat konuşabiliyor musunuz? Konuşamaz olursanız kapatabilirsiniz, kızmayız."),
        "open": True,
    },
    {
        "title": _("Birini soran kişi"),
        "text": _(
            "Kim olursanız olun, merkezimize kimin başvurup başvurmadığını söylemiyoruz. "
            "Yakınınız isterse bizi kendisi arayabilir."
        ),
    },
]
NAMES = ["Çiğdem", "Irmak", "İpek", "Ceren", "Şule", "Suna", "Ülkü", "Umut"]


def samples() -> dict[str, Any]:
    """Context of the gallery page."""
    return {
        "columns": COLUMNS,
        "rows": ROWS,
        "foot": TOTAL,
        "picture": {**FIGURE, "picture": _bars()},
        "steps": STEPS,
        "sayings": SAYINGS,
        "names": NAMES,
        "moment": datetime(2026, 11, 22, 11, 5, tzinfo=UTC),
        "day": date(2026, 11, 22),
    }
