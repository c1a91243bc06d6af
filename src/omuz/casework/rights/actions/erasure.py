"""Forgetting a woman: her key is destroyed, her rows are gone, her place in the figures stays, somebody signed."""

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from typing import Any, TypeAlias
from uuid import UUID, uuid4

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from omuz.casework.appointments.actions.booking import cancel_slots
from omuz.casework.cases.facts import Row, keep_rows
from omuz.casework.cases.models import Case, CaseStep, Presentation
from omuz.casework.cases.queries.files import case_of, locked_case, opened
from omuz.casework.cases.rules.steps import State
from omuz.casework.contacts import facts as contact_facts
from omuz.casework.contacts.actions.forgetting import forget_contacts
from omuz.casework.rights.actions.minutes import Destroyed, free_code, put_minutes
from omuz.casework.rights.actions.wishes import withdraw_everywhere
from omuz.casework.rights.models import Minutes
from omuz.casework.rights.rules.destruction import Ground, Signature, Sort
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault import crypto
from omuz.foundation.vault.forgetting import forget
from omuz.foundation.vault.opened import OpenedKey, OpenedVault

OF_NO_FILE = frozenset({"contact", "feedback"})
"""Kinds of fact whose rows belong to no file; those of her contacts are kept apart."""

STEP = "step"

Counted: TypeAlias = dict[str, list[Row]]
"""Kind of fact → the de-identified rows of one file."""


def erase_file(
    *,
    by: Person,
    vault: OpenedVault,
    case_id: UUID,
    ground: Ground,
    signature: Signature,
    on: date,
    asked_how: str = "",
) -> Minutes:
    """Destroy one file for good, with every record, every contact it grew out of and every file merged into it.

    Whoever still holds something of it under a consent is told first. Raises NotSigned unless she typed the file's
    code, Http404 and Refused as `case_of`. What it sealed opens nowhere once the transaction is kept: not in the
    database, not in its log, not in a backup taken before.
    """
    known = case_of(by, case_id, "rights.destroy")
    signature.check(known.code)
    about = f"case:{known.code}"
    destroyed = Destroyed()
    with transaction.atomic():
        # Counted before anything is taken back, so that the figures stay what they were.
        counted = counted_rows(by, vault, files_of(by, case_id))
        withdraw_everywhere(by=by, vault=vault, case_id=case_id, on=on)
        with recorded(by=by, event="case.destroyed", centre=known.centre_id, about=about, why=ground.value):
            destroy_file(by, vault, case_id, counted, destroyed, known_again=ground is Ground.CLOCK)
            return put_minutes(
                free_code(known.centre_id),
                destroyed,
                by=by,
                vault=vault,
                centre_id=known.centre_id,
                ground=ground,
                signature=signature,
                on=on,
                more={"asked_how": asked_how} if asked_how else None,
            )


def erase_contact(
    *, by: Person, vault: OpenedVault, contact_id: UUID, code: str, centre_id: UUID, signature: Signature, on: date
) -> Minutes:
    """Forget one contact without a file at her wish; its place in the figures stays. Raises NotSigned."""
    by.require("rights.destroy", centre_id)
    signature.check(code)
    with recorded(
        by=by, event="contact.forgotten", centre=centre_id, about=f"contact:{code}", why=Ground.HER_WISH.value
    ):
        destroyed = Destroyed()
        destroy_contacts(by, vault, centre_id, {contact_id}, destroyed, known_again=False)
        return put_minutes(
            free_code(centre_id),
            destroyed,
            by=by,
            vault=vault,
            centre_id=centre_id,
            ground=Ground.HER_WISH,
            signature=signature,
            on=on,
        )


def destroy_file(
    by: Person, vault: OpenedVault, case_id: UUID, counted: Counted, destroyed: Destroyed, *, known_again: bool
) -> None:
    """Inside the caller's record: keep the counted rows of a file, destroy the rest, note in `destroyed` what went."""
    files = files_of(by, case_id)
    centre_id = files[0].centre_id
    for kind, rows in counted.items():
        destroyed.kept[kind] += keep_rows(kind, rows, vault=vault, centre_id=centre_id)
    contacts = _contacts_of(files)
    for each in files:
        cancel_slots(opened(each, vault))
        remove_records(each, destroyed)
    destroy_contacts(by, vault, centre_id, contacts, destroyed, known_again=known_again)
    keys = [each.data_key for each in files if each.data_key is not None]
    for each in files:
        empty_file(each, by.staff_id)
    destroyed.add(Sort.FILE, [each.code for each in files])
    forget(keys)


