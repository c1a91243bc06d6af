"""What the list of files can be narrowed by. Addresses carry numbers, never a word: history outlives the page."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from omuz.casework.cases.queries.words import state_in_words
from omuz.casework.cases.rules.steps import State
from omuz.casework.contacts.forms.filters import Options
from omuz.foundation.catalogue import turkish

_STATES = tuple(state for state in State if state is not State.DESTROYED)


class FilterForm(forms.Form):
    """State and holder; a filter that makes no sense is none."""

    def __init__(self, data: Mapping[str, Any], *, holders: Mapping[UUID, str]) -> None:
        super().__init__(data)
        self._holders = sorted(holders, key=lambda staff_id: turkish.sort_key(holders[staff_id]))
        self.fields["d"] = _choice(_("Aşama"), [state_in_words(state) for state in _STATES])
        self.fields["y"] = _choice(_("Dosyayı tutan"), [holders[staff_id] for staff_id in self._holders])
        self.is_valid()

    @property
    def state(self) -> str:
        """The state asked for; empty for every state."""
        place = self._place("d")
        return "" if place is None else _STATES[place].value

    @property
    def holder(self) -> UUID | None:
        """The holder asked for; None for everybody's."""
        place = self._place("y")
        return None if place is None else self._holders[place]

    @property
    def narrowed(self) -> bool:
        """Whether any filter is set."""
        return bool(self.state) or self.holder is not None

    def _place(self, letter: str) -> int | None:
        text = self.cleaned_data.get(letter, "")
        return int(text) if text else None


def _choice(label: Any, words: list[str]) -> forms.ChoiceField:
    choices = [("", _("hepsi")), *((str(place), word) for place, word in enumerate(words))]
    return forms.ChoiceField(label=label, required=False, choices=choices, widget=Options)
