"""What the processes of an installation do in the tests of backup and restore; each function runs in one of its own."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

HERS = "papatyagizli"
"""A word that stands in her records and must be found in no file."""
ANOTHERS = "lalegizli"


@contextmanager
def opened() -> Iterator[None]:
    """The installation of this process, with keys at a low cost."""
    from omuz.site.cli import installation

    with installation.opened():
        from django.conf import settings

        settings.OMUZ_KEY_COST = {"time_cost": 1, "memory_cost": 64, "parallelism": 1}
        settings.ALLOWED_HOSTS.append("testserver")
        yield


def plant() -> None:
    """The cast; two contacts and two files, one of each hers."""
    with opened():
        from omuz.foundation.vault.models import DataKey
        from tests.casework.cases.files import opened_file
        from tests.cast import assemble

        cast = assemble()
        told = {"people": len(vars(cast))}
        for word in (HERS, ANOTHERS):
            contact = record(cast.ayse, word)
            case = opened_file(
                cast,
                identity={"pseudonym": word},
                presented={"channel": "phone", "reason": "violence"},
                presented_words={"note": word},
            )
            told[word] = {"contact": str(contact.id), "code": contact.code, "case": str(case.id), "file": case.code}
        assert DataKey.objects.count() == 0  # the second wall: nobody is named in this transaction
        print(json.dumps(told))


def record(member: Any, note: str) -> Any:
    """A recorded contact with a note."""
    from omuz.casework.contacts.actions import Said, record_contact
    from omuz.casework.contacts.rules.answers import Answers
    from omuz.casework.contacts.rules.safe_contact import SafeContact
    from omuz.foundation.people.access import acting

    at = datetime(2026, 3, 2, 10, tzinfo=ZoneInfo("Europe/Istanbul"))
    with acting(member.person):
        return record_contact(
            by=member.person,
            vault=member.vault,
            centre_id=next(iter(member.person.centres)),
            said=Said(Answers(at=at, channel="phone"), SafeContact(), note, None),
        )


def work() -> None:
    """Record contacts one after another until told to stop; says the first one, and at the end how many."""
    import threading

    with opened():
        told = threading.Event()
        threading.Thread(target=lambda: (sys.stdin.readline(), told.set()), daemon=True).start()
        ayse, number = member("ayse"), 0
        while not told.is_set():
            record(ayse, f"{ANOTHERS} {number}")
            number += 1
            if number == 1:
                print("working", flush=True)
        print(number)


def forget() -> None:
    """Her file and her contact are destroyed, as the coordinator does it."""
    from datetime import date

    planted = json.loads(sys.argv[1])
    with opened():
        from omuz.casework.rights.actions.erasure import erase_contact, erase_file
        from omuz.casework.rights.rules.destruction import Ground, Signature
        from omuz.foundation.people.access import acting

        nermin, hers = member("nermin"), planted[HERS]
        with acting(nermin.person):
            shared: dict[str, Any] = {"by": nermin.person, "vault": nermin.vault, "on": date(2026, 11, 22)}
            sign = Signature("Nermin Aksoy", "Merkez koordinatörü", hers["file"])
            erase_file(case_id=hers["case"], ground=Ground.HER_WISH, signature=sign, asked_how="said", **shared)
        with acting(nermin.person):
            sign = Signature("Nermin Aksoy", "Merkez koordinatörü", hers["code"])
            erase_contact(
                contact_id=hers["contact"],
                code=hers["code"],
                centre_id=next(iter(nermin.person.centres)),
                signature=sign,
                **shared,
            )


def look() -> None:
    """Sign in as Ayşe with her password, open lists and records; says the status of each page and the words on them."""
    planted = json.loads(sys.argv[1])
    with opened():
        from django.test import Client

        from tests.cast import PASSWORD

        client = Client()
        pages = {"sign-in": client.post("/giris/", {"login": "ayse", "password": PASSWORD}).status_code}
        words = ""
        for word in (HERS, ANOTHERS):
            for path in (f"/temaslar/{planted[word]['contact']}/", f"/dosyalar/{planted[word]['case']}/"):
                answer = client.get(path, follow=True)
                pages[f"{path.split('/')[1]} {word}"] = answer.status_code
                words += answer.content.decode()
        for path in ("/", "/temaslar/", "/dosyalar/"):
            answer = client.get(path, follow=True)
            pages[path] = answer.status_code
            words += answer.content.decode()
        print(json.dumps({"pages": pages, "hers": HERS in words, "anothers": ANOTHERS in words}))


def step_back() -> None:
    """The tables as they were before the last change of the centre profiles: a column less."""
    from omuz.site.cli import installation

    with installation.database():
        from django.core.management import call_command

        call_command("migrate", "profiles", "0001", database="owner", verbosity=0)


def member(username: str) -> Any:
    """One of the cast, in a process that did not make it."""
    from omuz.foundation.people.models import Staff
    from tests.cast import Member

    return Member(Staff.objects.get(username=username))
