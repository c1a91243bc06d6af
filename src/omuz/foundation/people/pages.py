"""The door of every page: signed in, unlocked, permitted, and seeing only her rows."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from omuz.foundation.people.access import Held, Person, SeatedRequest, open_rows
from omuz.foundation.people.actions.doors import recently_confirmed
from omuz.foundation.people.rules import PERMISSIONS
from omuz.foundation.people.seen import alone

PUBLIC = "public"
SIGNED_IN = "signed-in"

View = Callable[..., HttpResponseBase]


class SignedInRequest(SeatedRequest):
    """A request behind `page`: the person is known."""

    person: Person


def _turned_away(request: HttpRequest, door: str) -> HttpResponseBase:
    """To the sign-in or unlock page; a background request is told instead, so that nothing typed is lost."""
    address = reverse(door)
    if request.headers.get("X-Omuz-Background") or request.headers.get("HX-Request"):
        return JsonResponse({"door": address}, status=403, headers={"HX-Redirect": address})
    return redirect(f"{address}?{urlencode({'next': request.get_full_path()})}")


def page(permission: str | None, *, behind_lock: bool = False, while_enrolling: bool = False) -> Callable[[View], View]:
    """Guard a view by `permission` (None: any signed-in person); raises KeyError for an unknown permission.

    Signed out leads to the sign-in page, locked to the unlock page, without a demanded second factor to the page
    that sets one up; without the permission in any post the answer is 403. `behind_lock` and `while_enrolling`
    are for the doors themselves. Rows of her posts are opened for the view's transaction and for nobody else's.
    Who saves on one record waits for whoever saves on it at this moment.
    """
    if permission is not None:
        PERMISSIONS[permission]

    def guard(view: View) -> View:
        @wraps(view)
        def inner(request: Any, *args: Any, **named: Any) -> HttpResponseBase:
            if request.person is None:
                return _turned_away(request, "sign-in")
            if request.locked and not behind_lock:
                return _turned_away(request, "unlock")
            if request.enrolling and not while_enrolling:
                return _turned_away(request, "second-factor")
            if permission is not None and not request.person.may(permission):
                request.person.require(permission)
            open_rows(request.person)
            if named and request.method == "POST":
                alone(named, view.__qualname__)
            return view(request, *args, **named)

        inner.permission = permission or SIGNED_IN  # type: ignore[attr-defined]  # read by the page table test
        return inner

    return guard


def first_page() -> str:
    """Where somebody begins: today's work, or her own account where this installation has no such page."""
    try:
        return reverse("today")
    except NoReverseMatch:
        return reverse("profile")


def pressed(back: str, *keep: str) -> Callable[[View], View]:
    """Inside `page`: only a press of its button opens `view`; whoever comes by its address is led to page `back`.

    That happens after the password was asked for on the way. `keep` names the parts of the address `back` needs.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def inner(request: Any, *args: Any, **named: Any) -> HttpResponseBase:
            if request.method != "POST":
                return redirect(reverse(back, kwargs={name: named[name] for name in keep}))
            return view(request, *args, **named)

        return inner

    return guard


def freshly_proven(view: View) -> View:
    """Ask for the password again before `view` when it was last proven more than ten minutes ago; inside `page`."""

    @wraps(view)
    def inner(request: Any, *args: Any, **named: Any) -> HttpResponseBase:
        if not recently_confirmed(request):
            return _turned_away(request, "confirm")
        return view(request, *args, **named)

    return inner


def asked_centre(request: SignedInRequest, permission: str) -> Held | None:
    """The post of hers with `permission` whose centre the address names (`?merkez=`), or the first she has.

    None for somebody who has no such post in any centre; Http404 for a centre that is not hers.
    """
    held = request.person.centres_where(permission)
    wanted = request.GET.get("merkez")
    if not held:
        return None
    found = next((post for post in held if post.centre_code == wanted), None if wanted else held[0])
    if found is None:
        raise Http404
    return found


def public_page(view: View) -> View:
    """Mark a view that anybody may open; it sees no tenant row."""
    view.permission = PUBLIC  # type: ignore[attr-defined]  # read by the page table test
    return view
