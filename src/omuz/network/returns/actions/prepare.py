"""A centre's quarter, counted by somebody of the centre and written down exactly as it would leave."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre
from omuz.foundation.privacy import gate
from omuz.foundation.privacy.wording import sentence as gate_sentence
from omuz.foundation.vault.opened import OpenedVault
from omuz.network.returns.actions.refusals import unfit_sentence
from omuz.network.returns.models import CentreReturn
from omuz.network.returns.queries.asked import asked_of, unanswered
from omuz.network.returns.queries.contents import contents
from omuz.network.returns.queries.current import tables_now
from omuz.network.returns.queries.own import newest_sent
from omuz.network.returns.queries.reasons import reasons_for
from omuz.network.returns.rules.checks import Unfit
from omuz.network.returns.rules.document import Answer, Document
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
    try:
        tables, same, proof = tables_now(by, vault, centre_id, wanted)
    except gate.Refused as refused:
        raise NotPossible(_held_back(refused, sent)) from refused
    if same is not None:
        return same
    document = _document(centre, wanted, sent, {key: json.loads(table.to_json()) for key, table in tables.items()})
    about = f"return:{centre.code}/{wanted}/{document.version}"
    with recorded(by=by, event="return.prepared", centre=centre_id, about=about):
        return _kept(by, centre, document, when, proof)


def _held_back(refused: gate.Refused, sent: CentreReturn | None) -> str:
    """What a centre can do about it: a return has no fewer breakdowns and no longer period to choose."""
    if refused.code not in (gate.Refusal.LEAKS, gate.Refusal.EARLIER):
        return gate_sentence(refused)
    if sent:
        return _(
            "Bu düzeltme, gönderilmiş olanla yan yana konunca gizli bir sayıyı ele verirdi; hiçbir şey değişmedi."
            " Gönderdiğiniz sürüm geçerli kalır. Daha çok kayıt değişince yeniden hazırlayın."
        )
    return _(
        "Bu çeyreğin sayıları, gönderilmiş öteki çeyreklerle yan yana konunca gizli bir sayıyı ele verirdi;"
        " hiçbir şey hazırlanmadı. Ağ koordinatörüne sorun ya da nedenini söyleyip göndermeme kararı verin."
    )


def _document(centre: Centre, quarter: Quarter, sent: CentreReturn | None, tables: dict[str, Any]) -> Document:
    version = sent.version + 1 if sent else 1
    return Document(centre=centre.code, quarter=quarter, version=version, contents=contents().name, tables=tables)


def _kept(
    by: Person, centre: Centre, document: Document, when: datetime, proof: dict[str, Any] | None = None
) -> CentreReturn:
    """The row of this version, whose numbers are replaced as long as it was not sent."""
    place = {"centre_id": centre.id, "quarter": str(document.quarter), "version": document.version}
    row: CentreReturn = CentreReturn.objects.select_for_update().filter(**place).first() or CentreReturn(**place)
    if row.state == CentreReturn.State.SENT:
        raise NotPossible(_("Bu arada başka bir sürüm gönderilmiş; yeniden hazırlayın. Hiçbir şey değişmedi."))
    if row.payload and row.document.says_the_same(document):
        return row
    row.organisation_id = centre.organisation_id
    row.payload, row.digest, row.proof = document.text(), document.digest(), proof or {}
    row.state, row.declined = CentreReturn.State.PREPARED, document.declined
    row.prepared_by, row.prepared_at = by.staff_id, when
    row.save()
    return row


def decline_quarter(
    *, by: Person, centre_id: UUID, quarter: Quarter, reason: str, now: datetime | None = None
) -> CentreReturn:
    """Keep, ready to be signed, that a centre sends no numbers for a quarter, and why.

    It travels like a return, so that nobody takes a silence for it. Raises NotPossible while the quarter runs, for a
    reason the catalogue does not know, and once numbers were sent: those can be corrected, not unsaid.
    """
    by.require("returns.prepare", centre_id)
    when = now or timezone.now()
    if not quarter.over_on(timezone.localtime(when).date()):
        raise NotPossible(_("Bu çeyrek henüz bitmedi; bildirimi bittikten sonra hazırlanır. Hiçbir şey değişmedi."))
    if reason not in [one.code for one in reasons_for("declined")]:
        raise NotPossible(_("Bir neden seçin. Hiçbir şey değişmedi."))
    if newest_sent(centre_id, quarter, with_numbers=True) is not None:
        raise NotPossible(_("Bu çeyreğin sayıları gönderilmiş; geri alınmaz, düzeltilir. Hiçbir şey değişmedi."))
    centre = Centre.objects.get(pk=centre_id)
    document = replace(_document(centre, quarter, newest_sent(centre_id, quarter), {}), declined=reason)
    about = f"return:{centre.code}/{quarter}/{document.version}"
    with recorded(by=by, event="return.declined", centre=centre_id, about=about):
        return _kept(by, centre, document, when)


def answer_questions(*, by: Person, row: CentreReturn, answers: Mapping[str, Answer]) -> CentreReturn:
    """Write what the centre says to the checks into a prepared return; they are signed and travel with it.

    Answers nobody asked for are left out. Raises NotPossible for a sent return and for an answer that does not fit.
    """
    by.require("returns.prepare", row.centre_id)
    asked = {question.name for question in asked_of(row)}
    wanted = {name: answer for name, answer in answers.items() if name in asked and answer.reason}
    document = replace(row.document, answers=wanted)
    if document.text() == row.payload:
        return row
    about = f"return:{document.centre}/{row.quarter}/{row.version}"
    with recorded(by=by, event="return.explained", centre=row.centre_id, about=about):
        kept: CentreReturn = CentreReturn.objects.select_for_update().get(pk=row.pk)
        if kept.state != CentreReturn.State.PREPARED or kept.digest != row.digest:
            raise NotPossible(_("Bu bildirim artık değişmez; yeniden hazırlayın. Hiçbir şey değişmedi."))
        kept.payload, kept.digest = document.text(), document.digest()
        faults = {name: fault for name, fault in unanswered(kept).items() if fault is not Unfit.UNANSWERED}
        if faults:
            raise NotPossible(unfit_sentence(next(iter(faults.values()))))
        kept.save()
    return kept


def put_aside(*, by: Person, row: CentreReturn) -> None:
    """Drop a prepared return that shall not be sent; its numbers go with it. Raises NotPossible for a sent one."""
    by.require("returns.prepare", row.centre_id)
    if row.state != CentreReturn.State.PREPARED:
        raise NotPossible(_("Gönderilmiş bildirim geri alınmaz; düzeltmesi yeni sürüm olarak gönderilir."))
    about = f"return:{row.quarter}/{row.version}"
    with recorded(by=by, event="return.put_aside", centre=row.centre_id, about=about):
        CentreReturn.objects.filter(pk=row.pk).update(state=CentreReturn.State.WITHDRAWN, payload="", digest="")
