"""A definition in words: rows once with their number, what was not written as not asked, periods as they are said."""

from omuz.insight.indicators.decisions import decisions_about
from omuz.insight.indicators.definitions import all_indicators, indicator
from omuz.insight.indicators.told import WorkedExample, example_told, measured, period_words


def _told(code: str, place: int = 0, language: str = "en") -> WorkedExample:
    one = indicator(code)
    return example_told(one, one.examples[place], language)


def test_alike_rows_stand_once_with_their_number() -> None:
    assert _told("I17").given.rows == (("01.2026", "Answered", "8"), ("01.2026", "Missed", "2"))


def test_a_question_nobody_wrote_down_was_not_asked_and_a_number_nobody_wrote_is_a_dash() -> None:
    assert _told("I06", 1).given.rows[-1] == ("01.2026", "Not asked", "8")
    assert _told("I30").given.rows[-1][-2] == "–"


def test_a_total_over_overlapping_answers_is_called_total() -> None:
    assert _told("I02", 1, "tr").made.rows[-1] == ("Toplam", "2")


def test_periods_are_said_and_an_unknown_one_in_words() -> None:
    assert period_words("2026-07", "tr") == "07.2026"
    assert period_words("2026-Q3", "tr") == "2026 3. çeyrek"
    assert period_words("2026", "tr") == "2026"
    assert period_words("unknown", "tr") == "Bilinmiyor"


def test_every_measure_is_said_in_a_sentence() -> None:
    said = {measured(one, "tr") for one in all_indicators().values()}
    assert all(sentence.endswith(".") for sentence in said)
    assert len(said) > 20


def test_decisions_about_an_indicator_are_found_by_its_code() -> None:
    assert [one.decided.tr for one in decisions_about("I30")] == ["Ortalama yerine ortanca."]
    assert decisions_about("I05") == ()
