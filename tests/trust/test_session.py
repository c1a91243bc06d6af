"""The session: headers, forged forms, planted and stolen keys, time, guessing, passwords, the second step."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import time_machine
from django.conf import settings as live
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from omuz.foundation.people.models import Session
from omuz.foundation.people.rules import Role
from tests.attack import conftest as attack
from tests.attack.conftest import FORM, House, every_address, paths
from tests.cast import PASSWORD, Cast
from tests.trust import answered
from tests.trust.promised import Line

clock, house, full = attack.clock, attack.house, attack.full

Times = Callable[..., int]
Promised = Callable[[Line], None]
TURNED_AWAY = {"device": {401, 429}, "centre-key": {403, 422, 429}}
LETTERS_TO_GUESS = 4
WRONG = "bambaşka bir parola cümlesi"


def _people(full: House, **options: Any) -> dict[str, Client]:
    signed = {who: full[who].client(**options) for who in answered.PERSONS if who}
    return {"": Client(**options), **signed}


def test_every_answer_carries_its_headers(
    full: House, settings: Any, seed: int, times: Times, promised: Promised
) -> None:
    clients = _people(full, raise_request_exception=False)
    tried, broken, codes = 0, [], set()
    for asking in answered.askings(full, seed, lambda every: times(every, least=160)):
        answer = answered.asked(clients, asking)
        faults = answered.faults_of(answer, free=asking.free)
        broken += [f"{asking.who} {asking.method} {asking.path}: {faults}"] if faults else []
        codes.add(answer.status_code)
        tried += 1
    for answer in _refusals(full, settings):
        faults = answered.faults_of(answer)
        broken += [f"refusal {answer.status_code}: {faults}"] if faults else []
        codes.add(answer.status_code)
        tried += 1
    assert codes >= {200, 302, 400, 403, 404, 405, 500}, codes
    figure = f"{len(codes)} kinds of status among them; first fault: {broken[0] if broken else 'none'}"
    promised(Line("S12", "answers of every address to eight persons", tried, tried - len(broken), figure, "100 %"))


def _refusals(full: House, settings: Any) -> list[Any]:
    """Answers of the frame itself: a form that expired, no such host, too much, the wrong method, our own failure."""
    strict = full["ayse"].client(enforce_csrf_checks=True, raise_request_exception=False)
    told = [
        strict.post("/temaslar/yeni/", FORM),
        strict.get("/yok/"),
        strict.get("/temaslar"),
        strict.get("/giris/", headers={"Host": "kotu.example"}),
        strict.get(reverse("lock")),
        strict.delete(reverse("sign-in")),
        strict.get("/saglik/"),
        strict.post("/giris/", {f"f{number}": "x" for number in range(5_100)}),
    ]
    settings.ROOT_URLCONF = "tests.attack.broken_addresses"
    return [*told, strict.get("/kirik/")]


def test_no_form_of_anybody_else_is_taken(full: House, seed: int, times: Times, promised: Promised) -> None:
    client = full["nermin"].client(enforce_csrf_checks=True, raise_request_exception=False)
    others = full["zeynep"].client().get("/temaslar/yeni/").cookies[live.CSRF_COOKIE_NAME].value
    mine = client.get("/temaslar/yeni/").cookies[live.CSRF_COOKIE_NAME].value
    every = [
        (address, path, body, headers)
        for address in every_address()
        if address.name != "leaflet:answer"  # the form of the public page has no session to protect
        for path in paths(address, full.of_konak)
        for body in (FORM, {**FORM, "csrfmiddlewaretoken": "x" * 64}, {**FORM, "csrfmiddlewaretoken": others})
        for headers in ({}, {"Origin": "https://kotu.example"})
    ]
    every += [(address, path, {**FORM, "csrfmiddlewaretoken": mine}, {"Origin": "https://kotu.example"})
              for address, path, body, headers in every if body is FORM and not headers]  # fmt: skip
    chosen = random.Random(seed).sample(every, times(len(every), least=150))
    refused = 0
    for address, path, body, headers in chosen:
        client.cookies[live.CSRF_COOKIE_NAME] = mine
        refused += client.post(path, body, headers=headers).status_code in TURNED_AWAY.get(address.permission, {403})
    what = "posts without, with a wrong, with somebody else's token, and with hers from elsewhere"
    promised(Line("S13", what, len(chosen), refused, f"of {len(every):,} there are", "100 % refused"))


def _sign_in(client: Client, login: str = "ayse", password: str = PASSWORD) -> Any:
    return client.post(reverse("sign-in"), {"login": login, "password": password})


def _opens(key: str, like: Client) -> bool:
    """Whether a session key opens a page, with every other cookie of that browser beside it."""
    thief = Client(raise_request_exception=False)
    thief.cookies.load({name: morsel.value for name, morsel in like.cookies.items()})
    thief.cookies[live.SESSION_COOKIE_NAME] = key
    return bool(thief.get(reverse("profile")).status_code == 200)


def _key(client: Client) -> str:
    return str(client.cookies[live.SESSION_COOKIE_NAME].value)


def test_a_session_key_is_hers_alone_and_dies_in_time(cast: Cast, seed: int, times: Times, promised: Promised) -> None:
    chance, held, tried, broken = random.Random(seed), 0, 0, list[str]()
    for _round in range(times(200, least=2)):
        for held_up in (_fixation(chance), _rotation_at_sign_in(), _other_session_ended(), _new_post(cast)):
            tried += len(held_up)
            held += sum(held_up)
            broken += [] if all(held_up) else [str(held_up)]
    what = "planted keys, keys of before a sign-in, a change of posts, a sign-out, an end from the list of sessions"
    promised(
        Line(
            "S14", what, tried, held, f"each asked for a page with every other cookie beside it {broken or ''}", "100 %"
        )
    )


def _fixation(chance: random.Random) -> list[bool]:
    cache.clear()
    planted = "".join(chance.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=32))
    client = Client()
    client.get(reverse("sign-in"))
    client.cookies[live.SESSION_COOKIE_NAME] = planted
    _sign_in(client)
    after = _key(client)
    kept = not Session.objects.filter(session_key=planted).exists()
    told = [after != planted, kept, not _opens(planted, client), _opens(after, client)]
    client.post(reverse("sign-out"))
    return [*told, not _opens(after, client), not Session.objects.filter(session_key=after).exists()]


def _rotation_at_sign_in() -> list[bool]:
    cache.clear()
    client = Client()
    _sign_in(client)
    first = _key(client)
    client.post(reverse("sign-out"))
    _sign_in(client)
    return [_key(client) != first, not _opens(first, client)]


def _other_session_ended() -> list[bool]:
    cache.clear()
    mine, other = Client(HTTP_USER_AGENT="Windows"), Client(HTTP_USER_AGENT="Android")
    _sign_in(mine)
    _sign_in(other)
    page = mine.get(reverse("profile")).content.decode()
    from omuz.foundation.people.actions.doors import session_mark

    mark = session_mark(_key(other))
    mine.post(reverse("end-session"), {"session": mark})
    return [mark in page, _key(other) not in page, not _opens(_key(other), other), _opens(_key(mine), mine)]


def _new_post(cast: Cast) -> list[bool]:
    """A post is given her while she is signed in: the key she had is dead, and she comes in anew with another."""
    cache.clear()
    cast.ayse.staff.refresh_from_db()
    client, can = cast.ayse.client(), cast.can.client()
    before = _key(client)
    opened = _opens(before, client)
    can.post(reverse("give-post", args=[cast.ayse.staff.pk]), {"role": "standards_editor", "place": "network"})
    told = [opened, not _opens(before, client), not Session.objects.filter(session_key=before).exists()]
    _sign_in(client)
    after = _key(client)
    told += [after != before, _opens(after, client)]
    _posts_as_they_were(cast)
    return told


def _posts_as_they_were(cast: Cast) -> None:
    from omuz.foundation.audit.actors import SYSTEM
    from omuz.foundation.audit.chain import recorded
    from omuz.foundation.people.models import Post

    with recorded(by=SYSTEM, event="post.ended"):
        Post.objects.filter(staff=cast.ayse.staff, role=Role.STANDARDS_EDITOR).delete()


def test_a_session_locks_and_ends_on_time(house: House, seed: int, times: Times, promised: Promised) -> None:
    chance, held, tried = random.Random(seed), 0, times(1_000, least=20)
    idle, whole = live.OMUZ_IDLE_SERVER_SECONDS, live.OMUZ_SESSION_HOURS * 3600
    for number in range(tried):
        with time_machine.travel(attack.NOW, tick=False) as moment:
            client = house["ayse"].client()
            untouched = chance.choice((chance.uniform(1, idle), chance.uniform(idle + 1, whole - 1)))
            since = untouched if number % 2 else chance.uniform(whole + 1, 2 * whole)
            if not number % 2:  # busy all the time, and over nevertheless
                Session.objects.update(seen_at=attack.NOW + timedelta(seconds=since - 1))
            moment.move_to(attack.NOW + timedelta(seconds=since))
            answer = client.get(reverse("profile"))
            held += _as_it_should(answer, since, idle, whole)
    assert idle <= 1_800
    assert whole <= 12 * 3600
    told = f"locks after {idle // 60} min without a request (the page itself after {live.OMUZ_IDLE_SECONDS // 60})"
    figure = f"{told}, ends after {whole // 3600} h however busy"
    promised(Line("S15", "sessions asked at a chance moment", tried, held, figure, "15–30 min idle, ≤ 12 h in all"))


def _as_it_should(answer: Any, since: float, idle: int, whole: int) -> bool:
    """Whether a session so many seconds old and untouched is over, locked or open, as it should be."""
    if since <= idle:
        return bool(answer.status_code == 200)
    return bool(answer.get("Location", "").startswith(reverse("sign-in" if since > whole else "unlock")))


def test_behind_https_a_browser_takes_our_cookies_from_this_host_alone(cast: Cast, settings: Any) -> None:
    """The names and flags of every cookie as an installation behind HTTPS sets them."""
    ours = _names_behind_https()
    for name, value in ours.items():
        setattr(settings, name, value)
    client = Client()
    client.get(reverse("sign-in"), secure=True)
    _sign_in_secure(client)
    client.post(reverse("language"), {"language": "en"}, secure=True)
    client.post(reverse("presentation"), secure=True)
    given = dict(client.cookies)
    assert len(given) == 6, sorted(given)
    for name, morsel in given.items():
        assert name.startswith("__Host-"), name
        assert morsel["secure"], name
        assert morsel["path"] == "/", name
        assert not morsel["domain"], name
        assert morsel["samesite"] in {"Lax", "Strict"}, name
        assert len(name) + len(morsel.value) < 4096, name
    assert client.get(reverse("profile"), secure=True).status_code == 200
    assert "max-age=31536000; includeSubDomains" in client.get("/giris/", secure=True)["Strict-Transport-Security"]
    client.post(reverse("sign-out"), secure=True)
    assert client.cookies["__Host-omuz_key"].value == ""
    assert client.cookies["__Host-omuz_key"]["secure"]


def _sign_in_secure(client: Client) -> None:
    client.post(reverse("sign-in"), {"login": "ayse", "password": PASSWORD}, secure=True)


def _names_behind_https() -> dict[str, Any]:
    """What the settings of an installation behind HTTPS say, read in a process of its own."""
    names = ("OMUZ_HTTPS COOKIE_MARK SESSION_COOKIE_NAME SESSION_COOKIE_SECURE CSRF_COOKIE_NAME CSRF_COOKIE_SECURE"
             " LANGUAGE_COOKIE_NAME SECURE_HSTS_SECONDS SECURE_HSTS_INCLUDE_SUBDOMAINS").split()  # fmt: skip
    program = (
        f"import json; from omuz.site import settings as s; print(json.dumps({{n: getattr(s, n) for n in {names}}}))"
    )
    told = subprocess.run([sys.executable, "-c", program], env={**os.environ, "OMUZ_HTTPS": "1"},
                          capture_output=True, text=True, check=True)  # fmt: skip
    found: dict[str, Any] = json.loads(told.stdout)
    return found
