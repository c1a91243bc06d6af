"""Never a league table: centres stand in the order of their names, and no third one reads another's levels."""

import html
import re
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from omuz.foundation.people.access import acting
from omuz.insight.indicators.definitions import indicator
from omuz.network.standards.actions import assessing
from omuz.network.standards.actions.rounds import close_round
from omuz.network.standards.urls import urlpatterns

if TYPE_CHECKING:
    from tests.cast import Member
    from tests.network.standards.houses import House

WORDS = {"konak": "Konak kendini böyle gördü.", "bornova": "Bornova kendini böyle gördü."}
BESIDE = ("assessment", "chapter", "single", "profile", "visit", "visit-criterion", "export")
"""Pages and files of one assessment."""


def _both(house: "House", konak: str, bornova: str) -> dict[str, Any]:
    """Both centres signed, each with words of its own; returns their assessments."""
    cast, rows = house.cast, {}
    for name, level, hands in (
        ("konak", konak, (cast.ayse, cast.nermin)), ("bornova", bornova, (cast.zeynep, house.songul)),
    ):  # fmt: skip
        row = house.fill(hands[0], getattr(cast, name), level)
        with acting(hands[0].person):
            assessing.keep(by=hands[0].person, assessment=row, changes={"A1": {"comment": WORDS[name]}}, seen={"A1": 1})
        for who in hands:
            with acting(who.person):
                rows[name] = assessing.sign(by=who.person, assessment=row)
    return rows


def _read(who: "Member", name: str, *args: Any) -> str:
    return html.unescape(who.client().get(reverse(f"standards:{name}", args=args)).content.decode())


@pytest.mark.parametrize(("konak", "bornova"), [("3", "0"), ("0", "3")])
def test_the_board_stands_by_name_whoever_is_ahead_and_shows_no_score_of_a_centre(
    house: "House", konak: str, bornova: str
) -> None:
    _both(house, konak, bornova)
    with acting(house.cast.elif_.person):
        close_round(by=house.cast.elif_.person, asked=house.asked)
    for who in (house.cast.elif_, house.sema):
        page = _read(who, "round", house.asked.id)
        rows = re.findall(r"<tr><th scope=\"row\"><a[^>]*>([^<]+)</a></th>(.*?)</tr>", page, re.S)
        assert [name for name, _cells in rows] == [house.cast.bornova.name, house.cast.konak.name]
        for _name, cells in rows:
            shown = re.sub(r"<[^>]+>", " ", cells)
            assert not re.search(r"%\s?\d|\d\s?·\s?(Yok|Başlangıç|Kısmen|Tam)|\b\d+[,.]\d\b(?!\.)", shown), shown


def test_a_centre_reads_no_level_and_no_word_of_another_on_any_page_or_file(house: "House") -> None:
    rows = _both(house, "1", "3")
    own, other = rows["konak"], rows["bornova"]
    for who in (house.cast.ayse, house.cast.nermin):
        for name in BESIDE:
            more = {"chapter": ["A"], "single": ["A1"], "visit-criterion": ["A1"], "export": ["csv"]}.get(name, [])
            answer = who.client().get(reverse(f"standards:{name}", args=[other.id, *more]))
            assert answer.status_code == 404, name
            assert WORDS["bornova"] not in _read(who, name, own.id, *more), name
        for name, args in (("round", [house.asked.id]), ("overview", []), ("actions", []), ("matrix", [])):
            page = _read(who, name, *args)
            assert WORDS["bornova"] not in page
            assert str(other.id) not in page, name
        assert WORDS["konak"] in _read(who, "single", own.id, "A1")


def test_no_file_holds_more_than_one_centre_and_no_indicator_of_levels_is_told_by_centre(house: "House") -> None:
    rows = _both(house, "1", "3")
    files = {each.name for each in urlpatterns if "ending" in str(each.pattern)}
    assert files == {"export"}
    for row in rows.values():
        for who in (house.cast.elif_, house.sema):
            where = reverse("standards:export", args=[row.id, "csv"])
            assert who.client().get(where).status_code in (403, 404)
    told = _read(house.cast.nermin, "export", rows["konak"].id, "csv")
    assert WORDS["konak"] in told
    assert WORDS["bornova"] not in told
    for code in ("I50", "I51"):
        assert "centre" not in indicator(code).by
