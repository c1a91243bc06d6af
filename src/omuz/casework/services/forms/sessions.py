"""The form of a session: a few presses between two calls; and the same for a group."""

import re
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from omuz.casework.cases.forms.fields import HappenedOn, choices_of, one_line, one_of, some_words
from omuz.casework.cases.queries.files import visible_cases
from omuz.casework.cases.rules.steps import CODE_PREFIX
from omuz.casework.services.queries.records import Colleague
from omuz.casework.services.queries.words import CORRECTIONS, PROBLEMS
from omuz.casework.services.rules.requests import NOT_ASKED, Problem
from omuz.casework.services.rules.sessions import MINUTES_MAX, MINUTES_OFFERED, NOTE_MAX, OWN_SERVICE, Given
from omuz.foundation.people.access import Person

SOMEBODY_ELSE = "somebody_else"
_CODES_MAX = 800
_WRONG_MINUTES: Any = dict.fromkeys(("invalid", "min_value", "max_value"), PROBLEMS[Problem.MINUTES_RANGE])


class SessionForm(HappenedOn):
    """One session; only the day has a default that matters, everything else may stay unsaid."""

    minutes = forms.IntegerField(
        label=_("Başka süre (dakika)"),
        required=False,
        min_value=0,
        max_value=MINUTES_MAX,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages=_WRONG_MINUTES,
    )
    note = one_line(_("Kısa not"), NOTE_MAX)

    field_order: tuple[str, ...] = (
        "service",
        "length",
        "minutes",
        "channel",
        "place",
        "note",
        "on",
        "worker",
        "profession",
    )

    def __init__(self, *args: Any, person: Person, team: Iterable[Colleague], **options: Any) -> None:
        super().__init__(*args, **options)
        self.person, self.team = person, {str(each.id): each for each in team}
        kept = self.initial
        offered = [(str(each), str(each)) for each in MINUTES_OFFERED]
        workers = [(key, each.name) for key, each in self.team.items()]
        gone = str(kept.get("worker") or "")
        if gone and gone not in self.team and gone != SOMEBODY_ELSE:
            workers.append((gone, str(_("Eski çalışan"))))
        self.fields |= {
            "service": one_of(_("Ne yapıldı?"), choices_of("service", chosen=[kept.get("service", "")])),
            "length": one_of(_("Kaç dakika?"), offered),
            "channel": one_of(_("Nasıl?"), choices_of("channel", chosen=[kept.get("channel", "")])),
            "place": one_of(
                _("Nereye refakat edildi?"), choices_of("accompaniment_place", chosen=[kept.get("place", "")])
            ),
            "worker": forms.ChoiceField(
                label=_("Kim yaptı?"),
                required=False,
                choices=[*workers, (SOMEBODY_ELSE, _("Hesabı olmayan biri"))],
            ),
            "profession": forms.ChoiceField(
                label=_("Mesleği"),
                required=False,
                choices=[("", _("Kendi mesleği")), *choices_of("profession", special=False)],
            ),
        }
        self.order_fields(self.field_order)
        if not kept:
            self.initial = fresh(person)

    def given(self) -> Given:
        """What was typed, as a session; call after `is_valid()`."""
        clean = self.cleaned_data
        chosen = clean.get("worker") or ""
        worker = UUID(chosen) if chosen and chosen != SOMEBODY_ELSE else None
        known = self.team.get(chosen)
        minutes = clean.get("minutes")
        if minutes is None and clean.get("length"):
            minutes = int(clean["length"])
        return Given(
            on=clean["on"],
            service=clean.get("service") or NOT_ASKED,
            worker=worker,
            profession=clean.get("profession") or (known.profession if known else "") or NOT_ASKED,
            channel=clean.get("channel") or NOT_ASKED,
            minutes=minutes,
            place=clean.get("place") or NOT_ASKED,
        )


def fresh(person: Person) -> dict[str, Any]:
    """What an empty form begins with: her own work, by herself, today."""
    return {"service": OWN_SERVICE.get(person.profession, ""), "worker": str(person.staff_id)}


def initial_of(given: Given, note: str) -> dict[str, Any]:
    """A session as the form shows it for correction."""
    offered = given.minutes in MINUTES_OFFERED
    return {
        "on": given.on,
        "service": given.service,
        "length": str(given.minutes) if offered else "",
        "minutes": None if offered else given.minutes,
        "channel": given.channel,
        "place": given.place,
        "worker": str(given.worker) if given.worker else SOMEBODY_ELSE,
        "profession": given.profession,
        "note": note,
    }


class QuickForm(SessionForm):
    """A session with the code of its file, written without opening the file."""

    code = forms.CharField(
        label=_("Dosya kodu"),
        max_length=12,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "placeholder": "D-…"}),
        error_messages={"required": _("Dosyanın kodunu yazın.")},
    )

    field_order = ("code", *SessionForm.field_order)

    def __init__(self, *args: Any, centre_id: UUID, **options: Any) -> None:
        super().__init__(*args, **options)
        self.centre_id = centre_id

    def clean_code(self) -> UUID:
        """The file she may see that carries exactly this code."""
        return _files(self.person, self.centre_id, self.cleaned_data["code"])[0]


class GroupForm(SessionForm):
    """A group session: who came, by code; the note is about the group."""

    codes = some_words(_("Gelenlerin dosya kodları"), _CODES_MAX, rows=2)

    field_order = ("codes", *SessionForm.field_order)

    def __init__(self, *args: Any, centre_id: UUID, unseen: int = 0, **options: Any) -> None:
        super().__init__(*args, **options)
        self.centre_id, self.unseen = centre_id, unseen

    def clean_codes(self) -> list[UUID]:
        """Files of everybody who came; with `unseen` others it may be nobody she can see."""
        told = self.cleaned_data.get("codes", "")
        if not told.strip():
            if self.unseen:
                return []
            raise forms.ValidationError(str(PROBLEMS[Problem.NOBODY_CAME]))
        return _files(self.person, self.centre_id, told)


def _files(person: Person, centre_id: UUID, text: str) -> list[UUID]:
    """Files of the codes in a text; one she may not see is as unknown as one that is not there."""
    words = [word.upper() for word in re.split(r"[\s,;]+", text) if word]
    codes = list(dict.fromkeys(w if w.startswith(CODE_PREFIX) else f"{CODE_PREFIX}{w}" for w in words))
    found = dict(visible_cases(person, centre_id).filter(code__in=codes).values_list("code", "id"))
    missing = [code for code in codes if code not in found]
    if missing or not codes:
        raise forms.ValidationError(str(PROBLEMS[Problem.FILE_UNKNOWN]) % {"codes": ", ".join(missing)})
    return [found[code] for code in codes]


class CorrectionForm(forms.Form):
    """Why a session is changed, and the version it was changed from."""

    reason = forms.ChoiceField(
        label=_("Neden düzeltiliyor?"),
        choices=[(reason.value, words) for reason, words in CORRECTIONS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Birini seçin.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
