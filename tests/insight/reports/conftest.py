"""The invented report, set once for all tests of its files."""

from dataclasses import dataclass

import pytest

from omuz.insight.reports.paper import to_pdf
from omuz.insight.reports.parts import Document
from omuz.insight.reports.word import to_docx
from tests.insight.reports.invented import report


@dataclass(frozen=True)
class Made:
    """One document and its two papers."""

    document: Document
    pdf: bytes
    docx: bytes


@pytest.fixture(scope="session", params=["tr", "en"])
def made(request: pytest.FixtureRequest) -> Made:
    """The report in both languages of what is made."""
    document = report(request.param)
    return Made(document, to_pdf(document), to_docx(document))
