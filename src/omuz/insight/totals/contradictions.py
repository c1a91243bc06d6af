"""Holds a publisher's own tables against each other and says where they do not agree; corrects nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.privacy.cells import TOTAL, Key
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.totals.definition import Agreement, Side, Steady, TotalsMapping
from omuz.insight.totals.reading import Read

HIDDEN = Words("gizli", "hidden")


@dataclass(frozen=True)
class Contradiction:
    """Two numbers of the publisher that should be one; a number is None where the gate does not show it."""

    title: Words
    about: Words
    first: Words
    first_number: int | None
    second: Words
    second_number: int | None
    changed: bool = False
    """Whether this is something about a place that may truly have changed, and not two counts of the same."""

    @property
    def difference(self) -> int | None:
        if self.first_number is None or self.second_number is None:
            return None
        return self.second_number - self.first_number


def contradictions(mapping: TotalsMapping, reads: Sequence[Read], safe: Mapping[str, SafeTable]) -> list[Contradiction]:
    """Every place where the publisher's tables disagree, in the order of the mapping.

    Numbers are those the protected tables show; where they hide one, the contradiction is told without it.
    """
    by_code = {read.table.code: read for read in reads}
    found: list[Contradiction] = []
    for read in reads:
        found += _own_totals(read, safe[read.table.code])
    for agreement in mapping.agreements:
        found += _agreement(agreement, by_code, safe)
    for steady in mapping.steady:
        found += _steady(steady, by_code[steady.table])
    return found


def _own_totals(read: Read, table: SafeTable) -> Iterator[Contradiction]:
    """The publisher's own total row beside the sum of its parts."""
    names = [one.name for one in read.table.dimensions]
    for (name, rest), stated in read.stated.items():
        place = names.index(name)
        key = (*rest[:place], TOTAL, *rest[place:])
        summed = _summed(read, dict(zip([n for n in names if n != name], rest, strict=True)))
        if summed != stated:
            yield Contradiction(
                Words("Toplam satırı parçalarının toplamı değil", "The total row is not the sum of its parts"),
                _about(read, key),
                Words(f"{read.table.title.tr}: parçaların toplamı", f"{read.table.title.en}: sum of the parts"),
                table.cell(key).value,
                Words(f"{read.table.title.tr}: yazılan toplam", f"{read.table.title.en}: total as written"),
                stated if table.cell(key).value is not None else None,
            )


def _agreement(
    agreement: Agreement, reads: Mapping[str, Read], safe: Mapping[str, SafeTable]
) -> Iterator[Contradiction]:
    left, right = reads[agreement.left.table], reads[agreement.right.table]
    for code in left.categories(agreement.by):
        if code not in right.categories(agreement.by):
            continue
        first = _summed(left, {**agreement.left.where, agreement.by: code})
        second = _summed(right, {**agreement.right.where, agreement.by: code})
        if first != second:
            yield Contradiction(
                agreement.title,
                left.labels[agreement.by][code],
                left.table.title,
                _shown(safe[left.table.code], left, agreement.left, agreement.by, code),
                right.table.title,
                _shown(safe[right.table.code], right, agreement.right, agreement.by, code),
            )


def _steady(steady: Steady, read: Read) -> Iterator[Contradiction]:
    """What is said of a place in one file and otherwise in the next: no count of persons, so nothing to hide."""
    before: dict[str, tuple[str, str]] = {}
    label = next((one.label for one in read.table.dimensions if one.column == steady.key), "")
    for file, rows in read.lines.items():
        for cells in rows:
            key, said = cells[steady.key], cells[steady.column].strip()
            old_file, old = before.setdefault(key, (file, said))
            if old != said and old.isdigit() and said.isdigit():
                words = cells[label] if label else key
                yield Contradiction(
                    steady.title, Words(words, words),
                    Words(old_file, old_file), int(old), Words(file, file), int(said), changed=True,
                )  # fmt: skip


def _summed(read: Read, where: Mapping[str, str]) -> int:
    names = [one.name for one in read.table.dimensions]
    return sum(
        value
        for key, value in read.numbers.items()
        if all(key[names.index(name)] == code for name, code in where.items())
    )


def _shown(table: SafeTable, read: Read, side: Side, by: str, code: str) -> int | None:
    chosen = {**side.where, by: code}
    return table.cell(tuple(chosen.get(one.name, TOTAL) for one in read.table.dimensions)).value


def _about(read: Read, key: Key) -> Words:
    """The categories of a key in words, totals left away."""
    told = [read.labels[one.name][code] for one, code in zip(read.table.dimensions, key, strict=True) if code != TOTAL]
    return Words(" · ".join(one.tr for one in told), " · ".join(one.en for one in told))
