"""What the frame of a page needs to know: who, where, which rail, how long until the page locks."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, ngettext

from omuz.foundation.people.access import Person
from omuz.site.shell.language import RIGHT_TO_LEFT
from omuz.site.shell.navigation import DrawnSection, address, rail

PRESENTING = "omuz_presenting"
SINGLE_KEYS_OFF = "omuz_keys_off"


class Frame:
    """Read by `shell/base.html`; everything is worked out only when the page asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def person(self) -> Person | None:
        """The signed-in person; None when signed out or when the request broke before anybody knew."""
        return getattr(self.request, "person", None)

    @cached_property
    def open(self) -> bool:
        """Whether rail and bar are drawn: somebody is here, unlocked, with her second factor."""
        closed = getattr(self.request, "locked", False) or getattr(self.request, "enrolling", False)
        return self.person is not None and not closed

    @cached_property
    def here(self) -> str:
        """The address of this page, to come back to."""
        return self.request.get_full_path()

    @cached_property
    def sameness(self) -> tuple[Any, ...]:
        """Everything the parts of the frame depend on: two pages that agree in it have the same frame."""
        person = self.person
        current = tuple(link.address for section in self.rail for link in section.links if link.current)
        who = (person.staff_id, person.full_name, person.posts, person.lacking) if person else None
        return (who, self.open, current, self.presenting, self.single_keys)

    @cached_property
    def rail(self) -> tuple[DrawnSection, ...]:
        return rail(self.person, self.request.path) if self.person else ()

    @cached_property
    def place(self) -> str:
        """Her centre's name, or how many centres she works for; empty for posts outside a centre."""
        names = sorted({post.centre_name for post in self.person.posts if post.centre_name}) if self.person else []
        if len(names) > 1:
            return ngettext("%(n)s merkez", "%(n)s merkez", len(names)) % {"n": len(names)}
        return names[0] if names else ""

    @property
    def direction(self) -> str:
        return "rtl" if (get_language() or "")[:2] in RIGHT_TO_LEFT else "ltr"

    @property
    def languages(self) -> list[tuple[str, str]]:
        return list(settings.LANGUAGES)

    @property
    def idle_seconds(self) -> int:
        return int(settings.OMUZ_IDLE_SECONDS)

    @property
    def presenting(self) -> bool:
        """Whether person-level parts are hidden because the screen is on a wall."""
        return bool(self.request.COOKIES.get(settings.COOKIE_MARK + PRESENTING))

    @property
    def single_keys(self) -> bool:
        """Whether shortcuts of one letter are on; people who dictate or tremble switch them off."""
        return not self.request.COOKIES.get(settings.COOKIE_MARK + SINGLE_KEYS_OFF)

    @cached_property
    def addresses(self) -> dict[str, str]:
        """Addresses the frame links to; empty where this installation or this person has no such page."""
        names = {"lock": "lock", "unlock": "unlock", "sign_out": "sign-out", "profile": "profile", "alive": "alive"}
        found = {key: address(name) for key, name in names.items()}
        if self.person is not None and self.person.may("contacts.record"):
            found["new_contact"] = address("contacts:new")
            found["kept_page"] = address("offline:shell")
            # Files first: their page takes the code of a contact too.
            found["search"] = address("cases:find") or address("contacts:find")
        return found


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `frame` on every page."""
    return {"frame": Frame(request)}
