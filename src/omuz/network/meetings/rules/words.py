"""Words of this room that are codes in the tables, and the texts it does not take."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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
