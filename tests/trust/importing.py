"""A file of invented contacts, and a process of its own that brings it in and is killed at a point of it."""

import csv
import hashlib
import json
import select
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.cast import Member

MAPPING = "basit_cetele"
BATCH = 1_000
"""After so many rows the program says how far it is."""
_DAYS = date(2022, 1, 3)
_WORDS = {
    "Kanal": ("telefonla", "yüz yüze", "e-posta"), "Konu": ("şiddet", "bilgi", ""),
    "İlçe": ("Konak", "Buca", "Bornova", ""), "Yaş": ("19", "33", "47", "", "61"), "Anonim": ("evet", "hayır", ""),
}  # fmt: skip


def written(path: Path, rows: int, chance: Random) -> None:
    """A list as a centre keeps it; some of its rows alike, as they are."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter=";")
        table.writerow(["Tarih", *_WORDS, "Not"])
        for row in range(rows):
            day = _DAYS + timedelta(days=chance.randrange(1_500))
            note = f"satır {row}" if chance.random() < 0.9 else ""
            table.writerow([f"{day:%d.%m.%Y}", *(chance.choice(words) for words in _WORDS.values()), note])


_CHILD = f"""
import json, sys
import django
django.setup()
from pathlib import Path
from omuz.casework.contacts.actions.imports import Listener, import_contacts
from omuz.foundation.catalogue.mappings import Mapping
from omuz.foundation.people.access import acting, person_of
from omuz.foundation.vault.keys import open_with_password
person = person_of(sys.argv[2])
with acting(person):
    vault = open_with_password(person.staff_id, sys.argv[3])
    (centre_id,) = person.centres
    print("begun", flush=True)
    rows = Mapping.named("{MAPPING}").read(Path(sys.argv[1]))
    told = Listener(told=lambda c: print(c.read, flush=True))
    count = import_contacts(by=person, vault=vault, centre_id=centre_id, source="{MAPPING}", rows=rows, listener=told)
print(json.dumps([count.read, count.added, count.known, count.refused]), flush=True)
"""


@dataclass
class Importer:
    """Brings one file in as one person, each time in a new process on the same database."""

    file: Path
    username: str
    environment: Mapping[str, str]

    def begun(self) -> "subprocess.Popen[bytes]":
        """The process, as soon as it has opened her keys."""
        from tests.cast import PASSWORD

        process = subprocess.Popen(
            [sys.executable, "-c", _CHILD, str(self.file), self.username, PASSWORD],
            env=dict(self.environment), stdout=subprocess.PIPE, bufsize=0,
        )  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        return process

    def killed_after(self, batches: int, more: float) -> int:
        """Kill it `more` seconds after it said to have read so many batches; how many rows it had read by then.

        It may end by itself before; then it was too late to kill it.
        """
        process, read = self.begun(), 0
        assert process.stdout is not None
        for _batch in range(batches):
            line = process.stdout.readline()
            if not line.strip().isdigit():
                break
            read = int(line)
        select.select([process.stdout], [], [], more)  # ends early where it comes further, which is as good a point
        process.kill()
        process.communicate()
        return read

    def whole(self) -> list[int]:
        """Let it end; rows read, added, known, refused."""
        process = self.begun()
        out, _none = process.communicate()
        assert process.returncode == 0
        told: list[int] = json.loads(out.splitlines()[-1])
        return told


@dataclass(frozen=True)
class Left:
    """What is there after a kill: contacts, keys of rows, events of imports."""

    contacts: int
    events: int

    def whole_or_nothing(self, rows: int) -> bool:
        return (self.contacts, self.events) in {(0, 0), (rows, 1)}


def left(member: "Member") -> Left:
    """What a kill left at her centre."""
    from omuz.casework.contacts.models import Contact
    from omuz.foundation.audit.models import AuditEvent
    from omuz.foundation.people.access import acting

    with acting(member.person):
        events = AuditEvent.objects.filter(event="contacts.imported").exclude(about="rows:0").count()
        return Left(Contact.objects.count(), events)


def digest(member: "Member") -> str:
    """One number of everything that is counted from her centre's contacts, whatever order they were written in."""
    from omuz.casework.contacts.facts import facts
    from omuz.foundation.people.access import acting

    with acting(member.person):
        (centre_id,) = member.person.centres
        told: Any = facts(person=member.person, vault=member.vault, centre_id=centre_id)
    names = sorted(set(told.kind.columns) - {"centre"})
    rows = sorted(repr(row) for row in zip(*(told.column(name) for name in names), strict=True))
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()
