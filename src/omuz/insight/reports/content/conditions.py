"""When a block of a report is shown: a closed list of conditions that a reader of the file can say aloud."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.definitions import unknown_word
from omuz.insight.reports.content.lines import Page
from omuz.insight.reports.gathered import Piece, Table, is_empty


@dataclass(frozen=True)
class Condition:
    """`given`: all of these have data; `any`: one of them has; `none`: none has; `earlier`: a former year stands by."""

    given: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()

    @classmethod
    def of(cls, page: Page, keys: Collection[str]) -> "Condition":
        """Read `when`. Raises CatalogueError for an unknown source."""
        if not page.has("when"):
            return cls()
        told = page.section("when")
        names = ("given", "any", "none", "earlier")
        read = {name: told.texts(name, ()) for name in names}
        told.finish()
        for name, wanted in read.items():
            for key in wanted:
                if key not in keys:
                    raise told.fault(unknown_word(key, keys), name)
        if not any(read.values()):
            raise page.fault(_("koşul boş"), "when")
        return cls(**read)

    @property
    def keys(self) -> tuple[str, ...]:
        """Every source the condition asks about."""
        return (*self.given, *self.any, *self.none, *self.earlier)

    def holds(self, pieces: Mapping[str, Piece]) -> bool:
        """Whether it is so in what was gathered."""
        there = {key for key, piece in pieces.items() if not is_empty(piece)}
        return (
            all(key in there for key in self.given)
            and (not self.any or any(key in there for key in self.any))
            and not any(key in there for key in self.none)
            and all(_has_former(pieces.get(key)) for key in self.earlier)
        )


def _has_former(piece: Piece | None) -> bool:
    return isinstance(piece, Table) and bool(piece.earlier)
