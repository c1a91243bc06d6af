"""A centre's quarter, counted by somebody of the centre and written down exactly as it would leave."""

import json
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre
from omuz.foundation.vault.opened import OpenedVault
from omuz.network.returns.models import CentreReturn
from omuz.network.returns.queries.contents import contents
from omuz.network.returns.queries.counted import counted_tables
from omuz.network.returns.queries.own import newest_sent
from omuz.network.returns.rules.document import Document
from omuz.network.returns.rules.quarters import Quarter


class NotPossible(ValueError):
    """The step cannot be taken now; nothing changed, and the message says why to the reader."""


def prepare_return(
    *, by: Person, vault: OpenedVault, centre_id: UUID, quarter: Quarter | str, now: datetime | None = None
) -> CentreReturn:
    """Count a quarter that is over and keep it as a prepared return, replacing one prepared before.

    Where nothing changed since the newest sent version, that version itself is returned and nothing is written.
    `now` is the moment of the act, the clock when absent. Raises NotPossible while the quarter runs, Http404 and
    Refused as `Person.require`, NotGranted without the centre's key.
    """
    by.require("returns.prepare", centre_id)
    when, wanted = now or timezone.now(), Quarter.read(quarter) if isinstance(quarter, str) else quarter
    if not wanted.over_on(timezone.localtime(when).date()):
        raise NotPossible(_("Bu çeyrek henüz bitmedi; bildirimi bittikten sonra hazırlanır. Hiçbir şey değişmedi."))
    centre = Centre.objects.get(pk=centre_id)
    sent = newest_sent(centre_id, wanted)
    tables = counted_tables(by, vault=vault, centre_id=centre_id, quarter=wanted)
    document = Document(
        centre=centre.code,
        quarter=wanted,
        version=sent.version + 1 if sent else 1,
        contents=contents().name,
        tables={key: json.loads(table.to_json()) for key, table in tables.items()},
    )
    if sent is not None and sent.document.says_the_same(document):
        return sent
    about = f"return:{centre.code}/{wanted}/{document.version}"
    with recorded(by=by, event="return.prepared", centre=centre_id, about=about):
        return _kept(by, centre, document, when)


def _kept(by: Person, centre: Centre, document: Document, when: datetime) -> CentreReturn:
    """The row of this version, whose numbers are replaced as long as it was not sent."""
    place = {"centre_id": centre.id, "quarter": str(document.quarter), "version": document.version}
    row: CentreReturn = CentreReturn.objects.select_for_update().filter(**place).first() or CentreReturn(**place)
    if row.state == CentreReturn.State.SENT:
        raise NotPossible(_("Bu arada başka bir sürüm gönderilmiş; yeniden hazırlayın. Hiçbir şey değişmedi."))
    row.organisation_id = centre.organisation_id
    row.payload, row.digest = document.text(), document.digest()
    row.state = CentreReturn.State.PREPARED
    row.prepared_by, row.prepared_at = by.staff_id, when
    row.save()
    return row


def put_aside(*, by: Person, row: CentreReturn) -> None:
    """Drop a prepared return that shall not be sent; its numbers go with it. Raises NotPossible for a sent one."""
    by.require("returns.prepare", row.centre_id)
    if row.state != CentreReturn.State.PREPARED:
        raise NotPossible(_("Gönderilmiş bildirim geri alınmaz; düzeltmesi yeni sürüm olarak gönderilir."))
    about = f"return:{row.quarter}/{row.version}"
    with recorded(by=by, event="return.put_aside", centre=row.centre_id, about=about):
        CentreReturn.objects.filter(pk=row.pk).update(state=CentreReturn.State.WITHDRAWN, payload="", digest="")
