"""The form of one contact: big choices, every answer optional but a channel and a time."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from omuz.casework.contacts.actions import Said
from omuz.casework.contacts.forms.choices import Folded, code_choices, day_choices, folded, hour_choices, short_label
from omuz.casework.contacts.forms.words import FIELDS, PROBLEMS, WEEKDAYS_SHORT
from omuz.casework.contacts.rules.answers import (
    BY_NAME,
    NOBODY_SAID,
    NOT_ASKED,
    QUESTIONS,
    SEEKER,
    AnswerProblem,
    Answers,
    Fault,
    faults_of,
    read_codes,
)
from omuz.casework.contacts.rules.record import NOTE, NOTE_MAX
from omuz.casework.contacts.rules.safe_contact import SAFE_FIELDS, YES, CallProblem, SafeContact, problems_of_plan
from omuz.foundation.catalogue.lists import code_list

PERMISSIONS = ("sms", "voicemail", "email", "name_centre")
NO_DAY = "none"
_DAYS = ["%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"]
_HOURS = ["%H:%M", "%H.%M", "%H%M", "%H:%M:%S"]
_QUIET = {"autocomplete": "off", "spellcheck": "false"}


def day_field(label: Any) -> forms.DateField:
    """A day as people here write it, 22.11.2026, whatever language the browser itself speaks."""
    widget = forms.DateInput({"inputmode": "decimal", "placeholder": _("gg.aa.yyyy"), **_QUIET}, format="%d.%m.%Y")
    wrong = _("Günü 22.11.2026 gibi yazın.")
    return forms.DateField(
        label=label, required=False, widget=widget, input_formats=_DAYS, error_messages={"invalid": wrong}
    )


def hour_field(label: Any) -> forms.TimeField:
    """An hour as 14:05; 14.05 and 1405 are understood."""
    widget = forms.TimeInput({"inputmode": "decimal", "placeholder": _("ss:dd"), **_QUIET}, format="%H:%M")
    wrong = _("Saati 14:05 gibi yazın.")
    return forms.TimeField(
        label=label, required=False, widget=widget, input_formats=_HOURS, error_messages={"invalid": wrong}
    )


class TallyForm(forms.Form):
    """One contact as it is typed; `said` is what may be recorded once `is_valid()`.

    `never_again` is true for a contact of a woman who asked not to be called; `near` is the centre's own district.
    """

    on = day_field(FIELDS["on"])
    clock = hour_field(FIELDS["clock"])
    minutes = forms.IntegerField(
        label=FIELDS["minutes"], required=False, widget=forms.NumberInput({"min": 0, "max": 600, **_QUIET})
    )
    note = forms.CharField(
        label=FIELDS["note"],
        required=False,
        max_length=NOTE_MAX,
        strip=True,
        widget=forms.Textarea({"rows": 2, "autocomplete": "off"}),
    )
    number = forms.CharField(
        label=FIELDS["number"], required=False, max_length=40,
        widget=forms.TextInput({"type": "tel", "inputmode": "tel", **_QUIET}),
    )  # fmt: skip
    permissions = forms.MultipleChoiceField(
        label=FIELDS["permissions"],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("sms", _("Kısa mesaj atılabilir")),
            ("voicemail", _("Sesli mesaj bırakılabilir")),
            ("email", _("E-posta yazılabilir")),
            ("name_centre", _("Merkezin adı söylenebilir")),
        ],
    )
    email_address = forms.EmailField(
        label=FIELDS["email_address"], required=False, widget=forms.EmailInput({"autocomplete": "off"})
    )
    days = forms.MultipleChoiceField(
        label=FIELDS["days"],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(str(place), name) for place, name in enumerate(WEEKDAYS_SHORT)],
    )
    start = hour_field(FIELDS["start"])
    end = hour_field(FIELDS["end"])
    if_other_answers = forms.CharField(
        label=FIELDS["if_other_answers"], required=False, max_length=200, widget=forms.TextInput(_QUIET)
    )
    code_word = forms.CharField(
        label=FIELDS["code_word"], required=False, max_length=60, widget=forms.TextInput(_QUIET)
    )
    due_on = day_field(FIELDS["due_on"])

    field_order = ("on", "clock", "minutes", *(question.name for question in QUESTIONS), NOTE)

    def __init__(self, *args: Any, never_again: bool = False, near: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.never_again = never_again
        self.near = near
        self.said: Said | None = None
        self.now = timezone.localtime()
        today = self.now.date()
        for question in QUESTIONS:
            kind = forms.MultipleChoiceField if question.multi else forms.ChoiceField
            self.fields[question.name] = kind(
                label=short_label(question.name),
                required=False,
                choices=code_choices(question, today, chosen=self._chosen(question.name)),
                widget=forms.CheckboxSelectMultiple if question.multi else forms.RadioSelect,
                initial=None if question.name == "channel" else list(NOBODY_SAID) if question.multi else NOT_ASKED,
            )
        self.fields["callable"] = forms.ChoiceField(
            label=FIELDS["callable"], required=False, widget=forms.RadioSelect, initial=NOT_ASKED,
            choices=code_choices(None, today, chosen=()),
        )  # fmt: skip
        self.fields["hours"] = forms.ChoiceField(
            label=FIELDS["hours"], required=False, widget=forms.RadioSelect, choices=hour_choices()
        )
        self.fields["due"] = forms.ChoiceField(
            label=FIELDS["due"], required=False, widget=forms.RadioSelect, initial=NO_DAY, choices=day_choices(today)
        )
        self.order_fields(self.field_order)

    def _chosen(self, name: str) -> tuple[str, ...]:
        """Codes already in this field, so that one that left its list since is not lost."""
        if self.is_bound:
            return tuple(getattr(self.data, "getlist", lambda _name: ())(name))
        value = self.initial.get(name, ())
        return tuple(value) if isinstance(value, list | tuple) else (value,)

    def district_shown(self) -> Folded:
        """The centre's own district and the two outside, the others folded."""
        return folded(self["district"], shown={self.near, "out_of_province", "abroad"})

    def done_shown(self) -> Folded:
        """Everything that may have been done, in view."""
        return folded(self["done"], shown=code_list("done").codes)

    def institutions_shown(self) -> Folded:
        """Every institution, folded."""
        return folded(self["referred_to"], shown=frozenset())

    @property
    def side(self) -> str:
        """Which part stands open beside the form: where something is wrong, else the ready sentences."""
        wrong = set(self.errors) if self.is_bound else set()
        if wrong & (SAFE_FIELDS | {"due", "due_on"}):
            return "safe"
        return "told" if wrong & {question.name for question in QUESTIONS if question.only_if_told} else "sentences"

    @classmethod
    def names(cls) -> frozenset[str]:
        """Every field of the form; anything else that is posted is not kept."""
        return frozenset(cls.base_fields) | frozenset(BY_NAME) | {"callable", "hours", "due"}

    def clean(self) -> dict[str, Any]:
        """Hold what was typed against the rules; every fault becomes a sentence at its field."""
        cleaned = dict(super().clean() or self.cleaned_data)
        answers, faults = self._answers(cleaned)
        safe, due_on = self._safe(cleaned), self._due(cleaned)
        faults += self._call_faults(answers, safe, due_on)
        for fault in faults:
            if fault.field not in self.errors:
                self.add_error(fault.field, str(PROBLEMS[fault.problem]))
        if answers is not None and not self.errors:
            self.said = Said(answers, safe, cleaned.get(NOTE, ""), due_on)
        return cleaned

    def _answers(self, cleaned: Mapping[str, Any]) -> tuple[Answers | None, list[Fault]]:
        said = {
            question.name: cleaned.get(question.name) if question.multi else [cleaned.get(question.name) or ""]
            for question in QUESTIONS
        }
        lists = {question.catalogue: frozenset(code_list(question.catalogue).codes) for question in QUESTIONS}
        read, faults = read_codes({name: values or [] for name, values in said.items()}, lists)
        moment = self._moment(cleaned)
        if moment is None:
            missing = [] if {"on", "clock"} & set(self.errors) else [Fault("on", AnswerProblem.TIME_MISSING)]
            return None, faults + missing
        if faults:
            return None, faults
        answers = Answers(at=moment, timed=cleaned.get("clock") is not None, minutes=cleaned.get("minutes"), **read)
        places = {"at": "clock"}
        found = faults_of(answers, now=self.now)
        return answers, [Fault(places.get(fault.field, fault.field), fault.problem) for fault in found]

    def _moment(self, cleaned: Mapping[str, Any]) -> datetime | None:
        day, clock = cleaned.get("on"), cleaned.get("clock")
        if not isinstance(day, date) or "clock" in self.errors:
            return None
        hour = clock.replace(second=0, microsecond=0) if isinstance(clock, time) else time()
        return timezone.make_aware(datetime.combine(day, hour))

    def _safe(self, cleaned: Mapping[str, Any]) -> SafeContact:
        start, end = cleaned.get("start"), cleaned.get("end")
        if not start and not end and cleaned.get("hours"):
            start, end = (time.fromisoformat(hour) for hour in cleaned["hours"].split("-"))
        given = set(cleaned.get("permissions") or ())
        return SafeContact(
            callable=cleaned.get("callable") or NOT_ASKED,
            number=cleaned.get("number", ""),
            email_address=cleaned.get("email_address", ""),
            days=frozenset(int(day) for day in cleaned.get("days") or ()),
            start=start,
            end=end,
            if_other_answers=cleaned.get("if_other_answers", ""),
            code_word=cleaned.get("code_word", ""),
            **{name: name in given for name in PERMISSIONS},
        )

    def _due(self, cleaned: Mapping[str, Any]) -> date | None:
        other = cleaned.get("due_on")
        if isinstance(other, date):
            return other
        picked = cleaned.get("due") or NO_DAY
        return None if picked == NO_DAY else date.fromisoformat(picked)

    def _call_faults(self, answers: Answers | None, safe: SafeContact, due_on: date | None) -> list[Fault]:
        at = {
            CallProblem.SHE_DID_NOT_SAY_YES: "callable",
            CallProblem.NO_WINDOW: "hours",
            CallProblem.HALF_WINDOW: "start",
            CallProblem.WINDOW_BACKWARDS: "end",
        }
        broken = {"start", "end", "due_on", "due"} & set(self.errors)
        found = () if broken else problems_of_plan(safe, due_on, today=self.now.date())
        faults = [Fault(at.get(problem, "due"), problem) for problem in found]
        if answers is None:
            return faults
        if answers.kind == SEEKER and (due_on or safe.number):
            faults.insert(0, Fault("due" if due_on else "number", CallProblem.TO_A_SEEKER))
        elif answers.hidden_number == YES and safe.number:
            faults.append(Fault("number", CallProblem.NUMBER_IS_HIDDEN))
        if self.never_again and due_on:
            faults.insert(0, Fault("due", CallProblem.SHE_SAID_NO_MORE))
        return faults


