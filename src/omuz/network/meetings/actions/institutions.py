"""Whom the network meets with: taken from the directory, or written down where the directory has none."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Organisation
from omuz.network.directory.models import Partner
from omuz.network.meetings.models import Institution
from omuz.network.meetings.rules.words import OTHER
from omuz.network.standards.actions.refusals import NotNow, plain, written

_NAME = 160


def take_in_directory(*, by: Person) -> int:
    """Take in every owner of centres the directory knows and this room does not; how many were new."""
    by.require("meetings.keep")
    known = set(Institution.objects.exclude(organisation_id=None).values_list("organisation_id", flat=True))
    missing = [each for each in Organisation.objects.order_by("name") if each.id not in known]
    if not missing:
        raise NotNow(_("Rehberdeki bütün belediyeler ve dernekler burada zaten var."))
    with recorded(by=by, event="network_institution.taken_in"):
        by_name = {row.name: row for row in Institution.objects.filter(organisation_id=None)}
        for owner in missing:
            # An institution that was written by hand before its owner stood in the directory is the same one.
            row = by_name.get(owner.name[:_NAME]) or Institution(name=owner.name[:_NAME])
            row.kind, row.organisation_id = owner.kind, owner.id
            row.save()
    return len(missing)


def write_institution(
    *,
    by: Person,
    name: str,
    kind: str,
    member: bool,
    hosts: bool,
    closed: bool = False,
    row: Institution | None = None,
) -> Institution:
    """Write an institution down or change it; who hosts is a member. Raises NotNow for a name that is there."""
    by.require("meetings.keep")
    plain(name)
    kept = row or Institution()
    kept.name, kept.kind = written(name, _("Kurumun adı"))[:_NAME], kind
    kept.member, kept.hosts, kept.closed = member or hosts, hosts and not closed, closed
    return _saved(by, kept)


def invite_partner(*, by: Person, partner: Partner) -> Institution:
    """A guest from the directory's institutions; no member of the network. The one that is there where it is."""
    by.require("meetings.keep")
    found: Institution | None = Institution.objects.filter(partner_id=partner.id).first()
    if found is not None:
        return found
    return _saved(
        by, Institution(name=partner.name[:_NAME], kind=OTHER, partner_id=partner.id, member=False, hosts=False)
    )


def _saved(by: Person, row: Institution) -> Institution:
    try:
        with transaction.atomic(), recorded(by=by, event="network_institution.written", about=f"institution:{row.id}"):
            row.save()
    except IntegrityError as error:
        raise NotNow(_("Bu adla bir kurum zaten var; hiçbir şey kaydedilmedi.")) from error
    return row
