"""Keeps signed-in browsers in one table that knows whose they are, so that leaving ends every one of them at once."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import DatabaseError, transaction

from omuz.foundation.people.models import Session

_SHORTEST_KEY = 8


@dataclass
class Seat:
    """The plain columns of a session row; `staff_id` is None until somebody has signed in."""

    staff_id: UUID | None = None
    epoch: int = 0
    opened_at: datetime | None = None
    seen_at: datetime | None = None
    locked: bool = False
    device: str = ""


class SessionStore(DatabaseStore):
    """The framework's database sessions, with the seat carried along when the session key is renewed."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self.seat = Seat()

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def load(self) -> dict[str, Any]:
        row = self._get_session_from_db()  # type: ignore[attr-defined]  # the stubs leave it out
        if row is None:
            return {}
        self.seat = Seat(row.staff_id, row.epoch, row.opened_at, row.seen_at, row.locked, row.device)
        return dict(self.decode(row.session_data))

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        return Session(
            session_key=self._get_or_create_session_key(),  # type: ignore[attr-defined]  # the stubs leave it out
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            **asdict(self.seat),
        )

    def save(self, must_create: bool = False) -> None:
        """Write the content of a session; an existing row keeps its seat, which only `settle` and `change` write."""
        if must_create or self.session_key is None:
            super().save(must_create=must_create)
            return
        row = self.create_model_instance(self._session)  # type: ignore[attr-defined]  # the stubs leave it out
        try:
            with transaction.atomic():
                row.save(force_update=True, update_fields=["session_data", "expire_date"])
        except DatabaseError as error:
            raise UpdateError from error

    def _validate_session_key(self, key: str | None) -> bool:
        # What a stranger writes into the cookie; the database would stumble over signs no key has.
        return key is not None and len(key) >= _SHORTEST_KEY and key.isascii() and key.isalnum()

    def flush(self) -> None:
        super().flush()
        self.seat = Seat()

    def change(self, **columns: Any) -> None:
        """Write columns of the seat at once; unknown names raise TypeError."""
        self.seat = Seat(**{**asdict(self.seat), **columns})
        if self.session_key:
            Session.objects.filter(session_key=self.session_key).update(**columns)
