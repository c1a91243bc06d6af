"""The choices of a form: codes of the catalogues with the three special answers, days, hours."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from omuz.casework.contacts.forms.words import WEEKDAYS_SHORT
from omuz.casework.contacts.rules.answers import SPECIAL, Question
from omuz.foundation.catalogue.fact_kinds import fact_kind
from omuz.foundation.catalogue.lists import code_list, label_of

Choices = list[tuple[str, str]]

HOURS = ("09:00-12:00", "12:00-14:00", "14:00-17:00", "17:00-20:00")
"""Windows one press away; any other is typed."""
DAYS_OFFERED = 5
_SHORT: dict[str, Promise] = {
    "kind": gettext_lazy("Konu"),
    "referred_to": gettext_lazy("Kurum"),
    "heard_from": gettext_lazy("Nereden duydu"),
    "looking_for": gettext_lazy("Arayan"),
}


def question_label(name: str) -> str:
    """A question in the words of the catalogue, in the reader's language."""
    return fact_kind("contact").column(name).title.say()


def short_label(name: str) -> str:
    """The same in a word or two, for the narrow column beside the choices."""
    return str(_SHORT[name]) if name in _SHORT else question_label(name)


def code_choices(question: Question | None, day: date, *, chosen: tuple[str, ...]) -> Choices:
    """Codes that may be chosen on `day`, those already `chosen`, then the special answers; None: yes and no.

    The channel takes no special answer: it is the one thing the worker always knows.
    """
    name = question.catalogue if question else "yes_no"
    offered = code_list(name).choices(day)
    known = {code for code, _label in offered}
    kept = [(code, label_of(name, code)) for code in chosen if code and code not in known and code not in SPECIAL]
    if question is not None and question.name == "channel" and not set(chosen) & set(SPECIAL):
        return offered + kept
    return [*offered, *kept, *code_list("special").choices(day)]


def day_choices(today: date) -> Choices:
    """No call, today, tomorrow, and the days after by their short names."""
    choices = [("none", _("Arama yok"))]
    for ahead in range(DAYS_OFFERED):
        day = today + timedelta(days=ahead)
        words = (
            (_("Bugün"), _("Yarın"))[ahead] if ahead <= 1 else f"{WEEKDAYS_SHORT[day.weekday()]} {day.day}.{day.month}"
        )
        choices.append((day.isoformat(), words))
    return choices


def hour_choices() -> Choices:
    """Usual windows as 09–12."""
    return [(hours, "–".join(hour.removesuffix(":00") for hour in hours.split("-"))) for hours in HOURS]


@dataclass(frozen=True)
class Folded:
    """A long group of choices: some shown, the others unfolded when wanted, the special ones apart."""

    field: BoundField
    shown: list[Any]
    others: list[Any]
    special: list[Any]

    @property
    def chosen(self) -> str:
        """Words of the chosen ones among those folded away."""
        return ", ".join(str(option.choice_label) for option in self.others if option.data["selected"])


def folded(field: BoundField, *, shown: Collection[str]) -> Folded:
    """Part the options of a field: codes of `shown` in view, the rest folded."""
    options = list(field.subwidgets)
    ordinary = [option for option in options if str(option.data["value"]) not in SPECIAL]
    return Folded(
        field,
        shown=[option for option in ordinary if str(option.data["value"]) in shown],
        others=[option for option in ordinary if str(option.data["value"]) not in shown],
        special=[option for option in options if str(option.data["value"]) in SPECIAL],
    )
