"""R10: an import killed anywhere left the whole file or nothing of it, and run again it counts as if never killed."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.cast import assemble, member
from tests.trust.importing import BATCH, Importer, digest, left, written
from tests.trust.promised import Line, first

POINTS, ROWS = 100, 200_000
"""A million rows a point would be a night of one machine; this many are about twenty minutes on two cores."""


@pytest.mark.django_db(transaction=True)
def test_an_import_killed_anywhere_is_whole_or_nothing_and_counts_the_same(
    database_environment: dict[str, str], tmp_path: Path, times: Callable[..., int], seed: int,
    promised: Callable[[Line], None],
) -> None:  # fmt: skip
    from omuz.foundation.people.actions import accounts
    from omuz.foundation.people.rules import Role

    cast, chance = assemble(), Random(seed)
    other = member("songul", "Songül Er", Role.CENTRE_COORDINATOR, accounts.Place(centre=cast.bornova))
    _key(cast, other)
    rows, points = times(ROWS, least=3_000), times(POINTS, least=3)
    written(tmp_path / "kayit.csv", rows, chance)
    begun = {name: Importer(tmp_path / "kayit.csv", name, database_environment) for name in ("nermin", "songul")}
    assert begun["songul"].whole()[:2] == [rows, rows]
    broken, reached = [], []
    for batches in sorted(chance.randint(0, rows // BATCH) for _point in range(points)):
        read = begun["nermin"].killed_after(batches, chance.uniform(0, 0.08))
        reached.append(read)
        found = left(cast.nermin)
        if not found.whole_or_nothing(rows):
            broken.append(f"after {read} rows: {found}")
    told = begun["nermin"].whole()
    same = digest(cast.nermin) == digest(other)
    whole = told[0] == rows and told[1] + told[2] == rows and left(cast.nermin).contacts == rows
    figure = (
        f"a file of {rows:,} rows, killed after {min(reached):,} to {max(reached):,} of them; run again it is"
        f" {'whole' if whole else 'not whole'}, its facts have {'the same digest' if same else 'another digest'} as at"
        f" a centre where nothing was killed{first(broken)}"
    )
    bar = "100 points in 1 M rows: all or nothing; the same digest"
    promised(Line("R10", "kills of an import and running it again", points + 1,
                  points + 1 - len(broken) - (not (same and whole)), figure, bar))  # fmt: skip


def _key(cast: Any, other: Any) -> None:
    """Songül holds her centre's key too; Zeynep gives it to her."""
    from omuz.foundation.people.access import acting
    from omuz.foundation.vault.actions import grant

    with acting(cast.zeynep.person):
        grant(by=cast.zeynep.person, vault=cast.zeynep.vault, centre_id=cast.bornova.id, staff_id=other.staff.pk)
