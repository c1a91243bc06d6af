"""The sentence above a figure, made from its numbers and true in every case: hidden, empty, tied, between bounds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.definitions import Section, Words
from omuz.foundation.catalogue.turkish import number
from omuz.foundation.privacy.cells import Reason
from omuz.insight.charts import numerals
from omuz.insight.charts.geography import DISTRICTS, geography
from omuz.insight.charts.reading import JOINED, Reading, Row

KINDS: Final = ("leading", "share", "total", "none", "zero")


@dataclass(frozen=True)
class Patterns:
    """The sentences domain people wrote for one figure, by kind, and the words for its categories."""

    patterns: Mapping[str, Words] = field(default_factory=dict)
    phrases: Mapping[str, Words] = field(default_factory=dict)

    @classmethod
    def of(cls, section: Section) -> "Patterns":
        """Read `[…sentence]`. Raises CatalogueError."""
        patterns = {kind: section.words(kind) for kind in KINDS if section.has(kind)}
        phrases: dict[str, Words] = {}
        if section.has("phrases"):
            told = section.section("phrases")
            phrases = {code: told.words(code) for code in told.names()}
        section.finish()
        for words in patterns.values():
            for text in (words.tr, words.en):
                _check(section, text)
        return cls(patterns, phrases)


_PLACES: Final = ("n", "of", "in", "label", "phrase", "period", "districts")


def _check(section: Section, text: str) -> None:
    try:
        text.format_map(dict.fromkeys(_PLACES, ""))
    except (KeyError, ValueError, IndexError) as error:
        raise section.fault(_("“%(text)s” cümlesinde bilinmeyen bir yer var") % {"text": text}) from error


def sentence(reading: Reading, patterns: Patterns) -> str:
    """One sentence in the reader's language; never says a number the table does not."""
    if reading.empty and "none" in patterns.patterns:
        return _filled(reading, patterns, "none")
    for kind, maker in (("share", _share), ("leading", _leading), ("total", _total)):
        if kind in patterns.patterns:
            return maker(reading, patterns)
    return reading.title


def _share(reading: Reading, patterns: Patterns) -> str:
    total = reading.total
    if not total.known or total.share is None:
        return _kept_back(reading)
    if total.share == numerals.Span.of(0, 0) and "zero" in patterns.patterns:
        return _filled(reading, patterns, "zero")
    return _filled(reading, patterns, "share", total)


def _leading(reading: Reading, patterns: Patterns) -> str:
    """What is true of the largest category, unless something hidden may be larger than it."""
    answers = [row for row in reading.rows if row.known and not row.special and row.share is not None]
    first = max(answers, key=lambda row: row.share.low if row.share else Fraction(0), default=None)
    if first is None or not first.value.low or _may_be_larger(reading, first):
        return _kept_back(reading)
    return _filled(reading, patterns, "leading", first)


def _may_be_larger(reading: Reading, first: Row) -> bool:
    """Whether a hidden answer could be larger than the largest one told."""
    return any(
        not row.known and not row.special and (row.value.high is None or row.value.high > first.value.low)
        for row in reading.rows
        if _room(reading) > first.value.low
    )


def _room(reading: Reading) -> Fraction:
    """How much is left for what is hidden, where the parts add up; no limit where answers overlap."""
    whole = reading.denominator
    if whole is None or whole.high is None or reading.table.multi:
        return Fraction(10**9)
    return whole.high - sum((row.value.low for row in reading.rows if row.known), Fraction(0))


def _total(reading: Reading, patterns: Patterns) -> str:
    if not reading.total.known:
        return _kept_back(reading)
    return _filled(reading, patterns, "total", reading.total)


def _kept_back(reading: Reading) -> str:
    """When the largest figure may not be told."""
    hidden = sum(1 for row in (*reading.rows, reading.total) if not row.known)
    told = reading.denominator
    if not hidden:
        return _("%(title)s, %(period)s") % {"title": reading.title, "period": reading.period}
    if told is None or not reading.table.dimensions:
        return _("%(title)s gizlendi: sayı bir kadını tanıtacak kadar küçük olabilir") % {"title": reading.title}
    return _("%(title)s: en büyük pay söylenemiyor, %(hidden)d satır gizlendi") % {
        "title": reading.title,
        "hidden": sum(1 for row in reading.rows if not row.known),
    }


def _filled(reading: Reading, patterns: Patterns, kind: str, row: Row | None = None) -> str:
    language = reading.language
    values = {"period": reading.period, "n": "", "of": "", "in": "", "label": "", "phrase": "", "districts": ""}
    if row is not None:
        values["n"] = numerals.count(row.value, language)
        values["label"] = row.label
        code = row.codes[-1] if row.codes else ""
        phrase = patterns.phrases.get(code)
        values["phrase"] = phrase.say(language) if phrase else f"“{row.label}”"
        if row.share is not None:
            values["of"] = numerals.percent_of(row.share, language, "of")
            values["in"] = numerals.percent_of(row.share, language, "in")
    if any(dimension.name == "district" for dimension in reading.table.dimensions):
        values["districts"] = _districts(reading)
    text = patterns.patterns[kind].say(language).format_map(values)
    return _capital(text, language)


def _capital(text: str, language: str) -> str:
    """First letter as the language writes it, so that a sentence may begin with `en az %66'sı`."""
    return ("İ" if text[:1] == "i" and language == "tr" else text[:1].upper()) + text[1:]


def _areas(reading: Reading) -> str:
    """Where districts were put together nobody can say how many of them: only those shown by themselves are sure."""
    rows = [row for row in reading.rows if row.codes[-1].split(JOINED)[0] in geography()]
    sure = sum(1 for row in rows if row.value.low > 0 or row.hidden is Reason.SMALL)
    if not reading.language.startswith("tr"):
        return f"at least {sure}"
    return f"en az {numerals.cased(number(sure, 0), 'from')}"


def _districts(reading: Reading) -> str:
    """From how many districts something came: `27'sinden`, or `en az 24'ünden` where some are hidden."""
    shapes = geography()
    if any(JOINED in row.codes[-1] for row in reading.rows):
        return _areas(reading)
    rows = [row for row in reading.rows if row.codes[-1] in shapes]
    sure = sum(1 for row in rows if row.value.low > 0 or row.hidden is Reason.SMALL)
    open_ = any(row.value.low == 0 and row.hidden not in (None, Reason.SMALL) for row in rows)
    if not reading.language.startswith("tr"):
        return f"at least {sure}" if open_ else str(sure)
    if sure == DISTRICTS:
        return "hepsinden"
    said = numerals.cased(number(sure, 0), "from")
    return f"en az {said}" if open_ else said
