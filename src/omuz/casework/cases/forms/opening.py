"""Opening a file and coming again: what the contact said already stands there, nothing has to be filled."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from omuz.casework.cases.actions.opening import FirstPage
from omuz.casework.cases.forms.fields import HappenedOn, choices_of, one_line, one_of, some_of, some_words
from omuz.casework.cases.queries.words import LABELS
from omuz.casework.cases.rules.presentation import LISTS, NO_FILE_FROM, SEVERAL, codes_of, payload_of
from omuz.casework.contacts.rules.answers import NOT_ASKED
from omuz.casework.contacts.rules.safe_contact import SafeContact

NOTE_MAX = 1000
LONG_LISTS = frozenset({"district"})
"""Lists too long for chips on a page that is filled without hurry."""


class PresentationForm(HappenedOn):
    """One presentation: the day, the channel, the reason, and what she told by herself."""

    note = some_words(_("Onun sözleriyle ne istiyor?"), NOTE_MAX)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, catalogue in LISTS.items():
            chosen = self._chosen(name)
            make = some_of if name in SEVERAL else one_of
            choices = choices_of(catalogue, chosen=chosen)
            if name == "reason":
                choices = [(code, label) for code, label in choices if code not in NO_FILE_FROM]
            self.fields[name] = make(LABELS[name], choices)
            if name in LONG_LISTS:
                self.fields[name].widget = forms.Select(choices=self.fields[name].choices)  # type: ignore[attr-defined]  # a choice field
            self.fields[name].initial = [NOT_ASKED] if name in SEVERAL else NOT_ASKED

    def _chosen(self, name: str) -> list[str]:
        if self.is_bound:
            return list(self.data.getlist(self.add_prefix(name)))  # type: ignore[attr-defined]  # posted data
        value = self.initial.get(name, ())
        return [value] if isinstance(value, str) else list(value)

    @property
    def presented(self) -> dict[str, Any]:
        """The answers of the presentation as they are kept."""
        cleaned = self.cleaned_data
        said = {name: cleaned.get(name) if name in SEVERAL else [cleaned.get(name) or ""] for name in LISTS}
        return payload_of({name: values or [] for name, values in said.items()})

    @property
    def words(self) -> dict[str, str]:
        """Her wish in the words of the form."""
        note = self.cleaned_data.get("note", "").strip()
        return {"note": note} if note else {}

    @property
    def told_open(self) -> bool:
        """Whether she told any of what only she may raise, or something there is wrong: then it stands open."""
        names = ("violence_types", "relation", "age_band")
        return any(name in self.errors or set(self._chosen(name)) - {NOT_ASKED, ""} for name in names)

    @property
    def told(self) -> tuple[forms.BoundField, ...]:
        """The questions only she may raise."""
        return tuple(self[name] for name in ("violence_types", "relation", "age_band"))


def presentation_initial(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as the form shows them again."""
    return {name: list(codes_of(payload, name)) if name in SEVERAL else codes_of(payload, name)[0] for name in LISTS}


class NameForm(forms.Form):
    """What she is called here; a real name has its own page, with a purpose and a day."""

    pseudonym = one_line(_("Takma ad ya da baş harfler"), 60)
    chosen_name = one_line(_("Nasıl seslenilmesini istiyor?"), 60)
    give_code = forms.BooleanField(label=_("Anonim dosya: taşıyacağı bir kod verilsin"), required=False)


class FindForm(forms.Form):
    """The code of a file she already has."""

    q = one_line(_("Dosya kodu ya da onun taşıdığı kod"), 80)


def first_page(
    form: PresentationForm,
    *,
    safe: SafeContact | None = None,
    contact_id: UUID | None = None,
    anonymous: bool = False,
    **identity: str,
) -> FirstPage:
    """What a file, or one more presentation of it, begins with; nothing empty is kept."""
    presented = form.presented | ({"anonymous": "yes"} if anonymous else {})
    kept: dict[str, Any] = {name: text for name, text in identity.items() if text}
    if safe is not None and not safe.empty:
        kept["safe"] = safe.to_payload()
    band = presented.get("age_band", "")
    return FirstPage(
        on=form.cleaned_data["on"],
        answers={"age_band": band} if band else {},
        identity=kept,
        presented=presented,
        presented_words=form.words,
        contact_id=contact_id,
    )
