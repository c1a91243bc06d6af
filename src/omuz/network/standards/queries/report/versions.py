"""The text of the standards a round used, and what was proposed about its wording."""

from typing import Final

from django.utils import timezone
from django.utils.translation import override

from omuz.foundation.catalogue import turkish
from omuz.foundation.catalogue.definitions import Words
from omuz.insight.reports.gathered import Pair, Rows
from omuz.network.standards.models import Remark, Standard
from omuz.network.standards.rules.content import Pair as Said
from omuz.network.standards.rules.content import said

VERSION: Final = "standards.version"
_SHOWN: Final = 12
"""Signs of a digest a person compares."""
_OUTCOMES: Final = {
    "": Words("Konuşuluyor", "Under discussion"), "accepted": Words("Kabul edildi", "Accepted"),
    "declined": Words("Kabul edilmedi", "Not accepted"),
}  # fmt: skip


def pair(words: Said) -> Words:
    """Words of a standard in both languages."""
    return Words(said(words, "tr"), said(words, "en"))


def version_of(standard: Standard) -> tuple[Pair, ...]:
    """What identifies a version: title, number, day, whether it was adopted, its hash."""
    day = timezone.localtime(standard.published_at).date() if standard.published_at else None
    told: list[Pair] = [(Words("Metin", "Text"), pair(standard.text.title))]
    if standard.number is not None:
        told.append((Words("Sürüm", "Version"), Words(str(standard.number), str(standard.number))))
    if day is not None:
        with override("tr"):
            in_turkish = turkish.day(day)
        with override("en"):
            in_english = turkish.day(day)
        told.append((Words("Yayımlandığı gün", "Published on"), Words(in_turkish, in_english)))
    adopted = standard.adoptions.count()
    state = Words(
        "Taslak; henüz kabul edilmedi" if standard.still_draft else "Ağın kabul ettiği metin",
        "Draft; not adopted yet" if standard.still_draft else "Text adopted by the network",
    )
    told.append((Words("Durumu", "Standing"), state))
    if adopted:
        told.append((Words("Kabul eden belediye", "Municipalities that adopted it"), Words(str(adopted), str(adopted))))
    count = str(sum(1 for _each in standard.text.criteria()))
    told.append((Words("Ölçüt sayısı", "Number of criteria"), Words(count, count)))
    told.append(
        (Words("Özeti (SHA-256)", "Digest (SHA-256)"), Words(standard.sha256[:_SHOWN], standard.sha256[:_SHOWN]))
    )
    return tuple(told)


def remarks_of(year: int) -> Rows | None:
    """Wordings proposed in a year and what became of them; who proposed them is not told."""
    rows = Remark.objects.filter(kind=Remark.Kind.PROPOSAL, made_at__year=year).select_related("standard")
    told = tuple(
        (_criterion(row), Words(row.words, row.words), _OUTCOMES[row.outcome])
        for row in rows.order_by("code", "made_at")
    )
    columns = (Words("Ölçüt", "Criterion"), Words("Önerilen söz", "Proposed wording"), Words("Sonuç", "Outcome"))
    return Rows(columns, told) if told else None


def _criterion(row: Remark) -> Words:
    found = row.standard.text.find(row.code)
    title = pair(found.title) if found else Words("", "")
    return Words(f"{row.code} {title.tr}".strip(), f"{row.code} {title.en}".strip())
