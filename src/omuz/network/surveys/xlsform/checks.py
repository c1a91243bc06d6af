"""Our own look at a workbook before and after conversion, and where in it a faulty expression stands."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from omuz.network.surveys.xlsform.functions import NOT_HERE
from omuz.network.surveys.xlsform.refusals import Refusal
from omuz.network.surveys.xlsform.tree import Form, Question
from omuz.network.surveys.xlsform.workbook import Workbook
from omuz.network.surveys.xlsform.xform.faults import Fault

_LISTED = re.compile(
    r"^(?:select[ _]one(?P<external>_external)?|select[ _]multiple|rank) (?P<list>\S+)(?: or[_ ]other)?$", re.IGNORECASE
)
_FILES = (".csv", ".xml", ".geojson")
_COLUMNS = {
    "relevant": ("relevant", "relevance", "bind"),
    "required": ("required",),
    "readonly": ("read_only", "readonly", "read only"),
    "constraint": ("constraint",),
    "calculation": ("calculation", "calculate"),
    "choice_filter": ("choice_filter", "choice filter"),
    "repeat_count": ("repeat_count", "repeat count", "count"),
    "default": ("default",),
    "label": ("label", "caption"),
    "hint": ("hint",),
    "jr:constraintMsg": ("constraint_message", "constraint message"),
    "jr:requiredMsg": ("required_message", "required message"),
}


def looked_through(book: Workbook) -> list[Refusal]:
    """Faults of the workbook itself, each at its place."""
    survey = book.sheets.get("survey")
    if survey is None:
        return [Refusal(_("“survey” adlı sayfa yok. Soruların durduğu sayfaya bu adı verin."))]
    if not any(survey.headers):
        sentence = _("Sayfanın ilk satırı boş; ilk satır sütun başlıkları olmalı (type, name, label …).")
        return [Refusal(sentence, survey.name, 1)]
    if not survey.header("type"):
        return [Refusal(_("“type” sütunu yok; her satırın soru türü bu sütunda durur."), survey.name, 1)]
    if not any(survey.rows):
        return [Refusal(_("Sayfada hiç soru yok."), survey.name)]
    return list(_absent_lists(book))


def _absent_lists(book: Workbook) -> Iterator[Refusal]:
    """Questions whose list of choices is nowhere, all at once."""
    survey = book.sheets["survey"]
    column = survey.header("type")
    for number, row in survey.numbered():
        told = _LISTED.match(row.get(column, ""))
        if told is None or "${" in told["list"] or told["list"].lower().endswith(_FILES):
            continue
        wanted = "external_choices" if told["external"] else "choices"
        if told["list"] in _lists_in(book, wanted):
            continue
        if wanted in book.sheets:
            said = _("“%(name)s” adlı seçenek listesi “%(sheet)s” sayfasında yok.")
        else:
            said = _("“%(name)s” listesinin duracağı “%(sheet)s” sayfası yok; list_name, name ve label ile ekleyin.")
        yield Refusal(said % {"name": told["list"], "sheet": wanted}, survey.name, number, column)


def _lists_in(book: Workbook, name: str) -> set[str]:
    sheet = book.sheets.get(name)
    if sheet is None:
        return set()
    column = sheet.header("list_name", "list name", "list")
    return {row[column] for _number, row in sheet.numbered() if row.get(column)}


def located(fault: Fault, book: Workbook) -> Refusal:
    """A faulty expression at the row and column it was written in."""
    sheet = book.sheets["survey"]
    row = rows_by_path(book).get(_below(fault.path), 0)
    column = sheet.header(*_COLUMNS.get(fault.role, (fault.role,)))
    told = {"source": _readable(fault.source), "what": fault.sentence}
    return Refusal(_("İfade anlaşılamadı: %(what)s (“%(source)s”)") % told, sheet.name, row, column)


def _readable(source: str) -> str:
    """An expression as short as a sentence can bear."""
    text = " ".join(source.split())
    return text if len(text) <= 120 else f"{text[:117]}…"  # noqa: PLR2004  # what fits on a line of the page


def _below(path: str) -> str:
    """A path without the name of the form itself."""
    return path.strip("/").partition("/")[2]


def rows_by_path(book: Workbook) -> dict[str, int]:
    """The row of each question, group and repeat, by its path below the form."""
    sheet = book.sheets["survey"]
    kinds, names = sheet.header("type"), sheet.header("name", "value")
    found: dict[str, int] = {}
    inside: list[str] = []
    for number, row in sheet.numbered():
        kind = " ".join(row.get(kinds, "").split()).lower().replace(" ", "_")
        name = row.get(names, "")
        if kind.startswith("end_") and inside:
            inside.pop()
            continue
        if name:
            found.setdefault("/".join([*inside, name]), number)
        if kind.startswith("begin_"):
            inside.append(name)
    return found


def remarks_on(form: Form, book: Workbook) -> list[Refusal]:
    """What was accepted though this program does less with it than others."""
    rows, sheet = rows_by_path(book), book.sheets["survey"]
    found = []
    for question in form.questions:
        row = rows.get(_below(question.path), 0)
        for name in sorted(_unanswered(question)):
            sentence = _("“%(name)s” işlevi burada hesaplanmaz; değeri boş kalır.") % {"name": name}
            found.append(Refusal(sentence, sheet.name, row))
        listed = form.lists.get(question.choices.list) if question.choices and question.choices.list else None
        if listed is not None and not listed.choices:
            told = {"list": question.choices.list if question.choices else ""}
            sentence = _("“%(list)s” listesi dışarıdaki bir dosyada; burada seçeneği yok.") % told
            found.append(Refusal(sentence, sheet.name, row))
    return found


def _unanswered(question: Question) -> set[str]:
    calls: set[str] = set()
    for each in (question.calculation, question.relevant, question.constraint, question.required):
        calls |= set(each.calls) if each else set()
    return calls & NOT_HERE
