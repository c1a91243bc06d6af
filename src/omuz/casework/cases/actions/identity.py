"""What tells who she is and how she may be reached: pseudonym first, a real name only for a purpose and a time."""

import secrets
from collections.abc import Iterable
from datetime import date
from uuid import UUID, uuid4

from django.utils import timezone

from omuz.casework.cases.actions.changing import file_changed, put_or_drop, refuse_stale
from omuz.casework.cases.models import Case
from omuz.casework.cases.queries.about import NAMES, About, about_part
from omuz.casework.cases.queries.files import OpenedCase, case_of
from omuz.casework.cases.queries.find import code_words, mark_of
from omuz.casework.cases.queries.pausing import despite_pause
from omuz.casework.cases.rules.identity import Entry, entries_of, next_expiry
from omuz.casework.cases.rules.kept_code import DIGITS, WORDS, spoken
from omuz.casework.contacts.rules.safe_contact import SafeContact
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.tenancy.context import counting_rows
from omuz.foundation.vault.opened import OpenedVault


def keep_about(*, by: Person, vault: OpenedVault, case_id: UUID, about: About, stamp: str | None = None) -> OpenedCase:
    """Write down what she is called and what she needs; raises Conflict when it changed since `stamp`."""
    with file_changed(by=by, vault=vault, case_id=case_id, event="case.about_kept") as file:
        refuse_stale(file, about_part(file), stamp)
        for name in NAMES:
            put_or_drop(file.identity, name, getattr(about, name).strip())
        put_or_drop(file.answers, "age_band", about.age_band)
        put_or_drop(file.answers, "access", list(about.access))
        put_or_drop(file.answers, "interpreter_language", about.language)
    return file


def keep_safe_contact(
    *, by: Person, vault: OpenedVault, case_id: UUID, safe: SafeContact, stamp: str | None = None
) -> OpenedCase:
    """Write down whether, when and how she may be reached; raises Conflict when it changed since `stamp`.

    Possible in a pause too: nobody may be kept from noting that she must not be called.
    """
    with despite_pause(), file_changed(by=by, vault=vault, case_id=case_id, event="case.safe_contact_kept") as file:
        refuse_stale(file, file.identity.get("safe"), stamp)
        put_or_drop(file.identity, "safe", {} if safe.empty else safe.to_payload())
    return file


def add_identity(
    *, by: Person, vault: OpenedVault, case_id: UUID, kind: str, value: str, purpose: str, expires_on: date
) -> OpenedCase:
    """Keep one thing that tells who she is, for a purpose and until a day; the rules were checked by the caller."""
    with file_changed(by=by, vault=vault, case_id=case_id, event="case.identity_added") as file:
        entry = Entry(uuid4().hex, kind, value.strip(), purpose.strip(), expires_on, timezone.localdate())
        _put_entries(file, (*entries_of(file.identity), entry))
    return file


def remove_identity(*, by: Person, vault: OpenedVault, case_id: UUID, entry_ids: frozenset[str]) -> OpenedCase:
    """Remove entries for good: they are in no earlier version either, for there is none."""
    with despite_pause(), file_changed(by=by, vault=vault, case_id=case_id, event="case.identity_removed") as file:
        _put_entries(file, (entry for entry in entries_of(file.identity) if entry.id not in entry_ids))
    return file


def _put_entries(file: OpenedCase, entries: Iterable[Entry]) -> None:
    kept = tuple(entries)
    put_or_drop(file.identity, "entries", [entry.to_payload() for entry in kept])
    first = next_expiry(kept)
    put_or_drop(file.answers, "identity_until", first.isoformat() if first else "")


def fresh_code(*, vault: OpenedVault, centre_id: UUID) -> tuple[str, bytes]:
    """A code no woman of this centre keeps, and its mark: the code itself is written down nowhere."""
    while True:
        words = [secrets.choice(code_words()) for _ in range(WORDS)]
        told = spoken(words, secrets.randbelow(10**DIGITS))
        mark = mark_of(told, vault=vault, centre_id=centre_id)
        with counting_rows():
            if mark and not Case.objects.filter(centre_id=centre_id, her_mark=mark).exists():
                return told, mark


def give_code(*, by: Person, vault: OpenedVault, case_id: UUID, stamp: str | None = None) -> tuple[OpenedCase, str]:
    """Give her a code to keep, once; an earlier one opens nothing any more. Raises Conflict on a second press."""
    with file_changed(by=by, vault=vault, case_id=case_id, event="case.code_given") as file:
        refuse_stale(file, file.answers.get("kept_code"), stamp)
        told, mark = fresh_code(vault=vault, centre_id=file.centre_id)
        file.case.her_mark = mark
        given = dict(file.answers.get("kept_code") or {})
        file.answers["kept_code"] = {"on": timezone.localdate().isoformat(), "times": int(given.get("times", 0)) + 1}
    return file, told


def caller_refused(*, by: Person, vault: OpenedVault, case_id: UUID, on: date) -> OpenedCase:
    """Note that somebody called with her code and did not know the agreed phrase; the file's team should know."""
    event, read = "case.caller_refused", "cases.read"
    with despite_pause(), file_changed(by=by, vault=vault, case_id=case_id, event=event, permission=read) as file:
        file.answers.setdefault("refused_callers", []).append(on.isoformat())
    return file


def code_asked(*, by: Person, case_id: UUID) -> Case:
    """Note that a file was looked up by the code she keeps, before anything of it is shown."""
    case = case_of(by, case_id)
    with recorded(by=by, event="case.asked_by_code", centre=case.centre_id, about=f"case:{case.code}"):
        return case
