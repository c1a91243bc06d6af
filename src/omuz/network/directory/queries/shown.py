"""What of a centre may be printed for everybody: its name, whose it is and where, nothing that tells a secret place."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from omuz.foundation.catalogue.turkish import sort_key
from omuz.foundation.people.models import Centre
from omuz.network.directory.queries.entries import secret_centres
from omuz.network.directory.rules.places import tells_where

UNNAMED: Final = "Yeri gizli bir merkez"


@dataclass(frozen=True)
class Shown:
    """One centre as everybody may read of it; of a secret place owner and district are empty."""

    centre: Centre
    name: str
    secret: bool

    @property
    def owner(self) -> str:
        return "" if self.secret else self.centre.organisation.name

    @property
    def district(self) -> str:
        return "" if self.secret else self.centre.district


def shown_centres(ids: Iterable[UUID] | None = None) -> list[Shown]:
    """Centres in alphabetical order, all of them or these."""
    rows = Centre.objects.select_related("organisation")
    if ids is not None:
        rows = rows.filter(id__in=set(ids))
    secret = secret_centres()
    found = []
    for centre in rows:
        hidden = centre.id in secret
        name = UNNAMED if hidden and tells_where(centre.name) else centre.name
        found.append(Shown(centre, name, hidden))
    return sorted(found, key=lambda each: sort_key(each.name))


def shown_names(ids: Iterable[UUID]) -> tuple[str, ...]:
    """The names of these centres as everybody may read them."""
    return tuple(each.name for each in shown_centres(ids))
