"""The form of an appointment: time, room, worker, and what she needs to come."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from omuz.casework.appointments.forms.words import OUTCOMES, PROBLEMS, WAYS
from omuz.casework.appointments.models import Room
from omuz.casework.appointments.rules.slots import LENGTHS, SlotProblem, Wanted, Worker
from omuz.casework.appointments.rules.visit import NOT_ASKED, TOLD, InterpreterProblem, Visit
from omuz.casework.appointments.rules.ways import Way
from omuz.casework.contacts.forms.tally import day_field, hour_field
from omuz.foundation.catalogue.lists import code_list

_CHOOSE = {"required": _("Birini seçin.")}
_PLACES: dict[str, str] = {
    SlotProblem.ROOM_TAKEN: "room",
    SlotProblem.ROOM_CLOSED: "room",
    SlotProblem.WORKER_TAKEN: "worker",
    SlotProblem.WORKER_NOT_ON_FILE: "worker",
    SlotProblem.LENGTH: "minutes",
    InterpreterProblem.KNOWS_HER: "interpreter_knows_her",
}
CODED = ("kind", "with_children", "interpreter", "interpreter_language", "interpreter_knows_her", "other_district")


def with_special(name: str) -> list[tuple[str, str]]:
    """The codes of a list and the three special answers, in words."""
    today = timezone.localdate()
    return [*code_list(name).choices(today), *code_list("special").choices(today)]


class TimeForm(forms.Form):
    """When, how long, where and with whom."""

    on = day_field(_("Gün"))
    clock = hour_field(_("Saat"))
    minutes = forms.TypedChoiceField(
        label=_("Süre"), coerce=int, choices=[(each, _("%d dk") % each) for each in LENGTHS], initial=60,
        widget=forms.RadioSelect, error_messages=_CHOOSE,
    )  # fmt: skip
    room = forms.ChoiceField(label=_("Oda"), required=False)
    worker = forms.ChoiceField(label=_("Görüşecek çalışan"), required=False)

    def __init__(self, *args: Any, rooms: Iterable[Room] = (), workers: Sequence[Worker] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        minutes = self.initial.get("minutes")
        if minutes and minutes not in LENGTHS:
            self._choices("minutes", [*self.fields["minutes"].choices, (minutes, _("%d dk") % minutes)])  # type: ignore[attr-defined]  # a choice field, declared above
        self._choices("room", [("", _("oda yok / telefonla")), *((str(room.id), _room(room)) for room in rooms)])
        self._choices("worker", [("", _("sonra belli olacak")), *((str(each.id), each.name) for each in workers)])

    def _choices(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # tells the type checker what is declared above
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """A day and an hour make a moment."""
        cleaned = dict(super().clean() or self.cleaned_data)
        if not {"on", "clock"} & set(self.errors) and not (cleaned.get("on") and cleaned.get("clock")):
            self.add_error("clock" if cleaned.get("on") else "on", str(PROBLEMS[SlotProblem.TIME_MISSING]))
        return cleaned

    @property
    def wanted(self) -> Wanted:
        """What was asked for, once `is_valid()`."""
        told = self.cleaned_data
        hour = told["clock"].replace(second=0, microsecond=0)
        return Wanted(
            timezone.make_aware(datetime.combine(told["on"], hour)),
            told["minutes"],
            UUID(told["room"]) if told["room"] else None,
            UUID(told["worker"]) if told["worker"] else None,
        )

    def refuse(self, problems: Iterable[str]) -> None:
        """Put each problem as a sentence at the field it is about."""
        for problem in problems:
            place = _PLACES.get(str(problem), "on")
            self.add_error(place if place in self.fields else None, str(PROBLEMS.get(problem, problem)))


def _room(room: Room) -> str:
    told = [_("basamaksız")] if room.step_free else []
    told += [_("çocuk köşesi")] if room.for_children else []
    return f"{room.name} ({', '.join(str(each) for each in told)})" if told else room.name


class VisitForm(TimeForm):
    """An appointment as it is agreed with her; only day and hour are needed."""

    access = forms.MultipleChoiceField(
        label=_("Gelmesini kolaylaştıracaklar"), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        label=_("Not"), required=False, max_length=300, widget=forms.Textarea({"rows": 2, "autocomplete": "off"})
    )

    def __init__(self, *args: Any, ways: Iterable[Way] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        today = timezone.localdate()
        coded = {
            "kind": (_("Ne için"), code_list("appointment_kind").choices(today)),
            "with_children": (_("Çocukla mı gelecek?"), with_special("yes_no")),
            "interpreter": (_("Tercüman gerekiyor mu?"), with_special("yes_no")),
            "interpreter_language": (_("Hangi dilde?"), code_list("interpreter_language").choices(today)),
            "interpreter_knows_her": (_("Tercüman onu tanıyor mu?"), with_special("yes_no")),
            "other_district": (_("Başka ilçede görüşmek istiyor mu?"), with_special("district")),
        }
        for name, (label, choices) in coded.items():
            several = len(choices) > 12  # noqa: PLR2004  # more than a dozen chips are no choice but a wall
            offered = [(NOT_ASKED, _("—")), *choices] if NOT_ASKED not in dict(choices) else choices
            self.fields[name] = forms.ChoiceField(
                label=label, required=False, choices=offered, initial=NOT_ASKED,
                widget=forms.Select if several or offered is not choices else forms.RadioSelect,
            )  # fmt: skip
        self._choices("access", [*code_list("access_need").choices(today)])
        self.fields["confirm_by"] = forms.ChoiceField(
            label=_("Nasıl doğrulanacak?"), required=False, widget=forms.RadioSelect, initial=TOLD,
            choices=[(TOLD, WAYS[TOLD]), *((way.value, WAYS[way]) for way in ways if way is not Way.FACE_TO_FACE)],
        )  # fmt: skip

    @property
    def said(self) -> dict[str, Any]:
        """The coded answers, once `is_valid()`."""
        told = self.cleaned_data
        coded = {name: told.get(name) or NOT_ASKED for name in CODED}
        return {**coded, "access": tuple(told["access"]), "confirm_by": told.get("confirm_by") or TOLD}


def time_initial(visit: Visit, slot: Any) -> dict[str, Any]:
    """A standing appointment as the form shows it for moving."""
    local = timezone.localtime(visit.at)
    return {
        "on": local.date(),
        "clock": local.time(),
        "minutes": visit.minutes,
        "room": str(slot.room_id or "") if slot else "",
        "worker": str(slot.worker_id or "") if slot else "",
    }


class OutcomeForm(forms.Form):
    """How an appointment ended."""

    outcome = forms.ChoiceField(
        label=_("Nasıl sonuçlandı?"), widget=forms.RadioSelect, error_messages=_CHOOSE,
        choices=[(outcome.value, words) for outcome, words in OUTCOMES.items()],
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)
