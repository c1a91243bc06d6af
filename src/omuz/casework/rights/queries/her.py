"""Her record as she may read it, composed of what every room tells her; and where each part of it is corrected."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from omuz.casework.cases.models import Presentation
from omuz.casework.cases.queries.files import OpenedCase, records_of
from omuz.casework.cases.queries.panels import Entry, HerSection
from omuz.casework.contacts.actions.versions import said_of
from omuz.casework.contacts.forms.shown import answer_lines
from omuz.casework.contacts.models import Contact
from omuz.casework.contacts.rules.record import State
from omuz.casework.interviews.queries.wording import wording
from omuz.casework.rights.queries.rooms import answers_of
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault


def her_record(person: Person, *, vault: OpenedVault, opened: OpenedCase, with_view: bool = False) -> list[HerSection]:
    """Every part of her record she is told, in the order of the rooms: what she said comes first. Empty parts go.

    The worker's own view of an interview stays out unless the worker marks that it is to be read along.
    """
    found: list[HerSection] = []
    for room, sections in answers_of("told_to_her", person, vault=vault, opened=opened):
        found += [_her_words_first(each, with_view) for each in sections] if room == "interviews" else sections
    found += _contacts(opened, vault)
    return [section for section in found if section.lines]


def _her_words_first(section: HerSection, with_view: bool) -> HerSection:
    titles = {topic.key: topic.title.say() for topic in wording().topics}
    lines = [line for line in section.lines if with_view or line[0] != titles["view"]]
    return HerSection(section.title, tuple(sorted(lines, key=lambda line: line[0] != titles["words"])))


def contacts_of(opened: OpenedCase) -> list[Contact]:
    """The recorded contacts the file grew out of, oldest first."""
    ids = [row.contact_id for row in records_of(opened.case, Presentation) if row.contact_id]
    rows = Contact.objects.select_related("data_key").filter(centre_id=opened.centre_id, id__in=ids)
    return list(rows.filter(state=State.RECORDED.value).order_by("changed_at", "id"))


def _contacts(opened: OpenedCase, vault: OpenedVault) -> Iterable[HerSection]:
    for contact in contacts_of(opened):
        said = said_of(contact, contact.key(vault))
        note = [(_("Not"), said.note)] if said.note else []
        yield HerSection(_("Bizi aradığınızda ya da geldiğinizde yazılan"), (*answer_lines(said), *note))


def held_in(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[tuple[str, int]]:
    """What is held of her, by kind and number, as every room counts it."""
    found: list[tuple[str, int]] = []
    for _room, told in answers_of("held", person, vault=vault, opened=opened):
        found += [(str(label), number) for label, number in told if number]
    contacts = len(contacts_of(opened))
    return [*found, (_("Temas"), contacts)] if contacts else found


def correctable(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[Entry]:
    """Lines of the timeline that have a page of their own, newest first: there they are corrected."""
    found: list[Entry] = []
    for _room, lines in answers_of("entries", person, vault=vault, opened=opened):
        found += [line for line in lines if line.address]
    return sorted(found, key=lambda line: line.on, reverse=True)
