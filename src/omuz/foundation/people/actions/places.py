"""Organisations and their centres: made by whoever runs the installation, who holds no key of them."""

from django.utils.translation import gettext as _

from omuz.foundation.audit.actors import SYSTEM, Actor
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person, Refused
from omuz.foundation.people.models import Centre, Organisation


def _demand_installation(by: Actor) -> None:
    if by is SYSTEM or (isinstance(by, Person) and by.may("installation.run")):
        return
    raise Refused(_("Kurum ve merkezleri bilgi işlem açar; hiçbir şey değiştirilmedi."))


def found_organisation(*, by: Actor, kind: str, name: str) -> Organisation:
    """A legal owner of centres; raises Refused for anybody but IT and the installation itself."""
    _demand_installation(by)
    organisation = Organisation(kind=kind, name=name.strip())
    with recorded(by=by, event="organisation.founded", about=f"organisation:{organisation.id}"):
        organisation.save(force_insert=True)
    return organisation


def found_centre(
    *, by: Actor, organisation: Organisation, code: str, name: str, district: str = "", placeholder: bool = False
) -> Centre:
    """A centre without a key: its coordinator makes that, with a second holder and a sheet. Raises as above."""
    _demand_installation(by)
    centre = Centre(organisation=organisation, code=code, name=name.strip(), district=district, placeholder=placeholder)
    with recorded(by=by, event="centre.founded", centre=centre.id, about=f"centre:{centre.id}"):
        centre.save(force_insert=True)
    return centre
