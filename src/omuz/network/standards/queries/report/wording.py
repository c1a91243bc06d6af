"""The words of this room's tables in both languages."""

from collections.abc import Mapping
from typing import Final

from omuz.foundation.catalogue.definitions import Words
from omuz.insight.public import COUNTED, listed
from omuz.insight.reports.gathered import TableWords
from omuz.network.standards.queries.report.versions import pair
from omuz.network.standards.rules import tables
from omuz.network.standards.rules.content import Content

STATES: Final[Mapping[str, Words]] = {
    "started": Words("Sürüyor", "Under way"), "delayed": Words("Gecikti", "Delayed"),
    "done": Words("Tamam", "Done"), "dropped": Words("Vazgeçildi", "Dropped"),
}  # fmt: skip
_LEVELS: Final[Mapping[str, Words]] = {
    "level_0": Words("0 – yok", "0 – none"), "level_1": Words("1 – başlangıç", "1 – beginning"),
    "level_2": Words("2 – kısmen", "2 – partly"), "level_3": Words("3 – tam", "3 – fully"),
    "level_u": Words("uygulanamaz", "not applicable"),
}  # fmt: skip
_JUDGED: Final = Words(
    "Merkezlerin imzaladığı bütün ölçüt değerlendirmeleri", "All criteria judged and signed by centres"
)
_BASES: Final[Mapping[str, Words]] = {
    "standards.answered": Words("Tura çağrılan merkezler", "Centres asked to assess themselves"),
    "standards.visited": Words("Değerlendirmesini imzalayan merkezler", "Centres that signed their assessment"),
    tables.LEVEL_TABLE: _JUDGED,
    tables.LEFT_OUT: _JUDGED,
    tables.CRITICAL: Words("Satırdaki ölçütün uygulandığı merkezler", "Centres the criterion of the row applies to"),
    tables.GAP: Words("İmzalı değerlendirmesi olan, yeri gizli olmayan merkezler",
                      "Centres with a signed assessment whose place is not secret"),
    tables.DISAGREED: Words("İki merkezin onayladığı ziyaretlerde bakılan ölçütler",
                            "Criteria looked at in visits both centres approved"),
    tables.STEPS: Words("Bu yıl açılan iyileştirme adımları", "Steps to improve opened this year"),
}  # fmt: skip
_COUNTED: Final[Mapping[str, Words]] = {
    tables.LEVEL_TABLE: Words("Değerlendirme", "Judgements"), tables.LEFT_OUT: Words("Değerlendirme", "Judgements"),
    tables.DISAGREED: Words("Ölçüt", "Criteria"), tables.STEPS: Words("Adım", "Steps"),
}  # fmt: skip
_COUNTS: Final = frozenset({tables.STEPS, tables.LEVEL_TABLE, tables.GAP, tables.CHAPTERS})


def of(key: str, content: Content) -> TableWords:
    """The words of one table; those counted by a definition take theirs from there."""
    chapters = {chapter.code.lower(): pair(chapter.title) for chapter in content.chapters}
    criteria = {
        each.code: Words(f"{each.code} {pair(each.title).tr}", f"{each.code} {pair(each.title).en}")
        for each in content.criteria()
        if each.critical
    }
    chapter, level = Words("Bölüm", "Chapter"), Words("Düzey", "Level")
    axes: Mapping[str, Mapping[str, tuple[Words, Mapping[str, Words]]]] = {
        tables.LEVEL_TABLE: {"chapter": (chapter, chapters), "level": (level, _LEVELS)},
        tables.LEFT_OUT: {"chapter": (chapter, chapters)},
        tables.CHAPTERS: {"chapter": (chapter, chapters)},
        tables.CRITICAL: {"criterion": (Words("Kritik ölçüt", "Critical criterion"), criteria)},
        tables.GAP: {"district": (Words("İlçe", "District"), listed("district"))},
        tables.STEPS: {"action_state": (Words("Durum", "State"), STATES)},
    }
    own = axes.get(key, {})
    return TableWords(
        {name: head for name, (head, _codes) in own.items()},
        {name: dict(codes) for name, (_head, codes) in own.items()},
        _BASES.get(key),
        _COUNTED.get(key, COUNTED),
        fractions=key not in _COUNTS,
    )
