"""What a programme gives its closing report: what was promised and reached, money, departures, who goes on.

Nothing is typed for the report: reached numbers come from the evidence, work given up is a departure from the plan by
itself, and work nobody goes on with is named as such.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils import timezone

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.catalogue.turkish import day, number, share
from omuz.foundation.people.access import Person
from omuz.insight.reports.asked import Asked
from omuz.insight.reports.gathered import Facts, Piece, Rows
from omuz.network.programmes.models import Evidence, Programme, Remark
from omuz.network.programmes.queries.progress import Line, Progress, progress
from omuz.network.programmes.rules import Level, Standing

Row = tuple[Words, ...]
NONE: Final = Words("–", "–")
UNKNOWN: Final = Words("bilinmiyor", "unknown")
NOT_WRITTEN: Final = Words("yazılmadı", "not written")
NOBODY: Final = Words("henüz sahibi yok", "nobody yet")
STANDINGS: Final[Mapping[Standing, Words]] = {
    Standing.DONE: Words("tamam", "done"),
    Standing.UNDER_WAY: Words("sürüyor", "under way"),
    Standing.LATE: Words("gecikti", "late"),
    Standing.NOT_BEGUN: Words("başlamadı", "not begun"),
    Standing.LEFT: Words("vazgeçildi", "given up"),
}
KINDS: Final[Mapping[str, Words]] = {
    Evidence.Kind.TRAINING: Words("eğitim", "trainings"),
    Evidence.Kind.MEETING: Words("ağ toplantısı", "network meetings"),
    Evidence.Kind.SURVEY: Words("anket turu", "survey rounds"),
    Evidence.Kind.STANDARDS: Words("öz değerlendirme turu", "rounds of self-assessment"),
    Evidence.Kind.FOCUS_GROUP: Words("odak grup", "focus groups"),
    Evidence.Kind.COORDINATION: Words("koordinasyon adımı", "steps of coordination"),
    Evidence.Kind.REPORT: Words("rapor", "reports"),
    Evidence.Kind.DOCUMENT: Words("belge", "documents"),
}


def pieces(person: Person, asked: Asked) -> Mapping[str, Piece]:
    """What is asked for of the programme `asked.about` names; nothing where there is none. Raises Refused."""
    person.require("programmes.read")
    row: Programme | None = Programme.objects.filter(code=asked.about).first() if asked.about else None
    if row is None:
        return {}
    told = progress(row, min(timezone.localdate(), row.closed_on or date.max))
    remarks = list(row.remarks.all())
    makers: Mapping[str, Callable[[], Facts | Rows]] = {
        "programme.facts": lambda: _facts(told, remarks),
        "programme.results": lambda: _results(told),
        "programme.activities": lambda: _activities(told),
        "programme.outputs": lambda: _outputs(told),
        "programme.partners": lambda: _partners(remarks),
        "programme.spending": lambda: _spending(row, remarks),
        "programme.deviations": lambda: _departures(told, remarks),
        "programme.handover": lambda: _handover(remarks),
    }
    made = {key: make() for key, make in makers.items() if asked.wants(key)}
    return {key: piece for key, piece in made.items() if (piece.facts if isinstance(piece, Facts) else piece.rows)}


def _facts(told: Progress, remarks: Iterable[Remark]) -> Facts:
    row = told.programme
    pairs: list[tuple[Words, Words | None]] = [
        (Words("Program", "Programme"), _both(row.title, row.title_en)),
        (Words("Destekleyen kurum", "Donor"), _both(row.donor, row.donor_en)),
        (Words("Sözleşme sayısı", "Contract number"), _same(row.number)),
        (Words("Süre", "Duration"), _same(f"{day(row.starts_on)} – {day(row.ends_on)}")),
        (Words("Kapandığı gün", "Closed on"), _same(day(row.closed_on) if row.closed_on else "")),
        (Words("Ne için", "What it was for"), _both(row.about, row.about_en)),
        (Words("Faaliyetler ve çıktılar", "Activities and outputs"), _counted(told.counts)),
        (Words("Kanıt", "Evidence"), evidence_words(piece for line in told.lines for piece in line.evidence)),
    ]
    planned, spent = _sums(remarks)
    if planned:
        pairs.append((Words(f"Bütçe ({row.currency})", f"Budget ({row.currency})"), _money(planned)))
        pairs.append((Words(f"Harcanan ({row.currency})", f"Spent ({row.currency})"), _money(spent)))
    return Facts(tuple((name, words) for name, words in pairs if words and words.tr and words != NONE))


def _counted(counts: Mapping[Standing, int]) -> Words:
    """How many stand how, those of which there are none left out."""
    found = [(STANDINGS[each], counts[each]) for each in STANDINGS if counts[each]]
    return Words(
        "; ".join(f"{words.tr}: {n}" for words, n in found), "; ".join(f"{words.en}: {n}" for words, n in found)
    )


def _results(told: Progress) -> Rows:
    """Results, and objectives that have a target of their own."""
    columns = (Words("Sonuç", "Result"), Words("Gösterge", "Indicator"), Words("Başlangıç", "Baseline"),
               Words("Hedef", "Target"), Words("Ulaşılan", "Reached"), Words("Kanıt", "Evidence"))  # fmt: skip
    lines = [line for line in told.of(Level.OBJECTIVE, Level.RESULT)
             if line.goal.level == Level.RESULT or line.goal.target is not None]  # fmt: skip
    rows = tuple(
        (_title(line), _both(line.goal.indicator, line.goal.indicator_en) or NONE, _baseline(line),
         _count(line.goal.target), _reached(line), evidence_words(line.evidence))
        for line in lines
    )  # fmt: skip
    return Rows(columns, rows, (2, 3, 4))


def _activities(told: Progress) -> Rows:
    columns = (Words("Faaliyet", "Activity"), Words("Planlanan", "Planned"), Words("Yapılan", "Done"),
               Words("Plandan farkı", "Difference"))  # fmt: skip
    rows = tuple(
        (_title(line), _planned(line), _done(line), _both(line.goal.difference, line.goal.difference_en) or NONE)
        for line in told.of(Level.ACTIVITY)
    )
    return Rows(columns, rows)


def _outputs(told: Progress) -> Rows:
    """Every output, those that did not come about too."""
    rows = []
    for line in told.of(Level.OUTPUT):
        where = _both(line.goal.where, line.goal.where_en)
        if line.standing in (Standing.LEFT, Standing.NOT_BEGUN):
            where = Words(
                f"üretilmedi ({STANDINGS[line.standing].tr})", f"not produced ({STANDINGS[line.standing].en})"
            )
        rows.append((_title(line), where or evidence_words(line.evidence)))
    return Rows((Words("Ürün", "Output"), Words("Nerede bulunur", "Where it is found")), tuple(rows))


def _partners(remarks: Iterable[Remark]) -> Rows:
    rows = tuple((_what(each), _then(each) or NONE) for each in _of(remarks, Remark.Kind.PARTNER))
    return Rows((Words("Ortak", "Partner"), Words("Payına düşen iş", "Part")), rows)


def _spending(row: Programme, remarks: Iterable[Remark]) -> Rows:
    """Headings with what was planned and spent, and their sum."""
    unit = row.currency
    columns = (Words("Harcama başlığı", "Heading"), Words(f"Planlanan ({unit})", f"Planned ({unit})"),
               Words(f"Harcanan ({unit})", f"Spent ({unit})"), Words("Harcanan payı", "Share spent"))  # fmt: skip
    lines = list(_of(remarks, Remark.Kind.SPENDING))
    rows = [(_what(each), _money(each.planned), _money(each.spent), _share(each.planned, each.spent)) for each in lines]
    if len(rows) > 1:
        planned, spent = _sums(lines)
        rows.append((Words("Toplam", "Total"), _money(planned), _money(spent), _share(planned, spent)))
    return Rows(columns, tuple(rows), (1, 2, 3))


def _departures(told: Progress, remarks: Iterable[Remark]) -> Rows:
    """What people wrote, and work that was given up or whose day went by."""
    columns = (Words("Planlanan", "Planned"), Words("Yapılan", "Done"), Words("Nedeni", "Why"))
    rows = [(_what(each), _then(each) or NONE, _why(each) or NONE) for each in _of(remarks, Remark.Kind.DEPARTURE)]
    for line in told.lines:
        if line.standing in (Standing.LEFT, Standing.LATE):
            why = _both(line.goal.difference, line.goal.difference_en) or NOT_WRITTEN
            rows.append((_title(line), _done(line), why))
    return Rows(columns, tuple(rows))


def _handover(remarks: Iterable[Remark]) -> Rows:
    columns = (Words("Devam edecek iş", "What goes on"), Words("Kim sürdürecek", "Who goes on with it"),
               Words("Neyle", "With what means"))  # fmt: skip
    rows = tuple(
        (_what(each), _then(each) or NOBODY, _why(each) or NONE) for each in _of(remarks, Remark.Kind.HANDOVER)
    )
    return Rows(columns, rows)


def evidence_words(shown: Iterable[Evidence]) -> Words:
    """How much there is of each kind, with the first and last day; a dash for nothing."""
    found = list(shown)
    if not found:
        return NONE
    unique = {(piece.kind, piece.reference or piece.pk): piece for piece in found}.values()
    counts = Counter(piece.kind for piece in unique)
    days = sorted({piece.on for piece in unique})
    span = day(days[0]) if len(days) == 1 else f"{day(days[0])} – {day(days[-1])}"
    told = [(KINDS[kind], counts[kind]) for kind in KINDS if counts[kind]]
    return Words("; ".join(f"{words.tr}: {n}" for words, n in told) + f" ({span})",
                 "; ".join(f"{words.en}: {n}" for words, n in told) + f" ({span})")  # fmt: skip


def _title(line: Line) -> Words:
    words = Words(line.goal.title, line.goal.title_en or line.goal.title)
    return Words(f"{line.goal.code} {words.tr}", f"{line.goal.code} {words.en}")


def _baseline(line: Line) -> Words:
    if line.goal.target is None:
        return NONE
    return UNKNOWN if line.goal.baseline is None else _count(line.goal.baseline)


def _reached(line: Line) -> Words:
    if line.reached is None and line.goal.target is not None:
        return NOT_WRITTEN
    return _count(line.reached)


def _planned(line: Line) -> Words:
    """Target with its unit, and the last day."""
    until = day(line.goal.until) if line.goal.until else ""
    unit = _both(line.goal.indicator, line.goal.indicator_en)
    target = _count(line.goal.target)
    if line.goal.target is None:
        return _same(until) or NONE
    told = [Words(f"{target.tr} {unit.tr}", f"{target.en} {unit.en}") if unit else target]
    if until:
        told.append(Words(until, until))
    return Words(", ".join(each.tr for each in told), ", ".join(each.en for each in told))


def _done(line: Line) -> Words:
    """What was reached of the target, and how the promise stands."""
    stands = STANDINGS[line.standing]
    if line.reached is None:
        return stands
    reached = _count(line.reached)
    return Words(f"{reached.tr}, {stands.tr}", f"{reached.en}, {stands.en}")


def _of(remarks: Iterable[Remark], kind: str) -> Iterator[Remark]:
    return (each for each in remarks if each.kind == kind)


def _sums(remarks: Iterable[Remark]) -> tuple[Decimal, Decimal]:
    lines = list(_of(remarks, Remark.Kind.SPENDING))
    return (sum((each.planned or Decimal() for each in lines), Decimal()),
            sum((each.spent or Decimal() for each in lines), Decimal()))  # fmt: skip


def _what(remark: Remark) -> Words:
    return _both(remark.what, remark.what_en) or NONE


def _then(remark: Remark) -> Words | None:
    return _both(remark.then, remark.then_en)


def _why(remark: Remark) -> Words | None:
    return _both(remark.why, remark.why_en)


def _money(amount: Decimal | None) -> Words:
    return NOT_WRITTEN if amount is None else Words(number(amount, 2, "tr"), number(amount, 2, "en"))


def _share(planned: Decimal | None, spent: Decimal | None) -> Words:
    if not planned or spent is None:
        return NONE
    return Words(share(spent / planned, 0, "tr"), share(spent / planned, 0, "en"))


def _count(value: int | None) -> Words:
    return NONE if value is None else Words(number(value, 0, "tr"), number(value, 0, "en"))


def _both(turkish: str, english: str) -> Words | None:
    """Both languages; the Turkish where nobody wrote the English; None for nothing."""
    return Words(turkish, english or turkish) if turkish else None


def _same(text: str) -> Words | None:
    return Words(text, text) if text else None
