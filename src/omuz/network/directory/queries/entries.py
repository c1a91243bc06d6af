"""Centres, municipalities and institutions as the pages list them; common knowledge of whoever is signed in."""

from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.http import Http404

from omuz.foundation.catalogue.lists import code_list, label_of
from omuz.foundation.catalogue.turkish import sort_key
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre, Organisation
from omuz.network.directory.models import (
    ContactPost,
    Directorate,
    InternalPart,
    Kept,
    Municipality,
    Partner,
    PublicPart,
    Service,
)
from omuz.network.directory.queries.history import told_by
from omuz.network.directory.rules.places import fits
from omuz.network.directory.rules.verification import Standing, standing


@dataclass(frozen=True)
class CentreLine:
    """A centre with its public part, where it has one."""

    centre: Centre
    public: PublicPart
    services: tuple[Service, ...]
    standing: Standing

    @property
    def district(self) -> str:
        """The district's name; empty where it is not known or the place is confidential."""
        known = self.centre.district and not self.public.confidential
        return label_of("district", self.centre.district) if known else ""


@dataclass(frozen=True)
class PartnerLine:
    """An institution, its kind in words, and how far it can be relied on."""

    partner: Partner
    kind: str
    standing: Standing
    services: tuple[Service, ...] = ()

    @property
    def district(self) -> str:
        return label_of("district", self.partner.district) if self.partner.district else ""


@dataclass(frozen=True)
class TownHall:
    """An organisation with what is known of it."""

    organisation: Organisation
    facts: Municipality
    directorates: list[Directorate] = field(default_factory=list)
    centres: list[Centre] = field(default_factory=list)


def public_part(centre: Centre) -> PublicPart:
    """The public part of a centre; an unsaved, empty one where nobody has written any."""
    found: PublicPart | None = PublicPart.objects.filter(centre_id=centre.id).first()
    return found or PublicPart(centre_id=centre.id)


def internal_part(person: Person, centre: Centre) -> InternalPart | None:
    """The internal part for the centre's own team and the network coordinator; None for everybody else."""
    if centre.id not in person.centres and not person.sees_network:
        return None
    found: InternalPart | None = InternalPart.objects.filter(centre_id=centre.id).first()
    return found or InternalPart(centre_id=centre.id)


def centre_by_code(code: str) -> Centre:
    """A centre by its code; Http404 for none."""
    found: Centre | None = Centre.objects.select_related("organisation").filter(code=code).first()
    if found is None:
        raise Http404
    return found


def services_of(owner: Centre | Partner, day: date | None = None) -> list[Service]:
    """What is offered there now or was said to be on `day`, in alphabetical order."""
    rows = (
        Service.objects.filter(centre_id=owner.id)
        if isinstance(owner, Centre)
        else Service.objects.filter(partner=owner)
    )
    return sorted(told_by(rows, day), key=lambda row: sort_key(row.name))


def posts_of(owner: Partner | Directorate, day: date | None = None) -> list[ContactPost]:
    """Whom colleagues ask there now, or whom they were said to ask on `day`."""
    rows = (
        ContactPost.objects.filter(partner=owner)
        if isinstance(owner, Partner)
        else ContactPost.objects.filter(directorate_id=owner.id)
    )
    return sorted(told_by(rows, day), key=lambda row: sort_key(row.post))


def secret_centres() -> frozenset[UUID]:
    """Centres whose place is confidential."""
    return frozenset(PublicPart.objects.filter(confidential=True).values_list("centre_id", flat=True))


def centre_lines(today: date, query: str = "") -> list[CentreLine]:
    """Every centre in alphabetical order, narrowed by words of name, district, owner or services."""
    publics = {row.centre_id: row for row in PublicPart.objects.all()}
    services: dict[UUID, list[Service]] = {}
    for row in Service.objects.filter(centre_id__isnull=False, closed=False):
        services.setdefault(row.centre_id, []).append(row)
    lines = []
    for centre in Centre.objects.select_related("organisation"):
        public = publics.get(centre.id) or PublicPart(centre_id=centre.id)
        own = tuple(sorted(services.get(centre.id, ()), key=lambda each: sort_key(each.name)))
        line = CentreLine(centre, public, own, standing(public.verified_on, today))
        words = (centre.name, line.district, centre.organisation.name, *(each.name for each in own))
        if fits(query, *words):
            lines.append(line)
    return sorted(lines, key=lambda line: sort_key(line.centre.name))


