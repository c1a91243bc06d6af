"""S10: whatever an address or a form says about where to go next, nobody is led out of the house."""

import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from tests.attack import conftest as attack
from tests.cast import PASSWORD
from tests.trust.promised import Line, first
from tests.trust.worlds import World

clock, house = attack.clock, attack.house

FULL = 3_000
_NAMES = ("next", "back", "geri", "donus", "from", "url", "to", "redirect", "return", "hedef", "yer")
_OUTSIDE = "a.example"
PLACES = (
    f"//{_OUTSIDE}", f"///{_OUTSIDE}", f"////{_OUTSIDE}/x", f"\\\\{_OUTSIDE}", f"/\\{_OUTSIDE}", f"\\/{_OUTSIDE}",
    f"/\t/{_OUTSIDE}", f"\t//{_OUTSIDE}", f"/\n/{_OUTSIDE}", f" //{_OUTSIDE}", f"\x01//{_OUTSIDE}", f"/ /{_OUTSIDE}",
    f"https:{_OUTSIDE}", f"https:/{_OUTSIDE}", f"https:///{_OUTSIDE}", f"http://{_OUTSIDE}", f"HTTPS://{_OUTSIDE}",
    f"http://testserver.{_OUTSIDE}", f"http://testserver@{_OUTSIDE}", f"http://{_OUTSIDE}#@testserver/",
    f"http://testserver:80@{_OUTSIDE}/", f"//{_OUTSIDE}\\@testserver/", f"http://{_OUTSIDE}\\.testserver",
    f"ftp://{_OUTSIDE}", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "/javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x", f"/%2f%2f{_OUTSIDE}",
    f"/%5c%5c{_OUTSIDE}", f"%2f%2f{_OUTSIDE}", f"/..//{_OUTSIDE}", f"/.//{_OUTSIDE}", f"/;//{_OUTSIDE}",
    f"／／{_OUTSIDE}", f"/\u3000/{_OUTSIDE}", f"/\u2028/{_OUTSIDE}", f"//{_OUTSIDE}%23@testserver",
    f"//[::1]@{_OUTSIDE}",
    f"/\r\nLocation: //{_OUTSIDE}", "/\r\n\r\n<script>alert(1)</script>", f"?next=//{_OUTSIDE}", f"//{_OUTSIDE}:80:80",
    "//", "///", "/\\", "http:", "://", "//\x00", f"/\u202e//{_OUTSIDE}", f"https://{_OUTSIDE}／.testserver",
    f"//{_OUTSIDE}?testserver", f"//0x7f.1/{_OUTSIDE}", "//⑴.example", "exchange:news", "admin:index", f"@{_OUTSIDE}",
)  # fmt: skip


def leads_out(place: str) -> bool:
    """Whether a browser that got this as the place to go to would leave: read as browsers read an address."""
    told = re.sub("[\t\r\n]", "", place.strip("".join(map(chr, range(33))))).replace("\\", "/")
    scheme = re.match(r"(?i)([a-z][a-z0-9+.-]*):", told)
    if scheme and scheme[1].lower() not in ("http", "https"):
        return True
    rest = told[scheme.end() :] if scheme else told
    if not scheme and not rest.startswith("//"):
        return False
    host = re.split("[/?#]", rest.lstrip("/"), maxsplit=1)[0]
    return host != "testserver"


def payloads(chance: Random, count: int) -> Iterator[str]:
    """Each once, then encoded once or twice, or with a letter before or behind."""
    for turn in range(count):
        one = PLACES[turn % len(PLACES)]
        if turn >= len(PLACES):
            one = chance.choice(
                [one, quote(one), quote(quote(one, safe="")), f"/{one}", f"{one}/", f"\t{one}", f"/.{one}"]
            )
        yield one


def test_nobody_is_led_out(house: Any, times: Callable[..., int], seed: int, promised: Callable[[Line], None]) -> None:
    chance, world = Random(seed), World("centre", house)
    for name in ("ayse", "elif_"):
        world.client(name)
    asking = [_signed_in, _unlocked, _chosen, _followed, _anywhere, _anywhere, _anywhere]
    tried, broken, led = times(FULL, least=40), [], 0
    for turn, place in enumerate(payloads(chance, tried)):
        asked = asking[turn % len(asking)] if turn % 2 else chance.choice(asking)
        with world.taken_back():
            answer = asked(world, place, chance)
            onward, status = answer.headers.get("Location", ""), answer.status_code
        led += bool(onward)
        if status >= 500 or (onward and leads_out(onward)) or "\r" in onward or "\n" in onward:
            broken.append(f"{asked.__name__} {place!r}: {status} {onward[:80]!r}")
    figure = f"{len(PLACES)} places and their disguises, {led:,} times led on{first(broken)}"
    promised(Line("S10", "places outside as where to go next", tried, tried - len(broken), figure, "0 led out"))


def _signed_in(_world: World, place: str, chance: Random) -> Any:
    """Through the door with the right password."""
    client = Client(raise_request_exception=False, REMOTE_ADDR=f"127.0.{chance.randrange(200)}.{chance.randrange(200)}")
    told = {"login": "ayse", "password": PASSWORD, "next": place}
    return client.post(reverse("sign-in"), told, QUERY_STRING=f"next={quote(place, safe='', errors='replace')}")


def _unlocked(world: World, place: str, _chance: Random) -> Any:
    """From behind a locked screen."""
    client = world.client("ayse", anew=True)
    client.post(reverse("lock"), {"next": place})
    return client.post(reverse("unlock"), {"password": PASSWORD, "next": place})


def _chosen(world: World, place: str, _chance: Random) -> Any:
    """The frame's choices, which lead back to where they were made."""
    return world.client("ayse").post(reverse("language"), {"language": "en", "next": place})


def _followed(world: World, place: str, _chance: Random) -> Any:
    """A button that leads back."""
    return world.client("ayse").post(reverse("exchange:follow"), {"what": "x", "back": place})


def _anywhere(world: World, place: str, chance: Random) -> Any:
    """Any address at all, with the place in every letter that may mean one, and as where she came from."""
    address = chance.choice([each for each in world.addresses() if not each.parts])
    letters = dict.fromkeys(_NAMES, place)
    client = world.client(chance.choice(["ayse", "elif_"]), anew=True)
    referer = place.encode("ascii", "ignore").decode().replace("\r", "").replace("\n", "")
    if chance.random() < 0.5:
        return client.get(address.path({}), letters, headers={"referer": referer})
    return client.post(address.path({}), {**attack.FORM, **letters}, headers={"referer": referer})


@pytest.mark.parametrize(
    "place", ["//a.example", "/\\a.example", "\t//a", "https:a.example", "javascript:1", "http://x@a"]
)
def test_a_way_out_is_known_for_one(place: str) -> None:
    assert leads_out(place)
    assert not leads_out("/temaslar/?next=//a.example")