def destroy_contacts(
    by: Person, vault: OpenedVault, centre_id: UUID, contact_ids: set[UUID], destroyed: Destroyed, *, known_again: bool
) -> None:
    """Inside the caller's record: keep the count of these contacts and forget them."""
    if not contact_ids:
        return
    rows = contact_facts.rows(person=by, vault=vault, centre_id=centre_id, contact_ids=contact_ids)
    destroyed.kept[contact_facts.KIND] += keep_rows(contact_facts.KIND, rows, vault=vault, centre_id=centre_id)
    codes = forget_contacts(by=by, centre_id=centre_id, contact_ids=contact_ids, known_again=known_again)
    destroyed.add(Sort.CONTACTS, codes)


def files_of(by: Person, case_id: UUID) -> list[Case]:
    """A file and those merged into it, and into those, held until this act ends. Raises Http404 and Refused."""
    case = locked_case(by, case_id, permission="rights.destroy")
    found, reached = [case], [case.id]
    while reached:
        rows = Case.objects.select_for_update(of=("self",)).select_related("data_key")
        more = list(rows.filter(centre_id=case.centre_id, merged_into__in=reached))
        found += more
        reached = [each.id for each in more]
    return found


def counted_rows(by: Person, vault: OpenedVault, files: list[Case]) -> Counted:
    """The de-identified rows of these files by kind of fact, as every room counts them now."""
    counted: Counted = {}
    for kind, module in settings.FACT_SOURCES.items():
        if kind in OF_NO_FILE or find_spec(module) is None:
            continue
        asked = import_module(module).rows
        for case in files:
            if case.merged_into_id and kind == STEP:
                # Its records moved when it was merged; its own steps stayed with it and are counted no more.
                continue
            rows = asked(person=by, vault=vault, centre_id=case.centre_id, case_id=case.id)
            counted.setdefault(kind, []).extend(rows)
    return counted


def _contacts_of(files: list[Case]) -> set[UUID]:
    rows = Presentation.objects.filter(centre_id=files[0].centre_id, case__in=files, contact_id__isnull=False)
    return set(rows.values_list("contact_id", flat=True))


def models_of_files() -> Iterator[tuple[type[models.Model], str]]:
    """Every table that belongs to a file, whichever room it is of, with the name of its way to the file."""
    for model in apps.get_models():
        for each in model._meta.local_fields:
            if model is Case or not model.__module__.startswith("omuz.casework."):
                continue
            if each.related_model is Case or each.name == "case_id":
                yield model, each.name


def remove_records(case: Case, destroyed: Destroyed) -> None:
    """Inside the caller's record: take away every row of every room that belongs to the file.

    One that others still stand on goes after them.
    """
    waiting = list(models_of_files())
    while waiting:
        held: list[tuple[type[Any], str]] = []
        for model, name in waiting:
            rows = model._default_manager.filter(**{name: case.id})
            try:
                with transaction.atomic():
                    number = rows.count()
                    rows.delete()
            except models.ProtectedError:
                held.append((model, name))
                continue
            if number:
                destroyed.rows[model._meta.label_lower] += number
        if len(held) == len(waiting):
            raise RuntimeError(f"rows of a file hold each other: {[model.__name__ for model, _name in held]}")
        waiting = held


def empty_file(case: Case, by: UUID) -> None:
    """Inside the caller's record: what stays of a file: a code that is taken, and the word that it was destroyed."""
    nobody = OpenedKey(uuid4(), crypto.new_key())
    case.put(nobody, answers={}, words={}, identity={})
    case.state = State.DESTROYED.value
    case.data_key = case.her_mark = case.holder_id = case.merged_into = None
    case.closed_on = case.due_on = case.paused_on = case.only_for = None
    case.hidden_from = []
    case.revision = 1
    case.opened_at = case.changed_at = timezone.now()
    case.changed_by = by
    case.save(force_update=True)
    step = CaseStep(
        centre_id=case.centre_id, case=case, number=1, state=case.state, made_at=case.changed_at, made_by=by
    )
    step.put(nobody, answers={}, words={})
    step.save(force_insert=True)
