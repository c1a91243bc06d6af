"""Definitions are read in a closed vocabulary; whatever is outside it is one sentence."""

from pathlib import Path

import pytest
from django.utils import translation

from omuz.foundation.catalogue.errors import CatalogueError
from omuz.insight.indicators.definitions import all_indicators, indicator
from omuz.insight.indicators.examples import broken_examples
from tests.insight.indicators.conftest import EXAMPLES, Defined

GOOD = 'by = ["month"]\n[share]\npart = { anonymous = ["yes"] }\nin_base = []\n'


def test_every_indicator_says_everything_that_is_printed_beside_its_figures() -> None:
    for one in all_indicators().values():
        for words in (one.title, one.meaning, one.unit, one.denominator, one.caveat):
            assert words.tr
            assert words.en
        assert one.source
        assert one.owner
        assert one.reviewed_on < one.review_due


def test_every_share_says_where_answers_that_were_not_given_go() -> None:
    with translation.override("tr"):
        assert indicator("I06").unknown_handling() == "Paydanın dışında: sorulmadı, söylemek istemedi, bilinmiyor."
        assert indicator("I08").unknown_handling() == "Paydanın içinde: sorulmadı, söylemek istemedi, bilinmiyor."


def test_a_base_may_keep_one_non_answer_and_leave_another_out(defined: Defined) -> None:
    one = defined(GOOD.replace("in_base = []", 'in_base = ["did_not_want"]'))
    with translation.override("tr"):
        assert one.unknown_handling() == "Paydanın içinde: söylemek istemedi. Dışında: sorulmadı, bilinmiyor."


def test_an_unknown_indicator_is_told_with_those_there_are() -> None:
    # Of many only the nearest is named.
    with pytest.raises(CatalogueError, match=r"“I0” .*“I\d\d"):
        indicator("I0")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('by = ["mnth"]\n[count]\n', "month"),
        ('by = ["month"]\n', "count"),
        ('by = ["month"]\n[count]\n[share]\npart = { anonymous = ["yes"] }\nin_base = []\n', "count"),
        ('by = []\n[share]\npart = { anonymous = ["yes"] }\n', "in_base"),
        ('by = []\n[share]\npart = { anonymous = ["yeah"] }\nin_base = []\n', "yeah"),
        ('by = []\n[share]\npart = { anonymous = ["yes"], kind = ["event"] }\nin_base = []\n', "part"),
        ('by = []\n[share]\npart = { anonymous = ["yes"] }\nin_base = ["perhaps"]\n', "perhaps"),
        ('by = []\n[distribution]\ncolumn = "month"\nin_base = []\n', "column"),
        ('by = []\n[missing]\nfields = ["month"]\n', "fields"),
        ('by = []\n[median]\ncolumn = "channel"\n', "column"),
        ('where = { kind = ["violense"] }\nby = []\n[count]\n', "violence"),
        ('where = { knd = ["violence"] }\nby = []\n[count]\n', "kind"),
        ('by = []\nsql = "DROP TABLE contact"\n[count]\n', "sql"),
        ("by = []\n[count]\nweight = 2\n", "weight"),
    ],
)
def test_what_the_vocabulary_does_not_hold_is_one_sentence(defined: Defined, body: str, told: str) -> None:
    with pytest.raises(CatalogueError) as fault:
        defined(body)
    assert "T01.toml" in str(fault.value)
    assert told in str(fault.value)
    assert "\n" not in str(fault.value)


def test_a_definition_needs_two_examples(defined: Defined) -> None:
    with pytest.raises(CatalogueError, match="example"):
        defined(GOOD, examples=EXAMPLES.split('[[example]]\ntitle.tr = "iki"')[0])


def test_a_review_cannot_be_due_before_it_was_made(defined: Defined, catalogues: Path) -> None:
    defined(GOOD)
    path = catalogues / "indicators" / "T01.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("2027-11-22", "2025-11-22"), encoding="utf-8")
    from omuz.insight.indicators.definitions import load_indicator

    with pytest.raises(CatalogueError, match="review_due"):
        load_indicator(path)


def test_an_indicator_changed_without_a_new_version_is_not_counted(catalogues: Path) -> None:
    path = catalogues / "indicators" / "I06.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("in_base = []", 'in_base = ["unknown"]'), encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"I06\.toml"):
        indicator("I06")


@pytest.mark.parametrize(
    "expect",
    [
        "{ part = 1, base = 3 }",
        "{ part = 2, base = 2 }",
        "{ part = 1, base = 2, count = 2 }",
        "{}",
        '{ month = "2026-01" }',
    ],
)
def test_an_example_that_does_not_come_out_is_found(defined: Defined, expect: str) -> None:
    rows = '[{ anonymous = "yes" }, { anonymous = "no" }, { times = 4 }]'
    right = EXAMPLES.replace("rows = []", f"rows = {rows}").replace("expect = []", "expect = [{ part = 1, base = 2 }]")
    assert list(broken_examples(defined(GOOD, examples=right))) == []
    wrong = right.replace("{ part = 1, base = 2 }", expect)
    assert len(list(broken_examples(defined(GOOD, examples=wrong)))) == 2


def test_an_example_must_name_every_filled_cell(defined: Defined) -> None:
    body = 'by = []\n[distribution]\ncolumn = "channel"\nin_base = []\n'
    rows = 'rows = [{ channel = "phone" }, { channel = "letter" }]'
    expect = 'expect = [{ channel = "phone", part = 1, base = 2 }]'
    one = defined(body, examples=EXAMPLES.replace("rows = []", rows).replace("expect = []", expect))
    assert all("letter" in fault for fault in broken_examples(one))
    assert len(list(broken_examples(one))) == 2


def test_persons_are_counted_only_from_a_column_that_says_where_each_comes_first(defined: Defined) -> None:
    with translation.override("tr"):
        with pytest.raises(CatalogueError, match="ilk kez hangi dönemde"):
            defined('by = ["month"]\n[persons]\ncolumn = "violence_types"\n')
        with pytest.raises(CatalogueError, match="ilk kez hangi dönemde"):
            defined('by = ["month"]\n[persons]\ncolumn = "kind"\n')
        one = defined('by = ["month"]\n[persons]\ncolumn = "first_in"\n', fact="presentation")
        assert "sayılır" in one.unknown_handling()
