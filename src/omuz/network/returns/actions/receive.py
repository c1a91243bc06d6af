"""The network takes in a return: known centre, known key, unchanged, of the promised form; otherwise nothing of it."""

import hmac
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from omuz.foundation.audit.actors import SYSTEM, Actor
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person, open_rows
from omuz.foundation.people.models import Centre
from omuz.foundation.privacy.gate import Refused
from omuz.foundation.tenancy.context import see_as
from omuz.foundation.vault.crypto import fingerprint as fingerprint_of
from omuz.foundation.vault.crypto import signature_holds
from omuz.foundation.vault.queries import verify_key
from omuz.network.returns.models import ReceivedReturn, SenderKey, Way
from omuz.network.returns.queries.counted import restored_tables
from omuz.network.returns.queries.reasons import reasons
from omuz.network.returns.rules.checks import MOST_WORDS
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
            return take_in(sealed, by=by, centre_id=centre.id, now=now, way=Way.FILE)
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


def receive_from_key(*, raw: bytes, now: datetime | None = None) -> tuple[ReceivedReturn, bool]:
    """Take in what a centre sends over HTTPS: the signature by a key the network knows already is all its right.

    Nobody is signed in. Raises ReturnRefused as `receive_return`, also for a key that is not known yet.
    """
    sealed = read_file(raw)
    with transaction.atomic():
        see_as(network=True)
        centre = Centre.objects.filter(code=sealed.document.centre).first()
        if centre is None:
            raise ReturnRefused(Fault.UNKNOWN_KEY)
        _judge_key(centre.id, sealed, "")
        see_as({centre.id}, network=True)
        try:
            return take_in(sealed, by=SYSTEM, centre_id=centre.id, now=now, way=Way.HTTPS)
        finally:
            see_as()


def take_in(
    sealed: Sealed, *, by: Actor, centre_id: UUID, now: datetime | None = None, way: Way = Way.SHARED
) -> tuple[ReceivedReturn, bool]:
    """Keep a document whose key has been judged; for `receive_return` and for sending inside one installation.

    The rows of `centre_id` must be open. Raises ReturnRefused.
    """
    _judge_signature(sealed, centre_id)
    return keep(sealed.document, by=by, centre_id=centre_id, now=now, way=way, sealed=sealed)


def keep(
    document: Document,
    *,
    by: Actor,
    centre_id: UUID,
    now: datetime | None = None,
    way: Way,
    sealed: Sealed | None = None,
) -> tuple[ReceivedReturn, bool]:
    """Keep a document, whoever answers for it; the same again adds nothing. Raises ReturnRefused.

    Of an older version only signature and digest stay, so that nobody at the network can put two versions side by
    side. The rows of `centre_id` must be open.
    """
    when = now or timezone.now()
    judge(document, when)
    newest = (
        ReceivedReturn.objects.filter(centre_id=centre_id, quarter=str(document.quarter)).order_by("-version").first()
    )
    if newest is not None and newest.digest == document.digest():
        return newest, False
    if newest is not None and newest.version >= document.version:
        raise ReturnRefused(Fault.OLDER_VERSION, str(newest.version))
    if document.declined and newest is not None and not newest.declined:
        raise ReturnRefused(Fault.DECLINED)
    about = f"return:{document.centre}/{document.quarter}/{document.version}"
    with recorded(by=by, event="return.received", about=about):
        if sealed is not None:
            _know_key(by, centre_id, sealed.key, when)
        ReceivedReturn.objects.filter(centre_id=centre_id, quarter=str(document.quarter)).update(payload="")
        row = ReceivedReturn.objects.create(
            centre_id=centre_id,
            quarter=str(document.quarter),
            version=document.version,
            payload=document.text(),
            digest=document.digest(),
            signature=sealed.signature if sealed else b"",
            key=sealed.key if sealed else b"",
            received_at=when,
            way=way,
            declined=document.declined,
        )
    return row, True


def _judge_signature(sealed: Sealed, centre_id: UUID) -> None:
    if not signature_holds(sealed.key, sealed.signature, to_sign(sealed.document.text())):
        raise ReturnRefused(Fault.FOREIGN_SIGNATURE)
    own = verify_key(centre_id)
    if own is not None and own != sealed.key:
        raise ReturnRefused(Fault.FOREIGN_SIGNATURE)


def judge(document: Document, when: datetime) -> None:
    """Raise ReturnRefused for a document of a running quarter, with a table or an answer that may not be there."""
    if not document.quarter.over_on(timezone.localtime(when).date()):
        raise ReturnRefused(Fault.NOT_OVER, str(document.quarter))
    if document.declined and (document.tables or document.declined not in reasons()):
        raise ReturnRefused(Fault.TABLES, document.declined[:40])
    if not document.tables and not document.declined:
        raise ReturnRefused(Fault.TABLES, "")
    for name, answer in document.answers.items():
        told = any(letter.isdigit() for letter in answer.words) or len(answer.words) > MOST_WORDS
        if told or answer.reason not in reasons():
            raise ReturnRefused(Fault.ANSWERS, name[:40])
    try:
        restored_tables(document.tables, document.quarter)
    except Refused as refused:
        raise ReturnRefused(Fault.TABLES, str(refused)) from refused


def _know_key(by: Actor, centre_id: UUID, public: bytes, when: datetime) -> None:
    SenderKey.objects.get_or_create(
        centre_id=centre_id, public=public, defaults={"known_since": when, "known_by": by.staff_id}
    )
