"""Every code of the gate has a sentence, in Turkish and in English."""

import pytest
from django.utils import translation

from omuz.foundation.privacy.gate import Cell, Policy, Reason, Refusal, Refused, protect
from omuz.foundation.privacy.wording import hidden, sentence, why
from tests.foundation.privacy.tables import AGE, CHANNEL, DISTRICT, raw


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("language", ["tr", "en"])
def test_every_reason_says_something(reason: Reason, language: str) -> None:
    with translation.override(language):
        assert hidden(Cell(("phone",), None, reason, 1, 4), 5)
        assert why(reason, 5).endswith(".")


@pytest.mark.parametrize("code", Refusal)
def test_every_refusal_says_something_in_both_languages(code: Refusal) -> None:
    with translation.override("tr"):
        turkish = sentence(Refused(code, "I05"))
    with translation.override("en"):
        english = sentence(Refused(code, "I05"))
    assert turkish != english
    assert turkish.endswith(".")
    assert english.endswith(".")


def test_a_small_cell_looks_deliberate() -> None:
    cell = protect(raw((CHANNEL,), [38, 12, 2, 0])).cell(("email",))
    with translation.override("tr"):
        assert hidden(cell, 5) == "<5, gizlendi"
    with translation.override("en"):
        assert hidden(cell, 5) == "<5, hidden"


def test_a_partly_known_sum_says_between_what() -> None:
    with translation.override("tr"):
        assert hidden(Cell(("email",), None, Reason.PARTIAL, 7, 10), 5) == "7 ile 10 arasında"
        assert hidden(Cell(("email",), None, Reason.PARTIAL, 7, None), 5) == "en az 7"


def test_a_shown_cell_has_no_words_for_hiding() -> None:
    with pytest.raises(ValueError, match="not hidden"):
        hidden(Cell(("email",), 7), 5)


def test_a_refused_crossing_names_the_dimensions_as_a_worker_would() -> None:
    with pytest.raises(Refused) as refused:
        protect(raw((DISTRICT, AGE), {}, grain="year"), Policy())
    with translation.override("tr"):
        assert sentence(refused.value).startswith("yaş grubu × ilçe birlikte tabloya konmaz")
