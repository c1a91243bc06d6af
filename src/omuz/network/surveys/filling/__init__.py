"""Draws one section of a questionnaire for the browser and takes back what was typed into it.

    sections(form) -> tuple[Section]            Section .key .label (Words) .nodes; top-level groups, the rest together
    section_of(form, key) -> Section            raises KeyError
    shown(form, judged) -> tuple[Section]       those with at least one relevant question
    progress(form, judged, section) -> Progress(asked, answered, faults)
    typed(form, instance, section, data, changed=None) -> None
              puts a posted QueryDict into the instance: only questions of the section, only `changed` names when given;
              repeats follow `add=<path>`, `remove=<path>` and the count field `<path>#`. Names are paths.
    list_found(form, instance, path, text="", language="") -> list[(name, label)]  choices of one question, filtered
              by the instance and by the words typed; at most 50: the JSON behind a long choice list

`{% include "surveys/fill.html" %}` with form, instance, judged, section, language, action_url, keep_url ("" = no
autosave), lists_url ("" = every list travels in the page; else an address answering GET ?list=<name>&language=…
with `JsonResponse(filling.whole_list(form, name, language))`), and, when wanted, `previous` {path: text} shown beside
each question. The posted form also carries `section`, `language` and every hidden field of the block `hidden`
(a dict under the name `hidden`). Buttons post: go=stay | next | back | finish, add=<path>, remove=<path>,
language=<language>.
"""

from omuz.network.surveys.filling.lists import list_found, whole_list
from omuz.network.surveys.filling.sections import Progress, Section, progress, section_of, sections, shown
from omuz.network.surveys.filling.typed import typed

__all__ = [
    "Progress",
    "Section",
    "list_found",
    "progress",
    "section_of",
    "sections",
    "shown",
    "typed",
    "whole_list",
]
