"""Reads a questionnaire in the field's own standard, and says in the author's words what is wrong with it.

What the rest of the room may lean on:

    read(content: bytes, name: str) -> Form | Refusals        an .xlsx or .xls; never raises for what is in the file
    form_of(xform: str, itemsets: str = "") -> Form           the same Form again from the kept XForm text (quick, kept)

    Form      .title .code (form_id) .version .root (name of the root element) .xform (text) .itemsets (CSV text or "")
              .languages (as written by the author, "default" where she named none) .default_language
              .language_for("tr" | "en" | "Türkçe (tr)") -> one of .languages
              .children  tuple of Group | Repeat | Question (top level)   .walk() -> every node, parents first
              .node(path) -> node       .questions -> tuple of Question   .lists: name -> ChoiceList
              .counts -> Counts(questions, selects, groups, repeats, choices, languages, notes, calculations, metadata)
              .warnings -> tuple of Refusal (accepted, but the author should look)
    Node      .name .path ("/data/group/question", no positions) .label .hint (Words) .relevant (Expression | None)
              .appearance (tuple of words)
    Group     .children        Repeat  .children .count (Expression | None) .fixed
    Question  .type (names of the standard: text integer decimal date time dateTime select_one select_multiple rank
              range geopoint geotrace geoshape note acknowledge calculate hidden image audio video file barcode, and
              metadata: start end today deviceid username email phonenumber …; see TYPES)
              .required .required_message .constraint .constraint_message .calculation .read_only .default
              .choices (Choices | None; .choices.list is the name in Form.lists)   .range (start, end, step)
              .asked (somebody sees it) .answerable (can be answered in the browser)
    Words     .in_language(language) -> str, outputs shown as "…"; .languages; false when empty
    Refusals  .items: tuple[Refusal(sheet, row, column, sentence)], str(refusal) is the whole sentence
"""

from omuz.network.surveys.xlsform.reading import read
from omuz.network.surveys.xlsform.refusals import Refusal, Refusals
from omuz.network.surveys.xlsform.tree import (
    Choice,
    ChoiceList,
    Choices,
    Counts,
    Form,
    Group,
    Node,
    Question,
    Repeat,
    Words,
)
from omuz.network.surveys.xlsform.xform import form_of

__all__ = [
    "Choice",
    "ChoiceList",
    "Choices",
    "Counts",
    "Form",
    "Group",
    "Node",
    "Question",
    "Refusal",
    "Refusals",
    "Repeat",
    "Words",
    "form_of",
    "read",
]
