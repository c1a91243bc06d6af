"""Seats of a training: inviting, naming, answering, writing down who was there."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.people.seen import edited
from omuz.network.standards.actions.refusals import NotNow
from omuz.network.training.actions import seats
from omuz.network.training.forms import AttendanceForm, GuestForm, NameForm
from omuz.network.training.queries.catalogue import course_title
from omuz.network.training.queries.staff import workers_of
from omuz.network.training.queries.trainings import seat_lines, seat_of
from omuz.network.training.views.holding import hosted


@page("training.hold")
def invite(request: SignedInRequest, training_id: UUID) -> HttpResponseBase:
    """Invite by title and place."""
    training = hosted(request, training_id)
    form = GuestForm(request.POST or None, training=training)
    if form.is_bound and form.is_valid():
        try:
            made = seats.offer_seats(by=request.person, training=training, guest=form.guest)
        except NotNow as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("%(n)s yer yazıldı.") % {"n": len(made)})
            return redirect("training:invite", training.id)
    told = seat_lines(request.person, training)
    left = training.places - sum(line.seat.state != "declined" for line in told)
    context = {"form": form, "training": training, "title": course_title(training.course), "left": left}
    return render(request, "training/invite.html", context, status=422 if form.is_bound else 200)


@page("training.elsewhere")
def name(request: SignedInRequest, seat_id: UUID) -> HttpResponseBase:
    """A coordinator says which of her workers takes a seat of her centre."""
    seat = seat_of(request.person, seat_id)
    if seat.centre_id is None or not request.person.may("training.elsewhere", seat.centre_id):
        raise Http404
    team = workers_of(seat.centre_id, timezone.localdate())
    form = edited(NameForm(request.POST or None, team=team, initial={"staff": str(seat.staff_id or "")}))
    if form.is_bound and form.is_valid():
        try:
            seats.name_participant(by=request.person, seat=seat, staff_id=UUID(form.cleaned_data["staff"]))
        except NotNow as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Katılımcı yazıldı; davet kendi Eğitim sayfasında görünür."))
            return redirect("training:one", seat.training_id)
    context = {"form": form, "seat": seat, "title": course_title(seat.training.course)}
    return render(request, "training/name.html", context, status=422 if form.is_bound else 200)


@page("training.read")
@require_POST
def answer(request: SignedInRequest, seat_id: UUID) -> HttpResponseBase:
    """She comes, or does not."""
    seat = seat_of(request.person, seat_id)
    coming = request.POST.get("what") == "coming"
    try:
        seats.answer_invitation(by=request.person, seat=seat, coming=coming)
    except NotNow as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Geleceğiniz yazıldı.") if coming else _("Gelemeyeceğiniz yazıldı; yer boşaldı."))
    return redirect("training:one", seat.training_id)


@page("training.hold")
def attendance(request: SignedInRequest, training_id: UUID) -> HttpResponseBase:
    """How many hours each seat was there."""
    training = hosted(request, training_id)
    told = [(line.seat, f"{line.seat.title} · {line.where}") for line in seat_lines(request.person, training)]
    form = edited(AttendanceForm(request.POST or None, training=training, seats=told))
    if form.is_bound and form.is_valid():
        try:
            seats.record_attendance(by=request.person, training=training, hours=form.hours)
        except NotNow as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Katılım yazıldı. Şimdi belgeleri verebilirsiniz."))
            return redirect("training:one", training.id)
    context = {"form": form, "training": training, "title": course_title(training.course)}
    return render(request, "training/attendance.html", context, status=422 if form.is_bound else 200)
