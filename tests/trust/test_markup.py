"""S11: markup typed into every form and written into every room stays words, in a real browser and in every file.

Pages are opened with the program's policy taken away, so that a script would run, and with it, so that it would tell.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest
from django.test import Client

from tests.attack import conftest as attack
from tests.attack.test_odd_input import LETTERS
from tests.network.reports import conftest as reports
from tests.trust.glass import Glass
from tests.trust.marked import Planting, furnished_with_markup, planted_columns
from tests.trust.markup import MARKED, PAYLOADS, drawn, obeyed
from tests.trust.promised import Line, first
from tests.trust.worlds import KINDS, LEAVING, PEOPLE, World, furnished
from tests.unwrapped import text_of

pytestmark = pytest.mark.browser
clock, house, full = attack.clock, attack.house, attack.full
catalogues, year, desk = reports.catalogues, reports.year, reports.desk

VIEWS = {"centre": 2_000, "network": 900, "together": 1_200}
FORMS = {"centre": 500, "network": 200, "together": 350}
REFLECTED = {"centre": 1_000, "network": 500, "together": 700}
_MANY = 100
BAR = "every text field × every view: 0 script runs"


@pytest.fixture
def world(request: Any, seed: int) -> World:
    """One of the three worlds, with markup for words in every room."""
    with furnished_with_markup(Random(f"{seed} {request.param}")):
        return furnished(request.param, request)


class Looking:
    """One world behind two windows: what was opened, and what of ours was obeyed."""

    def __init__(self, world: World, chromium: Any, chance: Random) -> None:
        self.world, self.chance, self.name = world, chance, ""
        self.open = Glass(chromium, self._asked, policy=False)
        self.shut = Glass(chromium, self._asked, policy=True)
        self.told: Counter[str] = Counter()
        self.broken: list[str] = []

    def close(self) -> None:
        """Both windows."""
        for each in (self.open, self.shut):
            each.close()

    def _asked(self, path: str) -> Any:
        client = self.world.client(self.name)
        cookies = client.cookies.copy()
        with self.world.taken_back():
            answer = client.get(path)
        client.cookies = cookies
        return answer

    def visit(self, name: str, path: str, letters: dict[str, str] | None = None) -> None:
        """One address as somebody opens it: a page in the browser, a file by its parts."""
        with self.world.taken_back():
            client = self.world.client(name)
            cookies = client.cookies.copy()
            answer = client.get(path, letters or {})
            content = answer.getvalue()
            client.cookies = cookies
        self.show(name, path, answer, content)

    def show(self, name: str, path: str, answer: Any, content: bytes) -> None:
        """An answer that is there already."""
        kind = answer.headers.get("Content-Type", "")
        self.name = name
        if answer.status_code >= 500:
            self.broken.append(f"{path} as {name or 'nobody'}: {answer.status_code}")
        elif answer.status_code in (301, 302, 303, 307, 308):
            self.told["redirects"] += 1
            self._leads(path, answer.headers.get("Location", ""))
        elif not content:
            self.told["answers without a word"] += 1
        elif kind.startswith(("text/html", "image/svg")):
            self._page(name, path, answer, content)
        else:
            self._file(name, path, content, kind)

    def _leads(self, path: str, place: str) -> None:
        if not place.startswith(("/", "?", "http://testserver/")) or place.startswith(("//", "/\\")):
            self.broken.append(f"{path} leads to {place[:100]}")

    def _page(self, name: str, path: str, answer: Any, content: bytes) -> None:
        glass = self.chance.choice([self.open, self.open, self.shut])
        typed = [drawn(self.chance) for _each in range(7)] if self.chance.random() < 0.3 else []
        attached = answer.headers.pop("Content-Disposition", None)
        found = glass.look(path, answer, typed)
        self.told["pages"] += 1
        self.told["pages that show our words"] += bool(MARKED.search(content.decode("utf-8", "replace")))
        self.told["downloads opened as pages"] += bool(attached)
        if found:
            self.broken.append(f"{path} as {name or 'nobody'}: {found[:2]}")

    def _file(self, name: str, path: str, content: bytes, kind: str) -> None:
        found = obeyed(content, kind)
        self.told["files"] += 1
        self.told["files that hold our words"] += bool(MARKED.search(text_of(content)))
        if found:
            self.broken.append(f"{path} as {name or 'nobody'}: {found[:2]}")

    def figure(self) -> str:
        """How much of what was opened."""
        return ", ".join(f"{count:,} {what}" for what, count in sorted(self.told.items()))


@pytest.fixture
def looking(world: World, chromium: Any, seed: int) -> Iterator[Looking]:
    """The world behind glass."""
    for name in ("", *PEOPLE):
        world.client(name)
    made = Looking(world, chromium, Random(f"{seed} {world.kind} looking"))
    yield made
    made.close()


def _everything(world: World, chance: Random) -> list[tuple[str, Any]]:
    """Who and where, by chance; leaving pages end a session and show nothing of anybody."""
    people = ("", *PEOPLE) if world.kind == "centre" else tuple(name for name in PEOPLE if name != "can")
    found = [(name, each) for each in world.addresses() for name in people if each.name not in LEAVING]
    chance.shuffle(found)
    # First whoever may open it: a small share is to meet pages, not refusals.
    return sorted(found, key=lambda pair: pair[0].strip("_") != pair[1].reader())


@pytest.mark.parametrize("world", KINDS, indirect=True)
def test_no_planted_or_asked_word_is_a_script_on_any_page_or_paper(
    looking: Looking, times: Callable[..., int], seed: int, promised: Callable[[Line], None]
) -> None:
    world, chance = looking.world, Random(f"{seed} {looking.world.kind}")
    planting, everything = Planting(world, chance), _everything(world, chance)
    for turn in range(times(FORMS[world.kind], least=4)):
        name, address = everything[turn % len(everything)]
        for path, answer in planting.plant(name, address):
            looking.show(name, path, answer, answer.getvalue())
    everything = _everything(world, chance)
    for turn in range(times(VIEWS[world.kind], least=12)):
        name, address = everything[turn % len(everything)]
        looking.visit(name, chance.choice(world.paths(address)))
    broken = [*looking.broken, *planting.broken]
    tried = sum(looking.told[each] for each in ("pages", "files", "redirects", "answers without a word"))
    figure = (
        f"{looking.figure()}; {planting.sent:,} forms sent, {planting.taken:,} of them taken and kept, words of ours in"
        f" {len(planted_columns())} open columns and in what is sealed{first(broken)}"
    )
    what = f"pages and files opened with {len(PAYLOADS)} kinds of markup in their words, rooms of the {world.kind}"
    promised(Line("S11", what, tried, tried - min(tried, len(broken)), figure, BAR))
    if tried >= _MANY:
        assert looking.told["pages that show our words"], "nothing of ours was seen, so nothing was tried"
    promised(_reflected(looking, times(REFLECTED[world.kind], least=6), chance))


def _reflected(looking: Looking, tried: int, chance: Random) -> Line:
    """Addresses with markup behind their question mark, in the same world."""
    looking.told.clear()
    looking.broken.clear()
    world, everything = looking.world, _everything(looking.world, chance)
    for turn in range(tried):
        name, address = everything[turn % len(everything)]
        looking.visit(name, chance.choice(world.paths(address)), _letters(world, name, chance))
    what = f"addresses with markup in every letter behind the question mark, rooms of the {world.kind}"
    figure = f"{looking.figure()}{first(looking.broken)}"
    return Line("S11", what, tried, tried - min(tried, len(looking.broken)), figure, BAR)


def _letters(world: World, name: str, chance: Random) -> dict[str, str]:
    """Half the time what chooses the place stays as it is, so that the page behind it is met."""
    told = {letter: drawn(chance) for letter in (*LETTERS, "ara", "sira", "tur", "ilce", "after", "hedef", "dil")}
    if chance.random() < 0.5:
        told |= {"merkez": world.cast.konak.code}
    return told if name else {**told, "next": drawn(chance)}


_HARMLESS = ("<!--<", "<form><math")
"""Browsers of today read these as words; those of tomorrow may not."""


def test_markup_is_noticed_where_it_is_obeyed(chromium: Any) -> None:
    """The two windows see what they are there to see: a page that takes words for markup."""
    from django.http import HttpResponse

    blind = []
    seen = Glass(chromium, lambda _path: HttpResponse(status=404), policy=False)
    for each in [one for one in PAYLOADS if one[0] in "<]-\"'" and not one.startswith(_HARMLESS)][::5]:
        page = f'<!doctype html><title>a</title><p>{each}</p><p title="{each}">b</p><script>var a = "{each}"</script>'
        if not seen.look("/", HttpResponse(page)):
            blind.append(each)
    seen.close()
    told = Client().get("/giris/").headers["Content-Security-Policy"]
    shut = Glass(chromium, lambda _path: HttpResponse(status=404), policy=True)
    inline = HttpResponse("<!doctype html><p>a</p><script>1</script>", headers={"Content-Security-Policy": told})
    refused = shut.look("/", inline)
    shut.close()
    assert blind == []
    assert any("refuse" in each for each in refused), refused
