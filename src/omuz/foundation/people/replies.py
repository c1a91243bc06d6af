"""What a page replies after somebody pressed a button: a sentence on the next page, or the form again."""

from typing import Final

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest

UNPROCESSABLE: Final = 422
"""The status of a page that shows again what was typed and not taken."""


def told(request: HttpRequest, refusal: Exception) -> None:
    """Say a refusal on the next page."""
    messages.warning(request, str(refusal))


def done(request: HttpRequest, words: str) -> None:
    """Say on the next page that it is done."""
    messages.success(request, words)


def status(*forms: BaseForm) -> int:
    """422 where something typed was not taken."""
    return UNPROCESSABLE if any(form.errors for form in forms) else 200


def first_fault(form: BaseForm) -> str:
    """The first sentence a form complains with."""
    return next((str(message) for errors in form.errors.values() for message in errors), "")
