"""What this room gives a report: who took part, and the tables the network told of each round."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre
from omuz.foundation.privacy.gate import restore
from omuz.foundation.privacy.safe import SafeTable, canonical
from omuz.insight.public import COUNTED, listed, taken_part, taken_part_by, worded
from omuz.insight.reports.asked import Asked
from omuz.insight.reports.content.source_keys import Source
from omuz.insight.reports.gathered import Names, Piece, Table, TableWords
from omuz.network.directory.queries.shown import shown_names
from omuz.network.profiles.models import NetworkFigures, SignedProfile
from omuz.network.profiles.queries.profiles import profile_rounds
from omuz.network.profiles.queries.sheets import sheet
from omuz.network.profiles.queries.telling import CONTRACTS, TITLES, TRAINING, sources
from omuz.network.profiles.rules.asking import PROCEDURES
from omuz.network.profiles.rules.sheet import Asked as Question
from omuz.network.profiles.rules.sheet import Kind, Sheet
from omuz.network.profiles.rules.tables import questions_of
from omuz.network.surveys.models import Invitation, QuestionnaireVersion, Round

ANSWERED, BY_KIND, MISSING = "profiles.answered", "profiles.answered_by_kind", "profiles.missing"
_NUMBERED: Final = re.compile(r"^\d+[a-zçğıöşü]?\.\s*")
_INVITED: Final = Words("Profil turuna çağrılan merkezler", "Centres asked for their profile")
_BASES: Final[Mapping[str, Words]] = {
    TITLES: Words("Yanıt veren merkezlerin çalışanları", "Staff of the centres that answered"),
    CONTRACTS: Words("Yanıt veren merkezlerin çalışanları", "Staff of the centres that answered"),
    TRAINING: Words("Bu soruların hepsini yanıtlayan merkezlerin çalışanları",
                    "Staff of the centres that answered all of these questions"),
}  # fmt: skip
_HEADS: Final[Mapping[str, Words]] = {
    "answer": Words("Yanıt", "Answer"), "thing": Words("Konu", "Subject"), "title": Words("Unvan", "Job title"),
    "contract": Words("Çalışma biçimi", "Contract"), "training": Words("Eğitim", "Training"),
    "procedure": Words("Usul", "Procedure"), "institution": Words("Kurum", "Institution"),
}  # fmt: skip


def pieces(person: Person, asked: Asked) -> Mapping[str, Piece]:
    """What may be said of the profiles of a year, former years beside it. Raises Refused."""
    person.require("network.dashboard")
    rounds = [each for each in reversed(profile_rounds()) if each.opens_on.year <= asked.year]
    now = next((each for each in reversed(rounds) if each.opens_on.year == asked.year), None)
    if now is None:
        return {}
    found = dict(_taking_part(asked, now, rounds))
    wanted = {key: source for key, source in sources().items() if asked.wants(key) and key not in found}
    told = {each.id: row for each in rounds if (row := _told(each, set(wanted))) is not None}
    own = told.get(now.id, {})
    for key, source in wanted.items():
        if key in own:
            before = [told[each.id][key] for each in rounds if each != now and key in told.get(each.id, {})]
            earlier = tuple(table for table in before if _comparable(table, own[key]))
            found[key] = Table(own[key], earlier, words_of(source, now.version))
    return found


def _comparable(table: SafeTable, now: SafeTable) -> bool:
    """Whether two years were asked alike: the same definition and the same divisions, categories may differ."""
    names = [[one.name for one in each.dimensions] for each in (table, now)]
    return (table.indicator, table.version, table.measure, names[0]) == (
        now.indicator, now.version, now.measure, names[1])  # fmt: skip


def _told(asked: Round, keys: set[str]) -> dict[str, SafeTable] | None:
    """The tables the network told of a round, examined by the gate again; None where it told none."""
    row: NetworkFigures | None = NetworkFigures.objects.filter(round=asked).first()
    if row is None or not row.tables:
        return None
    return {key: restore(canonical(table)) for key, table in row.tables.items() if key in keys}


def _taking_part(asked: Asked, now: Round, rounds: Sequence[Round]) -> Iterator[tuple[str, Piece]]:
    """Who answered is no answer: shown as it is."""
    if not asked.wants(ANSWERED, BY_KIND, MISSING):
        return
    told = {each.id: _standing(each) for each in rounds}
    if not told[now.id]:
        return
    before = [each for each in rounds if each != now and told[each.id]]
    if asked.wants(ANSWERED):
        tables = [taken_part(ANSWERED, each.opens_on.year, sum(s for _c, s in told[each.id]), len(told[each.id]))
                  for each in (*before, now)]  # fmt: skip
        yield (
            ANSWERED,
            Table(tables[-1], tuple(tables[:-1]), TableWords(base=_INVITED, counted=COUNTED, fractions=True)),
        )
    if asked.wants(BY_KIND):
        tables = [_by_kind(each.opens_on.year, told[each.id]) for each in (*before, now)]
        words = worded("centre_kind", Words("Kuruluş türü", "Kind of organisation"), listed("centre_kind"), _INVITED,
                       fractions=True)  # fmt: skip
        yield BY_KIND, Table(tables[-1], tuple(tables[:-1]), words)
    if asked.wants(MISSING):
        yield MISSING, Names(shown_names(centre.id for centre, signed in told[now.id] if not signed))


def _standing(asked: Round) -> list[tuple[Centre, bool]]:
    """Every invited centre, and whether it signed."""
    invited = set(Invitation.objects.filter(round=asked).values_list("centre_id", flat=True))
    signed = set(SignedProfile.objects.filter(round=asked).values_list("centre_id", flat=True))
    rows = Centre.objects.filter(id__in=invited).select_related("organisation")
    return [(centre, centre.id in signed) for centre in rows]


def _by_kind(year: int, told: Sequence[tuple[Centre, bool]]) -> SafeTable:
    counts: dict[str, tuple[int, int]] = {}
    for kind in listed("centre_kind"):
        own = [signed for centre, signed in told if centre.organisation.kind == kind]
        if own:
            counts[kind] = (sum(own), len(own))
    return taken_part_by(BY_KIND, year, "centre_kind", counts)


_kept: dict[tuple[str, str], TableWords] = {}
_MOST_KEPT: Final = 512


def words_of(source: Source, version: QuestionnaireVersion) -> TableWords:
    """The words of a table in both languages, as the form of its round asks."""
    place = (source.key, version.digest)
    if place not in _kept:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        _kept[place] = _worded(source, sheet(version, "tr"), sheet(version, "en"))
    return _kept[place]


def _worded(source: Source, turkish: Sheet, english: Sheet) -> TableWords:
    if source.of[0].startswith("I"):
        return TableWords(fractions=source.measure == "share", counted=COUNTED)
    names = questions_of(source, turkish)
    asked = [(turkish.by_name[name], english.by_name[name], code) for name, code in names.items()]
    categories: dict[str, dict[str, Words]] = {}
    if source.by[-1:] == ("answer",):
        first = asked[0]
        categories["answer"] = _options(first[0], first[1])
    if source.by and source.by[0] != "answer":
        categories[source.by[0]] = {code: Words(_label(tr), _label(en)) for tr, en, code in asked}
    staff = source.key in _BASES
    base = _BASES.get(source.key) or _base(source, [tr.kind for tr, _en, _code in asked])
    counted = Words("Çalışan", "Staff") if staff else COUNTED
    return TableWords({name: _HEADS[name] for name in source.by}, categories, base, counted,
                      source.measure == "share")  # fmt: skip


def _base(source: Source, kinds: Sequence[Kind]) -> Words:
    if source.key == PROCEDURES:
        return Words(
            "Satırdaki soruyu yanıtlayan merkezler (kriz protokolünde “bilinmiyor” diyenler sayılmaz)",
            "Centres that answered the question of the row (in the crisis protocol without “unknown”)",
        )
    if len(source.by) > 1:
        return Words("Satırdaki soruyu yanıtlayan merkezler", "Centres that answered the question of the row")
    if kinds == [Kind.MANY]:
        return Words(
            "Bu soruyu yanıtlayan merkezler; birden çok yanıt verilebilir",
            "Centres that answered this question; several answers may be given",
        )
    return Words("Bu soruyu yanıtlayan merkezler", "Centres that answered this question")


def _options(turkish: Question, english: Question) -> dict[str, Words]:
    told = dict(english.options)
    return {code: Words(words, told.get(code, words)) for code, words in turkish.options}


def _label(asked: Question) -> str:
    """A question's own words, without its number and the words of its group."""
    return _NUMBERED.sub("", asked.label.rpartition(" – ")[2] or asked.label)
