"""P7: the needs analysis on paper, 44 charts and more than 40 pages; beside Typst alone on the same words.

Each run is a program of its own, as `omuz report` is, so that what the first chart loads is within the figure. The
paper is measured from the document to the bytes; the row of the whole program has the gate over every table as well.
"""

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from tests.bench.rows import Amount, Row, Taken, taken

CHARTS: Final = 44
PAGES: Final = 40
CENTRES: Final = (22, 500)
RUNS: Final = 3
BAR: Final = "PDF ≤ 2.3 s, both ≤ 6 s"
_PLAIN: Final = """
#let told = json(bytes(sys.inputs.told))
#set document(title: told.title)
#set text(font: "Noto Sans", size: 10pt, lang: "tr")
#for section in told.sections {
  heading(section.title)
  for words in section.texts { par(words) }
  for one in section.tables {
    figure(kind: table, caption: text(one.title),
      table(columns: one.heads.len(), table.header(..one.heads), ..one.rows.flatten()))
  }
}
"""


def measure() -> Iterator[Row]:
    """PDF, both papers, memory; the same for five hundred centres; what is repeated in one program."""
    small, large = CENTRES
    plain = _program("plain", small)
    pdf = _program("pdf", small)
    size = f"{small} centres, {CHARTS} charts, {pdf.pages} pages"
    yield Row(f"P7 PDF; {size}", pdf.taken, "Typst alone, the same words without charts", plain.taken, BAR, "pages")
    both = _program("both", small)
    yield Row("P7 PDF and DOCX of the same edition", both.taken, "the PDF alone", pdf.taken, BAR, "pages, files")
    yield Row("P7 the whole program: gate, document, PDF", pdf.whole, "from document to PDF", pdf.taken, "–", "pages")
    yield Row("P7 memory of that program", both.held, "Typst alone", plain.held, "told", "—")
    many = _program("both", large)
    note = f"{many.pages} pages"
    yield Row(f"P7 PDF and DOCX; {large} centres", many.taken, f"{small} centres", both.taken, "linear at most", note)
    yield Row(f"P7 memory; {large} centres", many.held, f"{small} centres", both.held, "told", "—")
    again = _program("again", small)
    yield Row("P7 PDF again in a program that has made one", again.taken, "the first", pdf.taken, "–", "same bytes")


class Program:
    """What one program took, how many pages it made and how much memory it held."""

    def __init__(self, time: Taken, whole: Taken, pages: int, held: float) -> None:
        self.taken = time
        self.whole = whole
        self.pages = pages
        self.held = Amount(held, "MB")


def _program(what: str, centres: int) -> Program:
    runs: list[dict[str, Any]] = []

    def run() -> None:
        made = subprocess.run(
            [sys.executable, "-m", "tests.bench.bench_reports", what, str(centres)],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        runs.append(json.loads(made.stdout))

    whole = taken(run, RUNS, warm=False)
    own = Taken(statistics.median(run["wall"] for run in runs), statistics.median(run["cpu"] for run in runs))
    pages = runs[-1]["pages"]
    assert pages >= (PAGES if what != "plain" else 10)
    return Program(own, whole, pages, statistics.median(run["held"] for run in runs))


def _document(centres: int) -> Any:
    """The needs analysis of an invented year with 44 of its charts, each with numbers of its own."""
    from dataclasses import replace
    from datetime import date

    from omuz.foundation.catalogue.definitions import Words
    from omuz.insight.reports.content.composing import Edition, compose
    from omuz.insight.reports.content.report_types import report_type, sources
    from omuz.insight.reports.drawn import is_drawn
    from omuz.insight.reports.gathered import Names, Rows
    from omuz.insight.reports.parts import Figure
    from omuz.insight.reports.snapshot import Snapshot
    from tests.insight.reports.given import piece

    known, report = sources(), report_type("needs")
    pieces = {key: piece(known[key], place % 9, former=True) for place, key in enumerate(report.sources)}
    names = [f"Uydurma Merkez {number}" for number in range(centres)]
    rows = tuple((Words(name, name), Words("Konak", "Konak")) for name in names)
    pieces["directory.centre_list"] = Rows((Words("Merkez", "Centre"), Words("İlçe", "District")), rows)
    pieces["profiles.missing"] = Names(tuple(names[: centres // 10]))
    year = Snapshot("needs", 2026, date(2026, 11, 23), pieces)
    whole = compose(report, year, known, Edition(1, date(2026, 11, 23), "Uydurma Ağ", {"network": "Uydurma Ağ"}), "tr")
    drawn = [block.key for block in whole.blocks() if isinstance(block, Figure) and is_drawn(block)]
    left_out = set(drawn[CHARTS:])
    assert len(drawn) >= CHARTS
    sections = tuple(
        replace(section, blocks=tuple(block for block in section.blocks if block.key not in left_out))
        for section in whole.sections
    )
    return replace(whole, sections=sections)


def _words(document: Any) -> str:
    """The words and tables of a document and nothing else, as Typst takes them."""
    from django.utils.translation import override

    from omuz.insight.charts.letters import settable
    from omuz.insight.reports.laid import laid
    from omuz.insight.reports.parts import Numbered, Points, Prose

    sections = []
    with override("tr"):
        for section in document.sections:
            texts, tables = [], []
            for block in section.blocks:
                if isinstance(block, Prose | Points):
                    paragraphs = block.paragraphs if isinstance(block, Prose) else block.items
                    texts += ["".join(span.words for span in paragraph) for paragraph in paragraphs]
                elif isinstance(block, Numbered):
                    told = laid(block, "tr")
                    tables.append({"title": block.title, "heads": list(told.heads), "rows": told.texts()})
            sections.append({"title": section.title, "texts": texts, "tables": tables})
    return json.dumps(settable({"title": document.title, "sections": sections}), ensure_ascii=False)


def _plain(words: str) -> bytes:
    from omuz.insight.charts.downloads.paper import set_page

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "plain.typ"
        source.write_text(_PLAIN, encoding="utf-8")
        return set_page({"told": words}, source)


def _in_this_program(what: str, centres: int) -> dict[str, float]:
    import io
    import os
    import time

    import django
    from pypdf import PdfReader

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "omuz.site.settings")
    django.setup()
    from omuz.insight.reports.paper import to_pdf
    from omuz.insight.reports.word import to_docx
    from tests.bench.metered import most_held

    document = _document(centres)
    words = _words(document) if what == "plain" else ""
    first = to_pdf(document) if what == "again" else b""
    wall, cpu = time.perf_counter(), time.process_time()
    pdf = _plain(words) if words else to_pdf(document)
    if what == "both":
        assert to_docx(document)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    assert not first or first == pdf
    return {"pages": len(PdfReader(io.BytesIO(pdf)).pages), "held": most_held(), "wall": wall, "cpu": cpu}


if __name__ == "__main__":
    print(json.dumps(_in_this_program(sys.argv[1], int(sys.argv[2]))))
