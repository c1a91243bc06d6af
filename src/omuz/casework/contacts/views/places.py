"""At which of her centres a page is, and the vault she opened."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse

from omuz.foundation.people.access import Held, Person
from omuz.foundation.people.pages import SignedInRequest
from omuz.foundation.people.rules import ROLES
from omuz.foundation.vault.session import vault_of

_SOMEWHERE = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Place:
    """The centre a page is about, and her other centres to change to."""

    held: Held
    others: tuple[Held, ...]

    @property
    def centre_id(self) -> UUID:
        if self.held.centre_id is None:
            raise Http404
        return self.held.centre_id


def place_of(request: SignedInRequest, permission: str) -> Place:
    """The centre named by `?merkez=`, else her first one with `permission`; Http404 for a centre that is not hers.

    A post that holds the centre's key shows nothing without it, codes included: raises NotGranted, VaultClosed.
    """
    held = _once_each(request.person, permission)
    if not held:
        request.person.require(permission)
    wanted = request.GET.get("merkez") or request.POST.get("merkez") or held[0].centre_code
    found = next((post for post in held if post.centre_code == wanted), None)
    if found is None:
        raise Http404
    demand_key(request, found)
    return Place(found, tuple(post for post in held if post is not found))


def demand_key(request: SignedInRequest, held: Held) -> None:
    """Whoever gave herself a post has no key: raises NotGranted where the post goes with one and it is not open."""
    if held.centre_id is not None and ROLES[held.role].holds_key:
        vault_of(request).centre(held.centre_id)


def _once_each(person: Person, permission: str) -> list[Held]:
    """Her centres with `permission`, each once, though she may hold several posts there."""
    return list({post.centre_id: post for post in person.centres_where(permission)}.values())


def at(name: str, *args: object, place: Place | None = None) -> str:
    """The address of a page of this room, at this centre where she works at several."""
    address = reverse(f"contacts:{name}", args=args)
    return f"{address}?merkez={place.held.centre_code}" if place and place.others else address


def addresses_of(name: str) -> Callable[[UUID], str]:
    """The page `name` (with its room) of one record after another: for lists, where each would be worked out anew."""
    pattern, somewhere = reverse(name, args=[_SOMEWHERE]), str(_SOMEWHERE)
    return lambda record_id: pattern.replace(somewhere, str(record_id))


def posted(request: HttpRequest) -> dict[str, list[str]]:
    """Every field of a posted form, as typed."""
    return {name: request.POST.getlist(name) for name in request.POST}
