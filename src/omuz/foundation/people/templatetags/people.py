"""What the sign-in page of a demonstration shows: the six invented people, one press each."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings

from omuz.foundation.people.access import person_for
from omuz.foundation.people.models import Staff
from omuz.foundation.people.words import ROLE_TITLES

register = template.Library()

_CAST = ("ayse", "nermin", "zeynep", "elif", "derya", "can")


@dataclass(frozen=True)
class Invented:
    """One of the six, with the password everybody in the demonstration shares."""

    username: str
    full_name: str
    role: Any
    place: str
    password: str


@register.simple_tag
def demo_people() -> list[Invented]:
    """The six in their order; empty outside a demonstration."""
    if not (settings.OMUZ_DEMO and settings.OMUZ_DEMO_PASSWORD):
        return []
    found = {staff.username: staff for staff in Staff.objects.filter(username__in=_CAST, is_active=True)}
    return [_invented(found[name]) for name in _CAST if name in found]


def _invented(staff: Staff) -> Invented:
    posts = person_for(staff).posts
    role = ROLE_TITLES[posts[0].role] if posts else ""
    place = posts[0].centre_name if posts else ""
    return Invented(staff.username, staff.full_name, role, place, settings.OMUZ_DEMO_PASSWORD)