def partner_lines(today: date, query: str = "", *, kind: str = "", closed: bool = False) -> list[PartnerLine]:
    """Institutions in alphabetical order, narrowed by words of name, kind, district or services, and by kind."""
    services: dict[UUID, list[Service]] = {}
    for row in Service.objects.filter(partner__isnull=False, closed=False):
        services.setdefault(row.partner_id, []).append(row)
    lines = []
    for partner in Partner.objects.filter(closed=closed):
        if kind and partner.kind != kind:
            continue
        own = tuple(sorted(services.get(partner.id, ()), key=lambda each: sort_key(each.name)))
        line = PartnerLine(partner, kind_label(partner.kind), standing(partner.verified_on, today), own)
        if fits(query, partner.name, line.kind, line.district, partner.note, *(each.name for each in own)):
            lines.append(line)
    return sorted(lines, key=lambda line: sort_key(line.partner.name))


def by_kind(lines: list[PartnerLine]) -> list[tuple[str, list[PartnerLine]]]:
    """The lines under the words of their kinds, kinds in the order of the catalogue."""
    order = list(code_list("institution").codes)
    kinds = sorted({line.partner.kind for line in lines}, key=lambda code: order.index(code) if code in order else 999)
    return [(kind_label(kind), [line for line in lines if line.partner.kind == kind]) for kind in kinds]


def centres_to_verify(today: date) -> list[CentreLine]:
    """Centres whose public part nobody made sure of for half a year, longest neglected first."""
    lines = [line for line in centre_lines(today) if line.standing is not Standing.FRESH]
    return sorted(lines, key=lambda line: line.public.verified_on or date.min)


def to_verify(today: date) -> list[PartnerLine]:
    """Institutions somebody has to telephone, longest neglected first."""
    lines = [line for line in partner_lines(today) if line.standing is not Standing.FRESH]
    return sorted(lines, key=lambda line: line.partner.verified_on or date.min)


def partner_of(partner_id: UUID) -> Partner:
    """An institution; Http404 for none."""
    return _one(Partner, partner_id)


def service_of(service_id: UUID) -> Service:
    """A service; Http404 for none."""
    return _one(Service, service_id)


Row = TypeVar("Row", bound=Kept)


def _one(model: type[Row], row_id: UUID) -> Row:
    found: Row | None = model.objects.filter(id=row_id).first()
    if found is None:
        raise Http404
    return found


def directorate_of(directorate_id: UUID) -> Directorate:
    """A directorate; Http404 for none."""
    return _one(Directorate, directorate_id)


def post_of(post_id: UUID) -> ContactPost:
    """A contact post; Http404 for none."""
    return _one(ContactPost, post_id)


def town_hall(organisation_id: UUID, day: date | None = None) -> TownHall:
    """A municipality or association with what is known of it, its directorates as on `day`; Http404 for none."""
    organisation = Organisation.objects.filter(id=organisation_id).first()
    if organisation is None:
        raise Http404
    facts = Municipality.objects.filter(organisation=organisation).first() or Municipality(organisation=organisation)
    directorates = told_by(Directorate.objects.filter(organisation=organisation), day)
    return TownHall(
        organisation,
        facts,
        sorted(directorates, key=lambda row: sort_key(row.name)),
        sorted(organisation.centres.all(), key=lambda row: sort_key(row.name)),
    )


def town_halls() -> list[TownHall]:
    """Every owner of centres in alphabetical order."""
    facts = {row.organisation_id: row for row in Municipality.objects.all()}
    rows = Organisation.objects.prefetch_related("centres", "directorates")
    halls = [
        TownHall(
            row,
            facts.get(row.id) or Municipality(organisation=row),
            [each for each in row.directorates.all() if not each.closed],
            list(row.centres.all()),
        )
        for row in rows
    ]
    return sorted(halls, key=lambda hall: sort_key(hall.organisation.name))


def kind_label(kind: str) -> str:
    """Words for a kind of institution."""
    return label_of("institution", kind)
