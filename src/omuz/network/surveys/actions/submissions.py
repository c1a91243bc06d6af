"""A filled form arrives from a field device: judged as one from the browser, kept once, refused in a sentence."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.network.surveys.actions.answers import new_answer, note_progress, send
from omuz.network.surveys.logic import Instance, Judged, NotThisForm, judge, opened, submission
from omuz.network.surveys.models import Answer, Device, Invitation
from omuz.network.surveys.queries.devices import DeviceActor, invitation_for
from omuz.network.surveys.queries.questionnaires import form_of_version
from omuz.network.surveys.queries.rounds import standing_of
from omuz.network.surveys.queries.words import bare, label_at
from omuz.network.surveys.rules.openrosa import NotXml, own_id, parsed, round_code, told_in_meta
from omuz.network.surveys.rules.rounds import OPEN
from omuz.network.surveys.xlsform import Form
from omuz.network.surveys.xlsform.tree import METADATA

LONGEST_ID = 120


class NotTaken(Exception):
    """What a device sent is not kept; the message is what its holder reads, `status` what the protocol answers."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True)
class Sent:
    """A submission that has been read: which invitation it answers, and what it says."""

    invitation: Invitation
    instance_id: str
    form: Form
    instance: Instance
    judged: Judged


def receive(*, device: Device, content: bytes) -> tuple[Answer, bool]:
    """Keep one submission; returns it, and whether it is new: the same again is answered as before and kept once.

    The rows of the device's centre must be open, and no others are. Raises NotTaken, and then nothing was kept.
    """
    sent = _read(device, content)
    twin = _twin(device, sent)
    if twin is not None:
        return twin, False
    _judge(sent)
    by = DeviceActor(device)
    about = f"round:{sent.invitation.round.code}"
    try:
        with transaction.atomic(), recorded(by=by, event="answer.received", centre=device.centre_id, about=about):
            # Two devices of one centre may send at once: the second waits here, and then finds what the first one left.
            Invitation.objects.select_for_update().get(id=sent.invitation.id)
            _judge(sent)
            answer = new_answer(by, sent.invitation, sent.instance, instance_id=sent.instance_id)
            answer.device = device
            note_progress(sent.invitation, sent.form, sent.judged)
            send(by, answer, submission(sent.form, sent.instance))
    except IntegrityError:
        # The device sent the same form twice at once: the other request kept it.
        twin = _twin(device, sent)
        if twin is None:
            raise
        return twin, False
    return answer, True


def _read(device: Device, content: bytes) -> Sent:
    try:
        root = parsed(content)
    except NotXml:
        raise NotTaken(_("Gelen dosya okunamadı ya da şifreli; form cihazda duruyor.")) from None
    code = round_code(root.get("id", ""))
    invitation = invitation_for(device.centre_id, code) if code else None
    if invitation is None:
        raise NotTaken(_("Bu form bu merkeze açık değil. Formu cihazda yenileyin."), 404)
    instance_id = told_in_meta(root, "instanceID")[:LONGEST_ID]
    if not instance_id:
        raise NotTaken(_("Formun kendi numarası (instanceID) yok; gönderilemedi."))
    if told_in_meta(root, "deprecatedID"):
        raise NotTaken(_("Gönderilmiş bir form cihazdan düzeltilmez; merkezin sayfasından düzeltin."), 409)
    form = form_of_version(invitation.round.version)
    try:
        instance = opened(form, own_id(root, form.code))
    except NotThisForm as wrong:
        raise NotTaken(str(wrong)) from None
    return Sent(invitation, instance_id, form, instance, judge(form, instance))


def _twin(device: Device, sent: Sent) -> Answer | None:
    """The same submission, where it is here already. Raises NotTaken for another one under the same number."""
    twin: Answer | None = Answer.objects.filter(centre_id=device.centre_id, instance_id=sent.instance_id).first()
    if twin is None:
        return None
    mine = opened(sent.form, submission(sent.form, opened(sent.form, sent.instance.xml())))
    if _said(sent.form, mine) != _said(sent.form, opened(sent.form, twin.instance.encode())):
        raise NotTaken(_("Bu numarayla başka yanıtlar gönderilmiş; ikisi de duruyor, üzerine yazılmadı."), 409)
    return twin


def _said(form: Form, instance: Instance) -> dict[str, str]:
    """What a person said, without what a machine says of itself."""
    machine = {question.path for question in (*form.questions, *form.meta) if question.type in METADATA}
    meta = f"{form.path}/meta/"
    values = instance.values().items()
    return {path: text for path, text in values if bare(path) not in machine and not path.startswith(meta) and text}


def _judge(sent: Sent) -> None:
    invitation = sent.invitation
    if standing_of(invitation) not in OPEN:
        raise NotTaken(_("Bu tur kapalı ya da merkez yanıtını göndermiş; form cihazda duruyor."), 409)
    if not invitation.round.several and Answer.objects.filter(invitation=invitation).exists():
        raise NotTaken(_("Merkezde bu form tarayıcıda yazılıyor; üzerine yazılmadı. Kalanını orada tamamlayın."), 409)
    for fault in sent.judged.faults:
        label = label_at(sent.form, fault.path)
        told = _("Form kabul edilmedi: %(question)s — %(why)s")
        raise NotTaken(told % {"question": label, "why": fault.message}, 422)
