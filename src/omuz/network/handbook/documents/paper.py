"""The handbook as PDF (PDF/UA-1, tagged) on A4; words reach Typst as data only, because its source would run them."""

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from omuz.foundation.catalogue.turkish import day
from omuz.insight.charts.drawing import FONTS
from omuz.insight.charts.letters import in_letters
from omuz.insight.indicators.told import Sheet, WorkedExample
from omuz.network.handbook.queries.dictionary import Page

_PAPER = Path(__file__).with_name("handbook.typ")


@lru_cache(maxsize=1)
def _fonts() -> Any:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def handbook_pdf(pages: Sequence[Page], language: str) -> bytes:
    """The pages of some indicators, with contents where there are several."""
    with override(language):
        told = {
            "lang": language,
            "title": _("Gösterge el kitabı") if len(pages) != 1 else "",
            "lead": _(
                "Ağın sayılarının tanımları, örnekleri, uyarıları ve kaynakları. Örneklerdeki satırlar uydurmadır."
            ),
            "contents": _("İçindekiler"),
            "words": {
                "examples": _("Örnekler"),
                "given": _("Yazılanlar"),
                "made": _("Sonuç"),
                "decisions": _("Kararlar"),
            },
            "pages": [_page(each, language) for each in pages],
        }
    import typst

    made = typst.Compiler(
        _PAPER.read_bytes(), font_paths=_fonts(), sys_inputs={"told": json.dumps(in_letters(told), ensure_ascii=False)}
    ).compile(format="pdf", pdf_standards=["ua-1"])
    return made if isinstance(made, bytes) else b"".join(made or [])


def _page(page: Page, language: str) -> dict[str, Any]:
    one = page.indicator
    facts = [list(fact) for fact in page.facts]
    if page.room:
        facts.insert(0, [_("Bekliyor"), _("Satırları verecek yer: %(room)s; henüz sayılmıyor.") % {"room": page.room}])
    version = _("sürüm %(version)s") % {"version": one.version}
    reviewed = _("%(on)s günü gözden geçirildi, sonraki %(due)s") % {
        "on": day(one.reviewed_on),
        "due": day(one.review_due),
    }
    return {
        "code": one.code,
        "title": one.title.say(language),
        "meaning": one.meaning.say(language),
        "facts": [*facts, [_("Sürüm"), f"{version}; {reviewed}"]],
        "examples": [_example(each) for each in page.examples],
        "decisions": [
            [f"{day(each.on)} · {each.decided.say(language)}", each.why.say(language)] for each in page.decisions
        ],
    }


def _example(example: WorkedExample) -> dict[str, Any]:
    title = f"{example.title} ({example.period})" if example.period else example.title
    return {"title": title, "given": _sheet(example.given), "made": _sheet(example.made)}


def _sheet(sheet: Sheet) -> dict[str, Any]:
    return {"heads": list(sheet.heads), "rows": [list(row) for row in sheet.rows], "numbers": sheet.numbers}
