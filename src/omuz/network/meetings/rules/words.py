"""Words of this room that are codes in the tables, and the texts it does not take."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from omuz.foundation.catalogue.lists import code_list
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.foundation.catalogue.turkish import lower

OTHER: Final = "other"
"""A kind of institution beyond owners of centres: a bar association, a directorate of the state, a women's group."""

QUESTIONS: Final[dict[str, Promise]] = {
    "useful": _("Bu toplantı merkezimdeki işime yaradı."),
    "heard": _("Sözümü söyleyebildim, dinlendim."),
    "clear": _("Kararlar açık: kimin, neyi, ne zamana kadar yapacağı belli."),
}
"""The three questions of the evaluation."""

ANSWERS: Final[dict[str, Promise]] = {"yes": _("Evet"), "partly": _("Kısmen"), "no": _("Hayır")}

ATTACHMENTS: Final[dict[str, Promise]] = {
    "slides": _("Sunum"),
    "report": _("Rapor"),
    "form": _("Form ya da şablon"),
    "other": _("Başka"),
}

_WORDS_TOO: Final = ("given_name_hints_also_words", "district")


@lru_cache(maxsize=4)
def _given_names(folder: Path) -> frozenset[str]:
    """Given names that are no other word and no district."""
    given = {lower(entry.tr) for entry in code_list("given_name_hints", folder)}
    return frozenset(given - {lower(entry.tr) for name in _WORDS_TOO for entry in code_list(name, folder)})


def names_a_person(post: str) -> bool:
    """Whether words meant for a post hold a given name instead."""
    words = (lower(word.strip(".,;:()’'\"")) for word in post.split())
    return any(word.partition("’")[0].partition("'")[0] in _given_names(catalogue_folder()) for word in words)
