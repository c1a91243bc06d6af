"""The six people every test may ask for, with their centres, posts and keys, made by the same actions people use."""

import copy
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client

from omuz.foundation.audit.actors import SYSTEM
from omuz.foundation.audit.chain import INSTALLATION, recorded
from omuz.foundation.people.access import Person, acting, person_for
from omuz.foundation.people.actions import accounts, doors, places
from omuz.foundation.people.models import Centre, Organisation, Post, Staff
from omuz.foundation.people.rules import Role
from omuz.foundation.people.sessions import SessionStore
from omuz.foundation.tenancy.context import see_as
from omuz.foundation.vault import actions as vault
from omuz.foundation.vault.keys import open_with_password
from omuz.foundation.vault.opened import OpenedVault
from omuz.foundation.vault.session import carry_cookie

PASSWORD = "yedi kırlangıç sabaha karşı"


@dataclass
class Member:
    """One of the cast: her account, her password, and the ways a test acts as her."""

    staff: Staff
    password: str = PASSWORD

    @property
    def person(self) -> Person:
        """Her posts as of now."""
        return person_for(Staff.objects.get(pk=self.staff.pk))

    @cached_property
    def vault(self) -> OpenedVault:
        """Her keys, opened with her password."""
        with acting(self.person):
            return open_with_password(self.staff.pk, self.password)

    def client(self, **options: Any) -> Client:
        """A browser in which she is signed in and her vault is open, without the wait at the door."""
        client = Client(**options)
        request: Any = HttpRequest()
        request.META = {"REMOTE_ADDR": "127.0.0.1", "HTTP_USER_AGENT": client.defaults.get("HTTP_USER_AGENT", "")}
        request.session = SessionStore()
        doors.open_vault_pending(request, self.staff, self.password)
        login(request, self.staff, backend=settings.AUTHENTICATION_BACKENDS[0])
        doors.open_session(request, self.staff)
        request.session.save()
        answer = HttpResponse()
        carry_cookie(request, answer)
        client.cookies.update(answer.cookies)
        client.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key
        client.cookies[settings.SESSION_COOKIE_NAME]["httponly"] = settings.SESSION_COOKIE_HTTPONLY
        return client


@dataclass
class Cast:
    """Ayşe and Nermin here, Zeynep elsewhere, Elif for the network, Derya above Konak, Can for the machines."""

    ayse: Member
    nermin: Member
    zeynep: Member
    elif_: Member
    derya: Member
    can: Member
    konak: Centre
    bornova: Centre
    town: Organisation
    sheet: Any = field(repr=False, default=None)
    """The recovery sheet of Konak."""


def assemble() -> Cast:
    """Make the cast in the current transaction: 2 organisations, 2 centres with keys, 6 people with posts."""
    town = places.found_organisation(by=SYSTEM, kind="district", name="Konak Belediyesi")
    other = places.found_organisation(by=SYSTEM, kind="district", name="Bornova Belediyesi")
    konak = places.found_centre(
        by=SYSTEM, organisation=town, code="konak-1", name="Konak Kadın Danışma Merkezi", district="konak"
    )
    bornova = places.found_centre(
        by=SYSTEM, organisation=other, code="bornova-1", name="Bornova Kadın Danışma Merkezi", district="bornova"
    )
    here, there = accounts.Place(centre=konak), accounts.Place(centre=bornova)
    nermin = member("nermin", "Nermin Aksoy", Role.CENTRE_COORDINATOR, here, "sociologist")
    ayse = member("ayse", "Ayşe Demir", Role.COUNSELLOR, here, "social_worker")
    zeynep = member("zeynep", "Zeynep Kaya", Role.COUNSELLOR, there, "psychologist")
    elif_ = member("elif", "Elif Şahin", Role.NETWORK_COORDINATOR, accounts.Place())
    derya = member("derya", "Derya Yılmaz", Role.DIRECTOR, accounts.Place(organisation=town))
    can = member("can", "Can Öztürk", Role.IT_ADMINISTRATOR, accounts.Place())
    with recorded(by=SYSTEM, event="post.backdated"):
        Post.objects.update(starts_on=date(2020, 1, 1))
    sheet = make_key(nermin, konak, [nermin, ayse])
    make_key(zeynep, bornova, [zeynep])
    return Cast(ayse, nermin, zeynep, elif_, derya, can, konak, bornova, town, sheet)


def member(username: str, full_name: str, role: Role, place: accounts.Place, profession: str = "") -> Member:
    """An account that has accepted its invitation: password set, own key pair made."""
    invited = accounts.open_account(
        by=SYSTEM, username=username, full_name=full_name, role=role, place=place, profession=profession
    )
    return Member(accounts.accept(word=invited.word, password=PASSWORD))


def make_key(by: Member, centre: Centre, holders: list[Member]) -> Any:
    """The centre's key, held by `holders`; returns the recovery sheet."""
    with acting(by.person):
        return vault.create_centre_key(
            by=by.person, centre_id=centre.id, holder_ids=[holder.staff.pk for holder in holders]
        )


_TABLES = (
    "people_organisation", "people_centre", "people_staff", "people_post", "people_invitation",
    "vault_staffkey", "vault_centrekey", "vault_centrekeygrant", "vault_centreletterbox",
    "audit_audithead", "audit_auditevent",
)  # fmt: skip
_kept: list[tuple[str, Cast]] = []


def cast_for_one_test() -> Cast:
    """The cast as `assemble` makes it, made by the actions once and copied row by row for every test after."""
    with transaction.atomic():
        if not _kept:
            made = assemble()
            _kept.append((_rows_of(made), made))
        else:
            _open_all(_kept[0][1])
            with connection.cursor() as cursor:
                cursor.execute(_kept[0][0])
        see_as()
    return copy.deepcopy(_kept[0][1])


def _open_all(made: Cast) -> None:
    see_as([made.konak.id, made.bornova.id, INSTALLATION])
    with connection.cursor() as cursor:
        chains = ",".join(str(chain) for chain in (made.konak.id, made.bornova.id, INSTALLATION))
        cursor.execute("SELECT set_config('app.chain', %s, true)", [chains])


def _rows_of(made: Cast) -> str:
    """Every row of the cast as one text of INSERT statements."""
    _open_all(made)
    statements = []
    with connection.cursor() as cursor:
        for table in _TABLES:
            cursor.execute(f"SELECT * FROM {table}")
            places = ",".join(["%s"] * len(cursor.description))
            rows = [cursor.mogrify(f"({places})", row) for row in cursor.fetchall()]
            statements.append(f"INSERT INTO {table} VALUES {','.join(rows)}")
    return ";".join(statements)
