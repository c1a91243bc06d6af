"""Files of a training: letters of invitation, the sheet that is signed, and its days for a calendar."""

from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.people.models import Centre
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.insight.papers.handing import handed_out
from omuz.insight.papers.printed import as_pdf
from omuz.insight.papers.word import as_docx
from omuz.network.training.documents.calendar import as_calendar
from omuz.network.training.documents.papers import attendance_sheet, invitation
from omuz.network.training.models import Training
from omuz.network.training.queries.trainings import (
    beside_seat,
    calendar_trainings,
    may_hold,
    seat_lines,
    seat_of,
    training_of,
)
from omuz.network.training.views.holding import hosted

MAKERS = {"pdf": as_pdf, "docx": as_docx}


def host_name(training: Training) -> str:
    """Who holds it: a centre by name, or the network."""
    if training.host_id is None:
        return _("Ağ koordinatörlüğü")
    return Centre.objects.filter(pk=training.host_id).values_list("name", flat=True).first() or ""


@page("training.read")
def letter(request: SignedInRequest, seat_id: UUID, ending: str) -> HttpResponseBase:
    """The letter to the place of a seat, with all seats kept for that place; for its host and that centre's lead."""
    seat = seat_of(request.person, seat_id)
    leads = seat.centre_id is not None and request.person.may("training.elsewhere", seat.centre_id)
    if ending not in MAKERS or not (leads or may_hold(request.person, seat.training)):
        raise Http404
    seats, where = beside_seat(seat)
    return handed_out(MAKERS[ending](invitation(seat.training, host_name(seat.training), seats, where)), ending)


@page("training.hold")
def open_letter(request: SignedInRequest, training_id: UUID, ending: str) -> HttpResponseBase:
    """The letter to anybody, without a place."""
    training = hosted(request, training_id)
    if ending not in MAKERS:
        raise Http404
    return handed_out(MAKERS[ending](invitation(training, host_name(training))), ending)


@page("training.hold")
def sheet(request: SignedInRequest, training_id: UUID, ending: str) -> HttpResponseBase:
    """The sheet participants sign; it stays with the host."""
    training = hosted(request, training_id)
    if ending not in MAKERS:
        raise Http404
    lines = seat_lines(request.person, training)
    return handed_out(MAKERS[ending](attendance_sheet(training, host_name(training), lines)), ending)


@page("training.read")
def calendar_of_one(request: SignedInRequest, training_id: UUID) -> HttpResponseBase:  # noqa: ARG001  # open to all who read
    """One training for a calendar."""
    return handed_out(as_calendar([training_of(training_id)]), "ics")


@page("training.read")
def calendar(request: SignedInRequest) -> HttpResponseBase:
    """Her own trainings to come for a calendar; everybody's where she has none."""
    return handed_out(as_calendar(calendar_trainings(request.person, timezone.localdate())), "ics")
