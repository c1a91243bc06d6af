"""Earlier releases of a dataset: their versions, and their tables as the gate reads them back."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.privacy.gate import restore
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.opendata.publication import Edition
from omuz.insight.opendata.release import MANIFEST
from omuz.site.faults import Stopped
from omuz.site.words import _


@dataclass(frozen=True)
class Earlier:
    """The versions so far, oldest first, and their tables, newest first."""

    editions: tuple[Edition, ...] = ()
    tables: tuple[tuple[SafeTable, ...], ...] = ()

    @property
    def version(self) -> int:
        """The number of the version that comes now."""
        return len(self.editions) + 1


def earlier_releases(folders: list[Path], dataset: str) -> Earlier:
    """What was released before, from oldest to newest folder. Raises Stopped when one is missing or another's."""
    editions: tuple[Edition, ...] = ()
    tables: list[tuple[SafeTable, ...]] = []
    for place, folder in enumerate(folders, start=1):
        try:
            told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            named = tuple(_edition(one) for one in told["editions"])
            own = tuple(restore((folder / f"proof/{code}.json").read_text("utf-8")) for code in sorted(told["tables"]))
            code, version = str(told["dataset"]), int(told["version"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise Stopped(_("%(folder)s bir yayın klasörü değil ya da değiştirilmiş.") % {"folder": folder}) from error
        if code != dataset:
            raise Stopped(_("%(folder)s başka bir veri kümesinin yayını: %(code)s.") % {"folder": folder, "code": code})
        if version != place or len(named) != version:
            raise Stopped(
                _("Önceki yayınların hepsi, eskiden yeniye verilmeli; %(folder)s sürüm %(version)d.")
                % {"folder": folder, "version": version}
            )
        editions = named
        tables.insert(0, own)
    return Earlier(editions, tuple(tables))


def _edition(told: dict[str, object]) -> Edition:
    change = told["change"]
    if not isinstance(change, dict):
        raise TypeError("change")
    issued = told["issued"]
    day = date.fromisoformat(str(issued)) if issued else None
    return Edition(int(str(told["version"])), str(told["content"]), day, Words(str(change["tr"]), str(change["en"])))