def now_initial(now: datetime) -> dict[str, Any]:
    """What a fresh form starts with: this minute."""
    return {"on": now.date(), "clock": now.time().replace(second=0, microsecond=0)}


def typed_initial(fields: Mapping[str, list[str]]) -> dict[str, Any]:
    """A draft's fields as the form shows them again, exactly as typed."""
    several = {question.name for question in QUESTIONS if question.multi} | {"days", "permissions"}
    initial: dict[str, Any] = {}
    for name, values in fields.items():
        if name in several:
            initial[name] = values or list(NOBODY_SAID)
        else:
            initial[name] = values[0] if values else ""
    return initial


def said_initial(said: Said) -> dict[str, Any]:
    """A recorded contact as the form shows it for correction."""
    local = timezone.localtime(said.answers.at)
    initial: dict[str, Any] = {question.name: getattr(said.answers, question.name) for question in QUESTIONS}
    initial |= {name: getattr(said.safe, name) for name in ("callable", "number", "email_address", "start", "end")}
    initial |= {name: getattr(said.safe, name) for name in ("if_other_answers", "code_word")}
    return initial | {
        "on": local.date(),
        "clock": local.time() if said.answers.timed else "",
        "minutes": said.answers.minutes,
        NOTE: said.note,
        "days": [str(day) for day in sorted(said.safe.days)],
        "permissions": [name for name in PERMISSIONS if getattr(said.safe, name)],
        "due_on": said.due_on,
        "due": NO_DAY,
    }
