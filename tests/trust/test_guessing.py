"""Guessing: names, passwords, second steps; how fast, how dear, and what no password may be."""

import random
import re
import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from omuz.foundation.people import passwords
from omuz.foundation.people.models import Staff
from omuz.foundation.people.rules import ROLES, Role, Rows, must_carry_second_factor
from tests.attack import conftest as attack
from tests.cast import PASSWORD, Cast
from tests.foundation.people.steps import PERIOD, add_app, add_codes, code_now
from tests.trust.promised import Line

Times = Callable[..., int]
Promised = Callable[[Line], None]
LETTERS_TO_GUESS = 4
WRONG = "bambaşka bir parola cümlesi"


def _sign_in(client: Client, login: str = "ayse", password: str = PASSWORD) -> Any:
    return client.post(reverse("sign-in"), {"login": login, "password": password})


def test_guessing_is_slow_and_keeps_nobody_out(cast: Cast, seed: int, times: Times, promised: Promised) -> None:
    cache.clear()
    known = Client()
    _sign_in(known)
    known.post(reverse("sign-out"))
    guesses, weighed, let_in = times(1_000, least=18), 0, 0
    chance = random.Random(seed)
    for number in range(guesses):
        stranger = Client(REMOTE_ADDR=f"198.51.{chance.randrange(256)}.{chance.randrange(256)}")
        right = number > 7 and number % 5 == 0  # once stopped, even the right word is not weighed
        answer = _sign_in(stranger, password=PASSWORD if right else f"{WRONG} {number}")
        let_in += answer.status_code == 302
        weighed += "Kullanıcı adı ya da parola doğru değil" in answer.content.decode()
    came_in = _sign_in(known).status_code == 302
    figure = f"{weighed} of {guesses:,} guesses at one name were weighed in these five minutes; she came in meanwhile"
    promised(Line("S16", "guesses at one account from many addresses", guesses, guesses - max(0, weighed - 6) - let_in,
                  figure if came_in else "she was kept out", "≤ 10 a minute"))  # fmt: skip
    assert came_in
    promised(_of_one_address(times))
    promised(_names_cannot_be_told(times))


def _of_one_address(times: Times) -> Line:
    cache.clear()
    tried, weighed = times(1_000, least=34), 0
    for number in range(tried):
        answer = _sign_in(Client(REMOTE_ADDR="198.51.100.7"), login=f"ad{number}", password=WRONG)
        weighed += "Kullanıcı adı ya da parola doğru değil" in answer.content.decode()
    held = tried - max(0, weighed - 30)
    return Line(
        "S16", "names tried from one address", tried, held, f"{weighed} weighed in this minute", "≤ 30 a minute"
    )


def _names_cannot_be_told(times: Times) -> Line:
    tried, alike = times(1_000, least=8), 0
    spent: dict[str, list[float]] = {"ayse": [], "kimse": []}
    for name in spent:
        _refused(name)  # the first of a chain also makes its beginning
    for number in range(tried):
        told = set()
        for name in sorted(spent, reverse=bool(number % 2)):
            answer, asked, seconds = _refused(name)
            spent[name].append(seconds)
            plain = attack.plain(answer).replace(name, "#")
            told.add((answer.status_code, plain, tuple(sorted(answer.cookies)), asked))
        alike += len(told) == 1
    known, unknown = (1000 * statistics.median(spent[name]) for name in ("ayse", "kimse"))
    figure = (
        f"{abs(known - unknown):.2f} ms of the program's processor time between the medians of a known ({known:.2f})"
        f" and an unknown name ({unknown:.2f}); told, not judged"
    )
    what = "a wrong password and an unknown name: answer, cookies and what was asked of the database compared"
    return Line("S16", what, tried, alike, figure, "0 differences, < 5 ms")


def _refused(name: str) -> tuple[Any, tuple[str, ...], float]:
    """One wrong password at `name`: the answer, the kinds of statements it took, processor seconds of this process."""
    cache.clear()
    client = Client()
    with CaptureQueriesContext(connection) as asked:
        begun = time.process_time()
        answer = _sign_in(client, login=name, password=WRONG)
        spent = time.process_time() - begun
    return answer, tuple(_kind(each["sql"]) for each in asked.captured_queries), spent


def _kind(statement: str) -> str:
    """A statement without the values in it."""
    return re.sub(r"'[^']*'|\b\d+\b|\bs\d+_x\d+\b", "?", statement.partition(" WHERE ")[0])[:120]


def _refuses(password: str, staff: Staff | None = None) -> bool:
    try:
        validate_password(password, staff)
    except ValidationError:
        return True
    return False


