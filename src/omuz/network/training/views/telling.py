"""Rating one's own skills, and telling what changed: without a name."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.network.standards.actions.refusals import NotNow
from omuz.network.training.actions import telling
from omuz.network.training.forms import ChangeForm, RatingForm
from omuz.network.training.models import Seat
from omuz.network.training.queries.catalogue import Course, course_of, course_title
from omuz.network.training.queries.trainings import papers_left, seat_of
from omuz.network.training.rules import Moment
from omuz.network.training.views.holding import hosted


def _own(request: SignedInRequest, seat_id: UUID) -> Seat:
    seat = seat_of(request.person, seat_id)
    if seat.staff_id != request.person.staff_id:
        raise Http404
    return seat


def _asked(code: str, moment: str) -> tuple[Course, Moment]:
    course = course_of(code)
    if course is None or moment not in {each.value for each in Moment}:
        raise Http404
    return course, Moment(moment)


@page("training.read")
def rate(request: SignedInRequest, seat_id: UUID, moment: str) -> HttpResponseBase:
    """She rates herself."""
    seat = _own(request, seat_id)
    course, asked = _asked(seat.training.course, moment)
    form = RatingForm(request.POST or None, course=course)
    if form.is_bound and form.is_valid():
        try:
            telling.rate(by=request.person, seat=seat, moment=asked, levels=form.levels)
        except NotNow as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Teşekkürler. Yanıtınız adınız olmadan saklandı."))
            return redirect("training:one", seat.training_id)
    context = {"form": form, "course": course, "training": seat.training, "moment": asked.value}
    return render(request, "training/rate.html", context, status=422 if form.is_bound else 200)


@page("training.hold")
def paper(request: SignedInRequest, training_id: UUID, moment: str) -> HttpResponseBase:
    """Copy one sheet somebody filled on paper."""
    training = hosted(request, training_id)
    course, asked = _asked(training.course, moment)
    form = RatingForm(request.POST or None, course=course)
    if form.is_bound and form.is_valid():
        try:
            telling.rate_on_paper(by=request.person, training=training, moment=asked, levels=form.levels)
        except NotNow as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Yaprak eklendi; kâğıdı yok edebilirsiniz."))
            return redirect("training:paper", training.id, moment)
    left = papers_left(training)[asked.value]
    context = {
        "form": form, "course": course, "training": training, "moment": asked.value, "left": left, "on_paper": True,
    }  # fmt: skip
    return render(request, "training/rate.html", context, status=422 if form.is_bound else 200)


@page("training.read")
def change(request: SignedInRequest, seat_id: UUID) -> HttpResponseBase:
    """Three months later."""
    seat = _own(request, seat_id)
    form = ChangeForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            telling.tell_change(by=request.person, seat=seat, said=form.cleaned_data["said"])
        except NotNow as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Teşekkürler. Yazdığınız adınız olmadan saklandı."))
            return redirect("training:overview")
    context = {"form": form, "training": seat.training, "title": course_title(seat.training.course)}
    return render(request, "training/change.html", context, status=422 if form.is_bound else 200)
