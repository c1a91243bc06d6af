"""The calendar of trainings, one course, one training."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from omuz.foundation.people.models import Centre
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.network.training.models import Training
from omuz.network.training.queries.catalogue import course_of, courses
from omuz.network.training.queries.trainings import (
    changes_told,
    lines,
    may_hold,
    own_certificates,
    own_courses,
    own_seat,
    papers_left,
    seat_lines,
    skill_lines,
    training_of,
    waiting,
)
from omuz.network.training.rules import changed_window


@page("training.read")
def overview(request: SignedInRequest) -> HttpResponseBase:
    """What waits for her, her own trainings, the calendar, and the courses."""
    today = timezone.localdate()
    coming, past = lines(request.person, today)
    context = {
        "waiting": waiting(request.person, today), "own": own_courses(request.person, today),
        "certificates": own_certificates(request.person), "coming": coming, "past": past,
        "courses": courses().values(), "holds": request.person.may("training.hold"),
    }  # fmt: skip
    return render(request, "training/overview.html", context)


@page("training.read")
def course(request: SignedInRequest, code: str) -> HttpResponseBase:
    """One course: aim, modules, skills, and when it is held."""
    found = course_of(code)
    if found is None:
        raise Http404
    today = timezone.localdate()
    coming = [line for line in lines(request.person, today)[0] if line.training.course == code]
    return render(request, "training/course.html", {"course": found, "coming": coming})


@page("training.read")
def one(request: SignedInRequest, training_id: UUID) -> HttpResponseBase:
    """One training: everybody reads when and where; its host reads seats, ratings and what changed."""
    training = training_of(training_id)
    holds, today = may_hold(request.person, training), timezone.localdate()
    found = course_of(training.course)
    context: dict[str, Any] = {
        "training": training, "course": found, "holds": holds, "today": today,
        "modules": [module for module in found.modules if module.code in training.modules] if found else [],
        "host": Centre.objects.filter(pk=training.host_id).first() if training.host_id else None,
        "seats": seat_lines(request.person, training), "mine": own_seat(request.person, training),
        "change_due": changed_window(training.ends_on),
        "names_participants": request.person.may("training.elsewhere"),
        **(_for_host(training) if holds else {}),
    }  # fmt: skip
    return render(request, "training/one.html", context)


def _for_host(training: Training) -> dict[str, Any]:
    """What only whoever holds it reads; nothing of it tells who said it."""
    today = timezone.localdate()
    skills, counts = skill_lines(training, today)
    return {
        "skills": skills,
        "sheets": counts,
        "changes": changes_told(training, today),
        "left": papers_left(training),
    }