@pytest.mark.django_db
def test_no_common_word_becomes_a_password(seed: int, times: Times, promised: Promised) -> None:
    chance, words = random.Random(seed), sorted(passwords.common_words())
    chosen = chance.sample(words, times(10_000, least=300))
    common = passwords.NotCommon()
    refused = sum(_of_common(common, word, chance) for word in chosen)
    what = "words guessed first: as they are, doubled, with digits and signs"
    promised(Line("S17", what, len(chosen), refused, f"of {len(words):,} known", "0 of 10,000 taken"))
    own = "kırlangıç sabaha karşı gelir mi acaba dersin"
    lengths = range(1, 201)
    held = sum(_refuses((own * 6)[:length]) == (length < 15) for length in lengths)
    told = "15 letters alone; no rule on signs; 200 taken"
    promised(Line("S17", "lengths of an own sentence", len(lengths), held, told, "≥ 15 alone"))


def _of_common(rule: passwords.NotCommon, word: str, chance: random.Random) -> bool:
    """Whether a word and what people make of it are refused: as too short for any password, or as too common."""
    tried = [word, word.upper()]
    if len(re.sub(r"[^a-z]", "", passwords.folded(word))) >= LETTERS_TO_GUESS:
        tried += [f"{word}{chance.randrange(10**9)}!", f"*{word}{word}", f"{chance.randrange(999)}{word}"]
    return all(len(each) < passwords.WITH_SECOND_FACTOR or _raises(rule, each) for each in tried)


def _raises(rule: passwords.NotCommon, password: str) -> bool:
    try:
        rule.validate(password)
    except ValidationError:
        return True
    return False


def test_a_guess_costs_what_was_promised(times: Times, promised: Promised, settings: Any) -> None:
    from omuz.foundation.people.hashers import Argon2id
    from omuz.site import settings as ours

    settings.OMUZ_KEY_COST = ours.OMUZ_KEY_COST
    hasher, spent = Argon2id(), []
    for _number in range(times(20, least=1)):
        begun = time.process_time()
        made = hasher.encode(PASSWORD, "tuztuztuztuztuz1")
        spent.append(time.process_time() - begun)
    cost = ours.OMUZ_KEY_COST
    dear = cost["memory_cost"] >= 64 * 1024 and cost["time_cost"] >= 3 and made.startswith("argon2$argon2id$")
    figure = (
        f"{cost['memory_cost'] // 1024} MiB, {cost['time_cost']} passes, {cost['parallelism']} lanes: "
        f"{statistics.median(spent):.2f} s of processor each (told, not judged)"
    )
    promised(Line("S18", "hashes at the cost of an installation", len(spent), len(spent) if dear else 0, figure,
                  "Argon2id, ≥ 64 MiB, ≥ 3 passes"))  # fmt: skip


def _half_way(client: Client) -> None:
    cache.clear()
    _sign_in(client)


def _step(client: Client, code: str) -> bool:
    return bool(client.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302)


def test_a_second_step_is_taken_once_and_never_left_out(
    cast: Cast, settings: Any, seed: int, times: Times, promised: Promised
) -> None:
    settings.OMUZ_SECOND_FACTOR = "required"
    secret, chance = add_app(cast.ayse.staff), random.Random(seed)
    codes, tried, held = add_codes(cast.ayse.staff), 0, 0
    for number in range(times(500, least=5)):
        moment = attack.NOW + timedelta(seconds=10 * PERIOD * number)
        with time_machine.travel(moment, tick=False):
            told = _played_again(secret, chance)
            told += _codes_on_paper(codes) if codes else []
        tried += len(told)
        held += sum(told)
    for role in Role:
        tried += 1
        held += must_carry_second_factor([role], "required") == (ROLES[role].rows is Rows.CENTRE)
    what = (
        "codes played again, of other minutes, recovery codes twice, pages behind a password alone; who must have one"
    )
    promised(Line("S19", what, tried, held, "mandatory for every role that opens records", "100 %"))


def _played_again(secret: str, chance: random.Random) -> list[bool]:
    first, second, late = Client(), Client(), Client()
    code, other = code_now(secret), code_now(secret, steps=chance.choice((-9, -4, 4, 9)))
    _half_way(first)
    alone = first.get(reverse("contacts:today")).get("Location", "").startswith(reverse("sign-in"))
    came = _step(first, code)
    _sign_in(second)
    again = _step(second, code)
    _sign_in(late)
    return [alone, came, not again, not _step(late, other)]


def _codes_on_paper(codes: list[str]) -> list[bool]:
    code, first, second = codes.pop(), Client(), Client()
    _half_way(first)
    came = _step(first, code)
    _sign_in(second)
    return [came, not _step(second, code)]
