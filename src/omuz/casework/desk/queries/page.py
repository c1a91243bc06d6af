"""One file with everything the rooms tell of it: strip, panels, timeline."""

from dataclasses import dataclass
from datetime import date

from omuz.casework.cases.queries.files import OpenedCase, safe_contact_of
from omuz.casework.cases.queries.panels import Entry, Panel
from omuz.casework.contacts.forms.shown import safe_lines
from omuz.casework.contacts.queries.records import names_of
from omuz.casework.contacts.rules.safe_contact import SafeContact
from omuz.casework.desk.queries.rooms import asked
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault

FIRST = 25
"""Lines of the timeline drawn with the page; the older ones come when asked for."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A panel with the room it comes from."""

    room: str
    panel: Panel


def panels_of(person: Person, *, vault: OpenedVault, file: OpenedCase) -> dict[str, list[Placed]]:
    """Place (strip, main, side) → panels of the rooms: urgent ones first, then by their order."""
    found = [Placed(room, told) for room, panel in asked("panel") if (told := panel(person, vault=vault, opened=file))]
    found.sort(key=lambda placed: (not placed.panel.urgent, placed.panel.order))
    return {place: [each for each in found if each.panel.place == place] for place in ("strip", "main", "side")}


def words_of(person: Person, *, vault: OpenedVault, file: OpenedCase) -> list[str]:
    """What rooms want in view above everything else, in a word or two: the prompt of the last risk talk."""
    return [told for _room, strip in asked("strip") if (told := strip(person, vault=vault, opened=file))]


def timeline_of(person: Person, *, vault: OpenedVault, file: OpenedCase) -> list[Entry]:
    """Every line the rooms have for the timeline, the newest first; of one day what the rooms told last."""
    found: list[Entry] = []
    for _room, entries in asked("entries"):
        found.extend(entries(person, vault=vault, opened=file))
    found.reverse()
    return sorted(found, key=lambda entry: entry.on, reverse=True)


def drawn_entries(entries: list[Entry]) -> list[dict[str, object]]:
    """Lines of the timeline as the page draws them, with the names of those who wrote them."""
    names = names_of({entry.made_by for entry in entries if entry.made_by})
    return [
        {
            "when": _when(entry.on, names.get(entry.made_by, "") if entry.made_by else ""),
            "title": entry.title,
            "text": entry.text,
            "icon": entry.icon,
            "url": entry.address,
        }
        for entry in entries
    ]


def _when(on: date, name: str) -> str:
    return " · ".join(part for part in (f"{on:%d.%m.%Y}", name) if part)


@dataclass(frozen=True, slots=True)
class Strip:
    """What is always in view: how she may be reached, in one line and in full."""

    safe: SafeContact
    lines: list[tuple[str, str]]
    holder: str

    @property
    def may_call(self) -> bool:
        """Whether she said that she may be called."""
        return self.safe.callable == "yes"

    @property
    def never(self) -> bool:
        """Whether she said that she must not be called: then no reminder of a call is ever shown."""
        return self.safe.callable == "no"


def strip_of(file: OpenedCase) -> Strip:
    """The strip of a file."""
    safe, holder_id = safe_contact_of(file), file.case.holder_id
    holder = names_of([holder_id]).get(holder_id, "") if holder_id else ""
    return Strip(safe, safe_lines(safe), holder)
