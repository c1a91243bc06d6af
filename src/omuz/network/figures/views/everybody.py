"""Answers that are the same for every reader, to be kept and shown by anybody."""

from html import escape

from django.http import HttpResponse

A_DAY, AN_HOUR = 86_400, 3_600


def for_everybody(response: HttpResponse, seconds: int) -> HttpResponse:
    """Say that it may be kept for so long, fetched by other pages, and taken for nothing but what it is."""
    response["Cache-Control"] = f"public, max-age={seconds}"
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def embedded(address: str, words: str) -> str:
    """The line that puts a picture on another page, its words for those who do not see it included."""
    return f'<img src="{escape(address)}" alt="{escape(words)}">'
