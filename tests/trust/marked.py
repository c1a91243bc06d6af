"""Markup typed into every form a world offers, and kept where the program takes it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from random import Random
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection, transaction
from django.utils import timezone

from tests.attack import conftest as attack
from tests.attack import rooms, sealed, shared_rooms
from tests.trust.malformed import FORM_TYPE
from tests.trust.markup import NAME, drawn
from tests.trust.pages import Form, forms_in
from tests.trust.worlds import LEAVING, World

_TIES = ("people_post", "people_staff", "people_session", "vault_", "people_invitation", "people_centre")
"""Tables that say who works where and opens what; an act on one of them may end the walk, so it is taken back."""
_DAYS = re.compile(r"(^|_)(on|day|gun|until|from|to|tarih|bas|son|bitis|starts|ends|due)(_|$)|_on$|_day$")


@contextmanager
def furnished_with_markup(chance: Random) -> Iterator[None]:
    """While the worlds are filled, the words in them are markup: in what she said, in notes, minutes, answers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(attack.recorded.__kwdefaults__, "note", drawn(chance))
        patch.setattr(attack, "WORD_AGREED", drawn(chance, 40))
        patch.setattr(attack, "TYPED", drawn(chance))
        for name in ("OPEN", "RESTRICTED", "CONFLICT"):
            patch.setattr(sealed, name, drawn(chance, 40))
        patch.setattr(rooms, "INTERNAL", tuple(drawn(chance, 60) for _each in rooms.INTERNAL))
        patch.setattr(shared_rooms, "WORDS", {room: drawn(chance, 60) for room in shared_rooms.WORDS})
        yield


class Planting:
    """Sends forms with markup in every field for typed text; keeps what was taken."""

    def __init__(self, world: World, chance: Random) -> None:
        self.world, self.chance = world, chance
        self.sent, self.taken, self.fields, self.broken = 0, 0, set[str](), list[str]()

    def plant(self, name: str, address: Any) -> list[tuple[str, Any]]:
        """Each form of a page once; what was answered where it was not taken, as pages to look at."""
        if address.name in LEAVING:
            return []
        path, shown = self.chance.choice(self.world.paths(address)), []
        offered = self._forms(name, path)
        for form in offered:
            answer = self._send(name, path, form)
            if answer is not None and answer.headers.get("Content-Type", "").startswith("text/html"):
                shown.append((form.action, answer))
        return shown

    def _forms(self, name: str, path: str) -> list[Form]:
        with self.world.taken_back():
            answer = self.world.client(name).get(path)
            if answer.status_code != 200 or not answer.headers.get("Content-Type", "").startswith("text/html"):
                return []
            return [form for form in forms_in(answer.getvalue().decode(), path) if form.texts]

    def _send(self, name: str, path: str, form: Form) -> Any:
        """The form as she would fill it; first with days where days belong, then with markup everywhere."""
        answer = None
        for days in (True, False):
            self.sent += 1
            body = urlencode(self._filled(form, days=days))
            answer, kept = self._posted(name, path, form.action, body)
            if answer.status_code >= 500:
                self.broken.append(f"POST {form.action} as {name}: {answer.status_code}; {body[:300]}")
            if kept:
                self.taken += 1
                self.fields |= {f"{form.action}#{field}" for field in form.texts}
                break
        return answer

    def _filled(self, form: Form, *, days: bool) -> list[tuple[str, str]]:
        day = timezone.localdate() - timedelta(days=self.chance.randint(0, 3))
        told = []
        for field, value in form.fields:
            if field not in form.texts:
                told.append((field, value))
            elif days and (_DAYS.search(field) or re.fullmatch(r"[\d.:]{5,10}", value)):
                told.append((field, value or f"{day:%d.%m.%Y}"))
            else:
                told.append((field, drawn(self.chance, form.texts[field])))
        return told

    def _posted(self, name: str, path: str, action: str, body: str) -> tuple[Any, bool]:
        client = self.world.client(name)
        cookies, before, mark = client.cookies.copy(), _touched(), transaction.savepoint()
        answer = client.generic("POST", action, body, content_type=FORM_TYPE)
        answer.getvalue()
        client.cookies = cookies
        now = (
            set() if connection.needs_rollback else {table for table, n in _touched().items() if before.get(table) != n}
        )
        keep = bool(now - {"django_session", "site_cache"}) and answer.status_code < 400
        keep = keep and not any(table.startswith(_TIES) for table in now) and client.get(path).status_code == 200
        if not keep:
            connection.needs_rollback = False
            transaction.savepoint_rollback(mark)
        transaction.savepoint_commit(mark)
        return answer, keep


def _touched() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables")
        return dict(cursor.fetchall())


def planted_columns() -> set[str]:
    """Table and column of every open text in which a word of ours stands now; what is sealed is not seen here."""
    found = set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND data_type IN ('text', 'character varying', 'jsonb') AND table_name NOT LIKE 'django_%'"
        )
        for table, column in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}" WHERE "{column}"::text LIKE %s', [f"%{NAME}%"])
            if cursor.fetchone()[0]:
                found.add(f"{table}.{column}")
    return found
