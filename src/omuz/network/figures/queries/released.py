"""What the ledger let out, as pictures, slides and sentences need it: tables with the line that says where from."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.catalogue.turkish import day
from omuz.foundation.people.access import Person
from omuz.foundation.privacy.safe import SafeTable
from omuz.network.returns.models import NetworkRelease
from omuz.network.returns.queries.ledger import newest_of, release_one, released_tables, releases
from omuz.network.returns.rules.proof import outcome_of

PUBLIC = "public"
NEWEST = 8
"""So many releases stand in a row to be chosen from; the ledger holds them all."""


@dataclass(frozen=True)
class Let:
    """One release of the network's figures."""

    row: NetworkRelease

    @cached_property
    def tables(self) -> Mapping[str, SafeTable]:
        return released_tables(self.row)

    @cached_property
    def _told(self) -> Mapping[str, Any]:
        told: Mapping[str, Any] = json.loads(self.row.payload)
        return told

    def standing(self, key: str) -> tuple[int, int]:
        """How many centres are in a table, and how many there are."""
        one = self._told["standing"].get(key, {})
        return int(one.get("reported", 0)), int(one.get("known", 0))

    @property
    def held(self) -> tuple[str, ...]:
        return tuple(self._told["held"])

    @property
    def few(self) -> tuple[str, ...]:
        return tuple(self._told["few"])

    @property
    def proof(self) -> Mapping[str, Any] | None:
        """The outcome of the attack on the release, where the ledger keeps one.

        Without the single intervals: they were derived beside releases that may not have been public.
        """
        return outcome_of(self._told.get("proof") or {}) or None

    @property
    def number(self) -> str:
        return f"{self.row.quarter}/{self.row.number}"

    def source(self, key: str) -> str:
        """The line that travels with a figure: who says so, which release, how many centres, and what is counted."""
        reported, known = self.standing(key)
        told = {
            "number": self.number,
            "day": day(timezone.localtime(self.row.released_at).date()),
            "reported": reported,
            "known": known,
        }
        return (
            _(
                "Kaynak: Kadın Danışma Merkezleri Ağı, yayım %(number)s (%(day)s);"
                " %(known)s merkezden %(reported)s bildirdi. Sayılan temastır, kadın sayısı değildir."
            )
            % told
        )

    @property
    def outdated(self) -> bool:
        """Whether a later release of the same quarter to the same audience corrects this one."""
        return newest_of(self.row).pk != self.row.pk


def let_out(person: Person, audience: str = "") -> list[Let]:
    """Releases she may read that count now: the newest of each quarter and audience, newest quarter first."""
    found: dict[tuple[str, str], Let] = {}
    for row in releases(person, audience):
        found.setdefault((row.quarter, row.audience), Let(row))
    return list(found.values())


def let_one(person: Person, chosen: str, audience: str = "") -> tuple[Let | None, list[Let]]:
    """The release chosen by its id, else the newest, and all there are; Http404 for an id that is none of them."""
    found = let_out(person, audience)
    if not chosen:
        return (found[0] if found else None), found
    for one in found:
        if str(one.row.pk) == chosen:
            return one, found
    raise Http404


def decided(person: Person, key: str) -> list[tuple[Let, str]]:
    """What every release that counts now did with a table: `in`, `held`, `few`, or `out` where it was not reported."""
    found = []
    for one in let_out(person):
        fate = "in" if key in one.tables else "held" if key in one.held else "few" if key in one.few else "out"
        found.append((one, fate))
    return found


def public_release(release_id: UUID) -> Let:
    """A release to the public, for whoever asks; Http404 for any other."""
    row = release_one(release_id)
    if row.audience != PUBLIC:
        raise Http404
    return Let(row)
