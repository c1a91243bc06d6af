"""Planning a training, moving it, calling it off."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.people.seen import edited
from omuz.network.standards.actions.refusals import NotNow
from omuz.network.training.actions import holding
from omuz.network.training.forms import PlanForm, ReasonForm, plan_initial
from omuz.network.training.models import Training
from omuz.network.training.queries.catalogue import course_of, course_title
from omuz.network.training.queries.trainings import may_hold, training_of


def hosted(request: SignedInRequest, training_id: UUID) -> Training:
    """A training she holds; Http404 for any other."""
    training = training_of(training_id)
    if not may_hold(request.person, training):
        raise Http404
    return training


@page("training.hold")
def new(request: SignedInRequest) -> HttpResponseBase:
    """Put a training into the calendar; first the course is chosen, then its modules are offered."""
    course = course_of(request.GET.get("kurs", "")[:50])
    initial = {"course": course.code if course else None, "how": Training.How.IN_PERSON, "places": 20}
    form = PlanForm(request.POST or None, person=request.person, initial=initial)
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        try:
            made = holding.plan_training(by=request.person, host_id=form.host_id, course=told["course"], plan=form.plan)
        except NotNow as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Eğitim takvime yazıldı; şimdi kimlerin davet edildiğini yazın."))
            return redirect("training:one", made.id)
    return render(request, "training/plan.html", {"form": form}, status=422 if form.is_bound else 200)


@page("training.hold")
def change(request: SignedInRequest, training_id: UUID) -> HttpResponseBase:
    """Move a planned training."""
    training = hosted(request, training_id)
    initial = plan_initial(training)
    form = edited(PlanForm(request.POST or None, person=request.person, training=training, initial=initial))
    if form.is_bound and form.is_valid():
        try:
            holding.change_training(by=request.person, training=training, plan=form.plan)
        except NotNow as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Eğitim değişti."))
            return redirect("training:one", training.id)
    context = {"form": form, "training": training, "title": course_title(training.course)}
    return render(request, "training/plan.html", context, status=422 if form.is_bound else 200)


@page("training.hold")
def cancel(request: SignedInRequest, training_id: UUID) -> HttpResponseBase:
    """Say what will be gone, ask why, and call it off."""
    training = hosted(request, training_id)
    form = ReasonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            holding.cancel_training(by=request.person, training=training, reason=form.cleaned_data["reason"])
        except NotNow as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Eğitim iptal edildi; davetliler nedeni sayfasında görür."))
            return redirect("training:one", training.id)
    context = {
        "heading": _("Eğitimi iptal et"), "form": form, "act": _("Eğitimi iptal et"),
        "gone": [_("Bu eğitimin takvimdeki yeri ve davetler.")],
        "kept": [_("Eğitimin planlandığı, iptal edildiği ve nedeni.")],
        "back": reverse("training:one", args=[training.id]),
    }  # fmt: skip
    return render(request, "shell/confirm.html", context, status=422 if form.is_bound else 200)
