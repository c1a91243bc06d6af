"""Asks this installation's rooms for their facts, by the names in the settings: this floor knows no case."""

from importlib import import_module
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from omuz.insight.indicators.engine import NotCountable
from omuz.insight.indicators.facts import Facts

if TYPE_CHECKING:
    from omuz.foundation.people.access import Person
    from omuz.foundation.vault.opened import OpenedVault


def facts_from_installation(
    kind: str, *, person: "Person", vault: "OpenedVault", centre_id: UUID, period: str | None = None
) -> Facts:
    """The facts of one kind from one centre's opened vault, in memory; `period` narrows them.

    Raises NotCountable where this installation holds none of that kind, and whatever the room
    itself refuses with: a wrong centre, a missing right, a closed vault.
    """
    sources: dict[str, str] = settings.FACT_SOURCES
    if kind not in sources:
        raise NotCountable(_("Bu kurulumda “%(kind)s” satırları tutulmuyor.") % {"kind": kind})
    facts: Facts = import_module(sources[kind]).facts(person=person, vault=vault, centre_id=centre_id, period=period)
    return facts


def facts_of_network(kind: str, *, person: "Person", year: int) -> Facts:
    """The network's facts about itself of one kind in one year; no vault is opened for them, no woman is in them.

    Raises NotCountable where this installation holds none of that kind, and whatever the room refuses with.
    """
    sources: dict[str, str] = settings.NETWORK_FACT_SOURCES
    if kind not in sources:
        raise NotCountable(_("Bu kurulumda “%(kind)s” satırları tutulmuyor.") % {"kind": kind})
    facts: Facts = import_string(sources[kind])(person, year)
    return facts
