"""The protocol between directorates: drafted, signed, renewed; what is signed is not written over."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.catalogue.traces import names_a_person
from omuz.foundation.people.access import Person
from omuz.network.coordination.actions.held import act_on, free
from omuz.network.coordination.models import Protocol, Workspace
from omuz.network.standards.actions.refusals import NotNow, written


@dataclass(frozen=True)
class Draft:
    """A protocol as it was typed; parties one a line, units and institutions, no persons."""

    title: str
    parties: str
    text: str


@dataclass(frozen=True)
class Term:
    """When it was signed and from when until when it runs; without an end it runs on."""

    signed_on: date
    starts_on: date
    ends_on: date | None = None


def write_draft(*, by: Person, workspace: Workspace, draft: Draft) -> Protocol:
    """Write the draft; the first one, or the one that waits for signature. Raises NotNow for what is signed."""
    title, parties = written(draft.title, _("Protokolün adı"))[:200], _parties(draft.parties)
    free(draft.title, draft.text)
    with act_on(by, workspace, "coordination_protocol.written") as held:
        row = Protocol.objects.filter(workspace=held).first()
        if row is not None and row.signed_on:
            raise NotNow(_("İmzalanmış protokol değiştirilmez; süresi dolacaksa yenileyin."))
        row = row or Protocol(workspace=held, made_at=timezone.now())
        row.title, row.parties, row.text = title, parties, draft.text.strip()
        row.save()
    return row


def _parties(typed: str) -> str:
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    free(*lines)
    for line in lines:
        if names_a_person(line):
            raise NotNow(_("Taraf bir kişi değil, bir birim ya da kurumdur: “%(line)s”.") % {"line": line[:60]})
    return "\n".join(lines)


def sign(*, by: Person, workspace: Workspace, term: Term) -> Protocol:
    """Write that the draft was signed. The signatures themselves stay on paper with the municipality."""
    if term.signed_on > timezone.localdate():
        raise NotNow(_("İmza günü bugünden sonra olamaz; hiçbir şey kaydedilmedi."))
    if term.ends_on is not None and term.ends_on <= term.starts_on:
        raise NotNow(_("Bitiş günü başlangıçtan sonra olmalı; hiçbir şey kaydedilmedi."))
    with act_on(by, workspace, "coordination_protocol.signed") as held:
        row: Protocol | None = Protocol.objects.filter(workspace=held).first()
        if row is None or row.signed_on or not (row.text and row.party_lines):
            raise NotNow(_("İmzalanacak bir taslak yok; önce tarafları ve metni yazın."))
        row.signed_on, row.starts_on, row.ends_on = term.signed_on, term.starts_on, term.ends_on
        row.save()
    return row


def renew(*, by: Person, workspace: Workspace) -> Protocol:
    """Open a draft from the signed protocol's words; the old one stays in force until its end."""
    with act_on(by, workspace, "coordination_protocol.renewal_begun") as held:
        old = Protocol.objects.filter(workspace=held).first()
        if old is None or not old.signed_on:
            raise NotNow(_("Yenilenecek imzalı bir protokol yok; taslağı yazıp imzalayın."))
        made: Protocol = Protocol.objects.create(
            workspace=held,
            title=old.title,
            parties=old.parties,
            text=old.text,
            renewed_from=old,
            made_at=timezone.now(),
        )
    return made
