"""What a woman can be offered with one press; first what she already said in an interview, so nobody asks her again."""

from datetime import date
from typing import Any

from omuz.casework.cases.queries.files import OpenedCase
from omuz.casework.interviews.queries.records import interviews_of
from omuz.casework.services.queries.records import Services
from omuz.foundation.catalogue.lists import code_list

AS_SERVICE = {"share": "social_work", "information": "social_work"}
"""What an interview calls a wish → the service that answers it, where the two words differ."""
AT_HAND = 7
"""Services one press away; the others unfold."""

Choices = list[tuple[str, str]]


def offered(file: OpenedCase, told: Services, day: date) -> dict[str, Any]:
    """Services that do not wait yet, as code and words: `said` in an interview, `at_hand`, and `others`."""
    choices = code_list("service").choices(day)
    waits = {each.wish.service for each in told.waiting}
    said = _said(file, told, dict(choices))
    named = {code for code, _words in said}
    free = [pair for pair in choices if pair[0] not in waits | named]
    return {"said": said, "at_hand": free[:AT_HAND], "others": free[AT_HAND:]}


def _said(file: OpenedCase, told: Services, words: dict[str, str]) -> Choices:
    """Services she named in her interviews, in her order, that were never written as a request."""
    asked = {each.wish.service for each in told.wishes}
    named = [AS_SERVICE.get(code, code) for each in interviews_of(file) for code in each.answers.said("requests")]
    return [(code, words[code]) for code in dict.fromkeys(named) if code in words and code not in asked]
