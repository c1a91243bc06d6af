"""The network takes in a return: known centre, known key, unchanged, of the promised form; otherwise nothing of it."""

import hmac
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from omuz.foundation.audit.actors import Actor
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person, open_rows
from omuz.foundation.people.models import Centre
from omuz.foundation.privacy.gate import Refused
from omuz.foundation.tenancy.context import see_as
from omuz.foundation.vault.crypto import fingerprint as fingerprint_of
from omuz.foundation.vault.crypto import signature_holds
from omuz.foundation.vault.queries import verify_key
from omuz.network.returns.models import ReceivedReturn, SenderKey
from omuz.network.returns.queries.counted import restored_tables
from omuz.network.returns.rules.document import Document, Fault, ReturnRefused, Sealed, read_file, to_sign


def receive_return(
    *, by: Person, raw: bytes, fingerprint: str = "", now: datetime | None = None
) -> tuple[ReceivedReturn, bool]:
    """Take in a signed file; returns the row, and whether it is new (the same file again adds nothing).

    The first file of a centre is believed only with the `fingerprint` its people read out by another way.
    Raises ReturnRefused, and then nothing was kept; Refused without the right to receive.
    """
    by.require("network.returns")
    sealed = read_file(raw)
    centre = Centre.objects.filter(code=sealed.document.centre).first()
    if centre is None:
        raise ReturnRefused(Fault.UNKNOWN_CENTRE, sealed.document.centre[:40])
    with transaction.atomic():
        _judge_key(centre.id, sealed, fingerprint)
        # The signature shows that this is the centre's own act: for it, and only now, the centre's rows are open.
        see_as({centre.id}, network=True)
        try:
            return take_in(sealed, by=by, centre_id=centre.id, now=now)
        finally:
            open_rows(by)


def _judge_key(centre_id: UUID, sealed: Sealed, fingerprint: str) -> None:
    """Raise ReturnRefused for a key nobody vouched for, and for a signature the key did not make."""
    known = [bytes(key) for key in SenderKey.objects.filter(centre_id=centre_id).values_list("public", flat=True)]
    new = sealed.key not in known
    if new and not fingerprint.strip():
        raise ReturnRefused(Fault.UNKNOWN_KEY)
    if new and not _same_digits(fingerprint, fingerprint_of(sealed.key)):
        raise ReturnRefused(Fault.WRONG_FINGERPRINT)
    if not signature_holds(sealed.key, sealed.signature, to_sign(sealed.document.text())):
        raise ReturnRefused(Fault.FOREIGN_SIGNATURE)


def _same_digits(typed: str, right: str) -> bool:
    digits = "".join(letter for letter in typed if letter.isdigit())
    return hmac.compare_digest(digits.encode(), right.replace(" ", "").encode())


def take_in(sealed: Sealed, *, by: Actor, centre_id: UUID, now: datetime | None = None) -> tuple[ReceivedReturn, bool]:
    """Keep a document whose key has been judged; for `receive_return` and for sending inside one installation.

    The rows of `centre_id` must be open. Of an older version only signature and digest stay, so that nobody at the
    network can put two versions side by side. Raises ReturnRefused.
    """
    document, when = sealed.document, now or timezone.now()
    _judge(sealed, centre_id, when)
    newest = (
        ReceivedReturn.objects.filter(centre_id=centre_id, quarter=str(document.quarter)).order_by("-version").first()
    )
    if newest is not None and newest.digest == document.digest():
        return newest, False
    if newest is not None and newest.version >= document.version:
        raise ReturnRefused(Fault.OLDER_VERSION, str(newest.version))
    about = f"return:{document.centre}/{document.quarter}/{document.version}"
    with recorded(by=by, event="return.received", about=about):
        _know_key(by, centre_id, sealed.key, when)
        ReceivedReturn.objects.filter(centre_id=centre_id, quarter=str(document.quarter)).update(payload="")
        row = ReceivedReturn.objects.create(
            centre_id=centre_id,
            quarter=str(document.quarter),
            version=document.version,
            payload=document.text(),
            digest=document.digest(),
            signature=sealed.signature,
            key=sealed.key,
            received_at=when,
        )
    return row, True


def _judge(sealed: Sealed, centre_id: UUID, when: datetime) -> None:
    document: Document = sealed.document
    if not signature_holds(sealed.key, sealed.signature, to_sign(document.text())):
        raise ReturnRefused(Fault.FOREIGN_SIGNATURE)
    own = verify_key(centre_id)
    if own is not None and own != sealed.key:
        raise ReturnRefused(Fault.FOREIGN_SIGNATURE)
    if not document.quarter.over_on(timezone.localtime(when).date()):
        raise ReturnRefused(Fault.NOT_OVER, str(document.quarter))
    try:
        restored_tables(document.tables, document.quarter)
    except Refused as refused:
        raise ReturnRefused(Fault.TABLES, str(refused)) from refused


def _know_key(by: Actor, centre_id: UUID, public: bytes, when: datetime) -> None:
    SenderKey.objects.get_or_create(
        centre_id=centre_id, public=public, defaults={"known_since": when, "known_by": by.staff_id}
    )
