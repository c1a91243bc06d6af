"""What the program points at in an analysis, what it never keeps, and how long it keeps the rest."""

from datetime import date
from uuid import uuid4

import pytest

from omuz.insight.reports.content.identity_check import checklist
from omuz.network.exchange.queries.template import template
from omuz.network.exchange.rules.analyses import Typed, may_read_second, new_code, until
from omuz.network.exchange.rules.traces import local_words, names_somebody, never_kept, places_in, weeks_of

ITEMS = checklist()
TRAPS = {"date", "place", "job", "children", "origin", "health", "in_the_news", "own_words"}


def _traps(text: str, local: frozenset[str] = frozenset()) -> dict[str, str]:
    return {place.words: place.trap for place in places_in({"wishes": text}, ITEMS, local)}


def test_the_check_asks_about_every_trap_of_the_template() -> None:
    assert {item.code for item in ITEMS} >= TRAPS


def test_the_template_has_the_fields_a_case_analysis_asks_for_and_none_for_a_name_or_a_day() -> None:
    assert set(template().codes) == set(
        "title made context wishes done power institutions turns well hard feeling learned suggestion".split()
    )
    assert [code for code, _words in template().field("context").choices] == ["coast", "rural", "town"]


@pytest.mark.parametrize(
    ("text", "words", "trap"),
    [
        ("Sığınmaevine 14 gün sonra geçti", "14", "date"),
        ("Kızı 7 yaşındaydı", "7", "children"),
        ("üç çocukla geldi", "çocukla", "children"),
        ("Sonra Bornova’ya taşındı", "Bornova’ya", "place"),
        ("herkes tanıyordu; Kemeraltı’nda karşılaşıyorlardı", "Kemeraltı’nda", "place"),
        ("Sonra Kemeraltı’nda karşılaştılar", "Kemeraltı’nda", "place"),
        ("Onu Bornova’nın ötesinde gördüler", "Bornova’nın", "place"),
        ("Güler’in yanında", "Güler’in", "name"),
        ("Pazarcı Güler anlattı", "Güler", "name"),
        ("eşi polisti", "polisti", "job"),
        ("suriyeli bir aile", "suriyeli", "origin"),
        ("kanser tedavisi sürüyordu", "kanser", "health"),
        ("olay gazetede çıktı", "gazetede", "in_the_news"),
        ("“Artık korkmuyorum” diye anlattı", "“Artık korkmuyorum”", "own_words"),
        ("nisan ayında", "nisan", "date"),
    ],
)
def test_a_suspicious_place_is_pointed_at_under_its_trap(text: str, words: str, trap: str) -> None:
    assert _traps(text).get(words) == trap


def test_names_of_the_directory_are_places_even_where_no_district_is_named() -> None:
    local = local_words(["Örnekköy Kadın Danışma Merkezi", "Kadın Danışma Merkezi", "Kadın Danışma Birimi"])
    assert local == {"ornekkoy", "merkezi", "birimi"}
    assert _traps("Örnekköy yolunda", local)["Örnekköy"] == "place"


def test_the_weeks_the_template_asks_for_are_no_trace() -> None:
    assert _traps("1. hafta: dinledik\n12. ay: aradık") == {}
    weeks, wrong = weeks_of("1. hafta: dinledik\n3 Mart'ta aradık\n2. Ay – sordu")
    assert [(week.when, week.what) for week in weeks] == [("1. hafta", "dinledik"), ("2. ay", "sordu")]
    assert wrong == ["3 Mart'ta aradık"]


@pytest.mark.parametrize(
    "text",
    [
        "D-7K3MQ dosyasında", "d-7k3mq dosyasında", "T – 4P9WX", "0532 111 22 33 aranmış", "10000000146 numaralı",
        "biri@ornek.org", "2025/114 D.İş",
    ],
)  # fmt: skip
def test_a_code_a_number_or_an_address_is_never_kept(text: str) -> None:
    assert never_kept(text) is not None


@pytest.mark.parametrize("text", ["Darp raporu alındı, dilekçesi yazıldı.", "6284 sayılı yasa", "D vitamini"])
def test_ordinary_words_of_the_work_are_kept(text: str) -> None:
    assert never_kept(text) is None


def test_the_own_code_of_an_analysis_is_kept() -> None:
    assert [code for code in (new_code() for _turn in range(200)) if never_kept(code) is not None] == []


def test_a_title_bears_no_name_invented_or_not() -> None:
    assert names_somebody("Zeynep’in kararı")
    assert not names_somebody("Karar bitince ne oldu")


def test_nobody_reads_a_second_time_what_she_wrote() -> None:
    hers, another = uuid4(), uuid4()
    assert not may_read_second(hers, [another, hers])
    assert may_read_second(hers, [another])


def test_a_year_ends_on_the_same_day_and_a_short_month_on_its_last() -> None:
    assert until(date(2026, 11, 23), 12) == date(2027, 11, 23)
    assert until(date(2026, 11, 30), 3) == date(2027, 2, 28)


def test_only_what_another_page_changed_since_counts_as_a_clash() -> None:
    typed = Typed().with_changes({"well": ["a"]}, "one", 2).with_changes({"hard": ["b"]}, "two", 3)
    assert typed.changed_elsewhere(1, "one") == {"hard"}
    assert typed.changed_elsewhere(2, "three") == {"hard"}
    assert typed.changed_elsewhere(3, "three") == frozenset()
