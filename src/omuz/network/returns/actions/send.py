"""Signing and sending a prepared return; in one installation the network receives it in the same transaction."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.actors import SYSTEM
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault
from omuz.foundation.vault.queries import verify_key
from omuz.network.returns.actions.prepare import NotPossible
from omuz.network.returns.actions.receive import take_in
from omuz.network.returns.actions.refusals import unfit_sentence
from omuz.network.returns.models import CentreReturn
from omuz.network.returns.queries.asked import unanswered
from omuz.network.returns.queries.own import newest_sent
from omuz.network.returns.rules.document import Sealed, digest_of, to_sign, write_file


def send_return(*, by: Person, vault: OpenedVault, row: CentreReturn, now: datetime | None = None) -> CentreReturn:
    """Sign a prepared return with the centre's key and mark it as sent; sending it again adds nothing.

    Where this installation is the network's too, it is received in the same transaction. What the checks asked
    must be answered. Raises NotPossible, Http404, Refused, NotGranted.
    """
    by.require("returns.send", row.centre_id)
    opened = vault.centre(row.centre_id)
    with transaction.atomic():
        kept: CentreReturn = CentreReturn.objects.select_for_update().get(pk=row.pk)
        if kept.state == CentreReturn.State.SENT:
            return kept
        _require_sendable(kept)
        about = f"return:{kept.document.centre}/{kept.quarter}/{kept.version}"
        with recorded(by=by, event="return.sent", centre=kept.centre_id, about=about):
            kept.state = CentreReturn.State.SENT
            kept.signature = opened.sign(to_sign(kept.payload))
            kept.sent_by, kept.sent_at = by.staff_id, now or timezone.now()
            kept.save()
        if settings.OMUZ_KIND == "both":
            take_in(sealed_of(kept), by=SYSTEM, centre_id=kept.centre_id, now=kept.sent_at)
    return kept


def _require_sendable(row: CentreReturn) -> None:
    if row.state != CentreReturn.State.PREPARED or digest_of(row.payload) != row.digest:
        raise NotPossible(_("Bu bildirim artık gönderilemez; yeniden hazırlayın. Hiçbir şey değişmedi."))
    before = newest_sent(row.centre_id, row.period)
    if before is not None and before.version >= row.version:
        raise NotPossible(_("Bu arada başka bir sürüm gönderilmiş; yeniden hazırlayın. Hiçbir şey değişmedi."))
    if row.declined:
        return
    faults = unanswered(row)
    if faults:
        raise NotPossible(unfit_sentence(next(iter(faults.values()))))


def sealed_of(row: CentreReturn) -> Sealed:
    """A sent return with its signature and the key that checks it; raises NotPossible before it is sent."""
    key = verify_key(row.centre_id)
    if row.state != CentreReturn.State.SENT or row.signature is None or key is None:
        raise NotPossible(_("Dosya ancak bildirim imzalanıp gönderildikten sonra alınabilir."))
    return Sealed(row.document, bytes(row.signature), key)


def signed_file(row: CentreReturn) -> bytes:
    """The file to hand to a network that does not share this installation; raises NotPossible before it is sent."""
    sealed = sealed_of(row)
    return write_file(sealed.document.text(), sealed.signature, sealed.key)
