"""Minutes of a destruction: written inside the act that destroys, never changed afterwards."""

import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from omuz.casework.cases.rules.steps import CODE_ALPHABET, CODE_LENGTH
from omuz.casework.rights.models import Minutes
from omuz.casework.rights.rules.destruction import LEGAL, Ground, Signature, Sort
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault

CODE_PREFIX = "M-"


@dataclass
class Destroyed:
    """What went in one act: codes by sort, how many rows of each room, how many anonymous rows were kept."""

    codes: dict[Sort, list[str]] = field(default_factory=dict)
    rows: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)

    def add(self, sort: Sort, codes: Sequence[str]) -> None:
        """Note codes that went."""
        if codes:
            self.codes.setdefault(sort, []).extend(codes)


def free_code(centre_id: UUID) -> str:
    """A code no minutes of the centre has."""
    while True:
        code = CODE_PREFIX + "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
        if not Minutes.objects.filter(centre_id=centre_id, code=code).exists():
            return code


def put_minutes(
    code: str,
    destroyed: Destroyed,
    *,
    by: Person,
    vault: OpenedVault,
    centre_id: UUID,
    ground: Ground,
    signature: Signature,
    on: date,
    more: Mapping[str, Any] | None = None,
) -> Minutes:
    """Inside the caller's record: keep what was destroyed, on which ground, signed by whom."""
    data_key, key = vault.centre(centre_id).new_data_key()
    data_key.save(force_insert=True)
    row = Minutes(centre_id=centre_id, code=code, made_at=timezone.now(), made_by=by.staff_id, data_key=data_key)
    told = {
        "on": on.isoformat(),
        "ground": ground.value,
        "legal": LEGAL[ground],
        "codes": {sort.value: sorted(codes) for sort, codes in destroyed.codes.items()},
        "rows": dict(destroyed.rows),
        "kept": dict(destroyed.kept),
        "name": signature.name.strip(),
        "post": signature.post.strip(),
        **(more or {}),
    }
    row.put(key, answers=told)
    row.save(force_insert=True)
    return row
