"""P2: finding a file by a misspelled name that is sealed at rest, beside PostgreSQL's trigrams over plain names."""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from uuid import UUID

from tests.bench.installation import Installation, planted, shared
from tests.bench.rows import Amount, Row, taken

SIZES = tuple(shared(number) for number in (5_000, 20_000, 100_000))
ASKED = 200
FIRST = (
    "kara ak yıl dem öz tür çel şa gün kay er ars bul doğ köse top uğ soy tek yal ulu ban çak kılı may sev tan ya"
).split()
LAST = "kaya dız ir kan soy can maz lı han taş oğlu man lar çı tekin er dağ su ay gül bey ğan dur tepe sal".split()
LETTERS = "abcçdefgğhıijklmnoöprsştuüvyz"
PLAIN = str.maketrans("ıİşŞğĞçÇöÖüÜ", "iIsSgGcCoOuU")


def _invented(number: int, rng: random.Random) -> list[str]:
    from omuz.foundation.catalogue.lists import code_list

    given = [entry.tr for entry in code_list("given_name_hints")]
    family = [(a + b).capitalize() for a in FIRST for b in LAST]

    def one() -> str:
        words = [rng.choice(given), *([rng.choice(given)] if rng.random() < 0.2 else []), rng.choice(family)]
        return " ".join([*words, *([rng.choice(family)] if rng.random() < 0.25 else [])])

    return [one() for _each in range(number)]


def _slip(name: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(name))
    return rng.choice(
        (
            name[:at] + name[at + 1 :],
            name[:at] + rng.choice(LETTERS) + name[at:],
            name[:at] + rng.choice(LETTERS) + name[at + 1 :],
            name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :],
        )
    )


def _turned(name: str, rng: random.Random) -> str:
    words = name.split()
    rng.shuffle(words)
    return " ".join(words)


def _partial(name: str) -> str:
    words = name.split()
    return f"{words[0][: max(3, len(words[0]) - 2)]} {words[-1][: max(4, len(words[-1]) - 3)]}"


WAYS: dict[str, Callable[[str, random.Random], str]] = {
    "slip or swap": lambda name, rng: _slip(_turned(name, rng) if rng.random() < 0.5 else name, rng),
    "plain letters, ending": lambda name, rng: name.translate(PLAIN).lower() + rng.choice(("", "nin", "'ya")),
    "first letters only": lambda name, _rng: _partial(name),
}


def measure() -> Iterator[Row]:
    """Recall among the first ten, p95 of one question, and what it costs to have the names in memory."""
    made = planted()
    from django.db import connections

    connection = connections["owner"]
    for size in SIZES:
        rng = random.Random(size)
        names = _invented(size, rng)
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'")
            there = bool(cursor.fetchone()) and _plain_table(made, names)
        yield from _asked(size, names, rng, trigrams=there)


def _asked(size: int, names: list[str], rng: random.Random, *, trigrams: bool) -> Iterator[Row]:
    from omuz.casework.team.queries.alike import Names

    pairs = [(UUID(int=place + 1), name) for place, name in enumerate(names)]
    index = Names(pairs)
    theirs = _by_trigrams if trigrams else None
    for way, change in WAYS.items():
        chosen = [rng.randrange(size) for _each in range(ASKED)]
        questions = [(names[place], change(names[place], rng)) for place in chosen]
        ours = _tried(questions, lambda asked: [match.text for match in index.find(asked)])
        peer = _tried(questions, theirs) if theirs else None
        note = f"recall@10 {ours[0]:.3f}" + (f", trigram {peer[0]:.3f}" if peer else ", no trigram extension here")
        yield Row(
            f"P2 name search, {size:,} sealed names, {way}: p95",
            Amount(ours[1], "ms"),
            "PostgreSQL trigram index over plain names",
            Amount(peer[1], "ms") if peer else None,
            "≤ 10 ms at 20,000, ≤ trigram at 100,000; recall ≥ .95 slip, ≥ .70 partial",
            note,
        )
    yield Row(
        f"P2 names of {size:,} files into memory", taken(lambda: Names(pairs), 3), "", None, "–", "in the session"
    )


def _tried(questions: list[tuple[str, str]], find: Callable[[str], list[str]]) -> tuple[float, float]:
    """Share of questions whose name is among the first ten, and p95 in milliseconds."""
    hits, spent = 0, []
    for name, asked in questions:
        began = time.perf_counter()
        found = find(asked)
        spent.append((time.perf_counter() - began) * 1000)
        hits += name in found[:10]
    return hits / len(questions), statistics.quantiles(spent, n=20)[-1]


def _plain_table(made: Installation, names: list[str]) -> bool:
    """The peer's table: plain names with its best index; False where this database may not have the extension."""
    import psycopg
    from django.db import connections

    from omuz.site.postgres import roles

    name = connections["owner"].settings_dict["NAME"]
    try:
        with roles.connected(made.server._admin(), name=name) as admin:
            admin.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            admin.execute("DROP TABLE IF EXISTS peer_name")
            admin.execute("CREATE TABLE peer_name (id int, name text)")
            with admin.cursor().copy("COPY peer_name FROM STDIN") as copy:
                for place, each in enumerate(names):
                    copy.write_row((place, each))
            admin.execute("CREATE INDEX ON peer_name USING gist (name gist_trgm_ops)")
            admin.execute("ANALYZE peer_name")
            admin.execute("GRANT SELECT ON peer_name TO PUBLIC")
    except psycopg.Error:
        return False
    return True


def _by_trigrams(asked: str) -> list[str]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM peer_name ORDER BY name <-> %s LIMIT 10", [asked])
        return [row[0] for row in cursor.fetchall()]
