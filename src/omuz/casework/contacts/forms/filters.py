"""What a list can be narrowed by. Addresses carry numbers, never the word for an answer: history outlives the page."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from uuid import UUID

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from omuz.casework.contacts.forms.choices import short_label
from omuz.casework.contacts.queries.index import Line
from omuz.casework.contacts.rules.answers import BY_NAME, SPECIAL
from omuz.foundation.catalogue import turkish
from omuz.foundation.catalogue.lists import code_list, label_of

FILTERS = {"k": "channel", "t": "kind", "f": "for_whom", "n": "done"}
"""Letter in the address → question."""


class FilterForm(forms.Form):
    """Channel, kind, for whom, what was done, and who wrote it."""

    def __init__(self, data: Mapping[str, Any], *, workers: Mapping[UUID, str]) -> None:
        super().__init__(data)
        self._codes = {
            letter: (*code_list(BY_NAME[name].catalogue).codes, *SPECIAL) for letter, name in FILTERS.items()
        }
        self._workers = sorted(workers, key=lambda staff_id: turkish.sort_key(workers[staff_id]))
        for letter, name in FILTERS.items():
            words = [label_of(BY_NAME[name].catalogue, code) for code in self._codes[letter]]
            self.fields[letter] = _choice(short_label(name), words)
        self.fields["y"] = _choice(_("Yazan"), [workers[staff_id] for staff_id in self._workers])
        self.is_valid()
        asked = {letter: self._chosen(letter) for letter in FILTERS}
        self._wanted = [
            (FILTERS[letter], self._codes[letter][place]) for letter, place in asked.items() if place is not None
        ]
        worker = self._chosen("y")
        self._worker = None if worker is None else self._workers[worker]

    def fits(self, line: Line) -> bool:
        """Whether a contact passes every filter; a filter that makes no sense is none."""
        if self._worker is not None and line.worker_id != self._worker:
            return False
        return all(code in line.answers.codes(name) for name, code in self._wanted)

    @property
    def narrowed(self) -> bool:
        """Whether any filter is set."""
        return bool(self._wanted) or self._worker is not None

    def _chosen(self, letter: str) -> int | None:
        text = self.cleaned_data.get(letter, "")
        return int(text) if text else None


class Options(forms.Select):
    """A drop-down drawn in one go: a template for each of eighty options costs more than the rest of the page."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:  # noqa: ARG002  # the framework’s own signature
        chosen = "" if value is None else str(value)
        options = _drawn(tuple((str(code), str(words)) for code, words in self.choices), chosen)
        where = flatatt({**self.attrs, **(attrs or {}), "name": name})
        return format_html("<select{}>{}</select>", where, options)


SELECTED = SafeString(" selected")


@lru_cache(maxsize=64)
def _drawn(choices: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    """The options of one drop-down: words of catalogues and names of colleagues, the same on every page of a list."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((code, SELECTED if code == chosen else "", words) for code, words in choices),
    )


def _choice(label: Any, words: list[str]) -> forms.ChoiceField:
    choices = [("", _("hepsi")), *((str(place), word) for place, word in enumerate(words))]
    return forms.ChoiceField(label=label, required=False, choices=choices, widget=Options)
