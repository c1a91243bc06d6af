"""What several pages of this room need: today, back again, refusals, files with neutral names, the next thing to do."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.network.meetings.models import Meeting
from omuz.network.meetings.rules.standing import Phase


def today() -> date:
    """The local day."""
    return timezone.localdate()


def back(name: str, *args: Any) -> HttpResponseBase:
    """Where a pressed button leads."""
    return redirect(f"meetings:{name}", *args)


@dataclass(frozen=True)
class Step:
    """The next thing to do for a meeting, and where."""

    words: str
    label: str
    url: str


def next_step(meeting: Meeting, day: date) -> Step | None:
    """What its keeper does next; None when everything is done."""
    phase = meeting.phase(day)
    if phase is Phase.PLANNED:
        return _before_call(meeting)
    if phase is Phase.CALLED:
        words = _("Kurumların yanıtlarını yazın; katılım çizelgesini yazdırın.")
        return _step(words, _("Yanıtları yaz"), meeting, "presence")
    return _after_day(meeting) if phase is Phase.AWAITED else None


def _before_call(meeting: Meeting) -> Step:
    if not (meeting.place or meeting.link):
        words = _("Yeri ve ayın konusunu yazın; çağrı ondan sonra çıkar.")
        return _step(words, _("Yeri ve konuyu yaz"), meeting, "details")
    return _step(_("Gündem hazırsa kurumları çağırın."), _("Çağrıyı hazırla"), meeting, "call")


def _after_day(meeting: Meeting) -> Step:
    if not meeting.invited.exists():
        return _step(_("Hangi kurumların çağrıldığını yazın."), _("Çağrılanları yaz"), meeting, "call")
    if not meeting.invited.filter(present="yes").exists():
        return _step(_("Hangi kurumların geldiğini yazın."), _("Gelenleri yaz"), meeting, "presence")
    return _step(_("Tutanağı ve kararları yazın, sonra kapatın."), _("Tutanağı yaz"), meeting, "minutes")


def _step(words: str, label: str, meeting: Meeting, name: str) -> Step:
    return Step(words, label, reverse(f"meetings:{name}", args=[meeting.id]))
