"""Roles as a manager reads them, what each may do, and which rows each opens."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person is here for; one person may hold several posts."""

    RECEPTION = "reception"
    COUNSELLOR = "counsellor"
    CENTRE_COORDINATOR = "centre_coordinator"
    DIRECTOR = "director"
    NETWORK_COORDINATOR = "network_coordinator"
    STANDARDS_EDITOR = "standards_editor"
    IT_ADMINISTRATOR = "it_administrator"


class Rows(StrEnum):
    """Which rows a role opens at the second wall."""

    CENTRE = "centre"
    ORGANISATION = "organisation"
    NETWORK = "network"
    NONE = "none"


@dataclass(frozen=True)
class RoleRule:
    """One role: which rows it opens, and whether it may hold a key of the centre."""

    rows: Rows
    holds_key: bool


ROLES: dict[Role, RoleRule] = {
    Role.RECEPTION: RoleRule(Rows.NONE, holds_key=False),
    Role.COUNSELLOR: RoleRule(Rows.CENTRE, holds_key=True),
    Role.CENTRE_COORDINATOR: RoleRule(Rows.CENTRE, holds_key=True),
    Role.DIRECTOR: RoleRule(Rows.ORGANISATION, holds_key=False),
    Role.NETWORK_COORDINATOR: RoleRule(Rows.NETWORK, holds_key=False),
    Role.STANDARDS_EDITOR: RoleRule(Rows.NONE, holds_key=False),
    Role.IT_ADMINISTRATOR: RoleRule(Rows.NONE, holds_key=False),
}

CENTRE_ROLES = frozenset({Role.RECEPTION, Role.COUNSELLOR, Role.CENTRE_COORDINATOR})
"""Roles that are held at a centre; the others are held at an organisation or for the network."""

NETWORK_EDITORS = frozenset({Role.NETWORK_COORDINATOR, Role.STANDARDS_EDITOR})
"""Roles that write what the whole network shares; none of them opens a row about a woman."""

_TEAM = frozenset({Role.COUNSELLOR, Role.CENTRE_COORDINATOR})
_LEAD = frozenset({Role.CENTRE_COORDINATOR})

APPOINTS: dict[Role, frozenset[Role]] = {
    Role.CENTRE_COORDINATOR: CENTRE_ROLES,
    Role.NETWORK_COORDINATOR: frozenset({Role.NETWORK_COORDINATOR, Role.STANDARDS_EDITOR}),
    Role.IT_ADMINISTRATOR: frozenset(Role),
}
"""Who gives which posts: a coordinator at her own centre, the network its own people, IT any; none of them a key."""

INVITATION_HOURS = 72
"""How long a one-time link opens."""


def given_by(roles: Iterable[Role]) -> list[Role]:
    """Roles that holders of `roles` may give, in the order of `Role`."""
    may = frozenset().union(*(APPOINTS.get(role, frozenset()) for role in roles))
    return [role for role in Role if role in may]


def held_at(role: Role, *, at_centre: bool, at_organisation: bool) -> bool:
    """Whether `role` is held there: centre roles at a centre, a director at an organisation, others at neither."""
    return at_centre == (role in CENTRE_ROLES) and at_organisation == (role is Role.DIRECTOR)


PERMISSIONS: dict[str, frozenset[Role]] = {
    "today.read": frozenset(Role),
    "contacts.record": _TEAM,
    "contacts.read": _TEAM,
    "contacts.correct": _TEAM,
    "contacts.import": _LEAD,
    "contacts.export": _LEAD,
    "cases.read": _TEAM,
    "cases.write": _TEAM,
    "cases.lead": _LEAD,
    "names.search": _TEAM,
    "names.log": _LEAD,
    "slots.read": _TEAM | {Role.RECEPTION},
    "slots.reception": frozenset({Role.RECEPTION}),
    "rights.destroy": _LEAD,
    "offline.allow": _LEAD,
    "figures.centre": _TEAM,
    "returns.prepare": _LEAD,
    "returns.send": _LEAD,
    "returns.release": _LEAD,
    "totals.released": frozenset({Role.DIRECTOR}),
    "network.dashboard": frozenset({Role.NETWORK_COORDINATOR}),
    "network.returns": frozenset({Role.NETWORK_COORDINATOR}),
    "external.enter": frozenset({Role.NETWORK_COORDINATOR}),
    "directory.read": frozenset(Role),
    "directory.write": _LEAD | {Role.NETWORK_COORDINATOR},
    "directory.edit": frozenset({Role.NETWORK_COORDINATOR}),
    "surveys.answer": _TEAM,
    "surveys.manage": NETWORK_EDITORS,
    "profiles.answer": _TEAM,
    "profiles.sign": _LEAD,
    "profiles.manage": frozenset({Role.NETWORK_COORDINATOR}),
    "standards.read": _TEAM | NETWORK_EDITORS,
    "standards.comment": _TEAM | NETWORK_EDITORS,
    "standards.edit": NETWORK_EDITORS,
    "standards.assess": _TEAM,
    "standards.sign": _LEAD,
    "standards.rounds": NETWORK_EDITORS,
    "training.read": frozenset(Role),
    "training.hold": _LEAD | {Role.NETWORK_COORDINATOR},
    "training.coverage": _LEAD | {Role.NETWORK_COORDINATOR},
    "training.elsewhere": _LEAD,
    "training.practise": _TEAM,
    "meetings.decisions": _TEAM | NETWORK_EDITORS | {Role.DIRECTOR},
    "meetings.read": _TEAM | NETWORK_EDITORS,
    "meetings.answer": _TEAM,
    "meetings.settle": _LEAD | {Role.NETWORK_COORDINATOR},
    "meetings.keep": frozenset({Role.NETWORK_COORDINATOR}),
    "cooperation.read": _TEAM | NETWORK_EDITORS,
    "cooperation.write": _LEAD | {Role.NETWORK_COORDINATOR},
    "coordination.read": _TEAM | NETWORK_EDITORS | {Role.DIRECTOR},
    "coordination.write": _LEAD | {Role.NETWORK_COORDINATOR},
    "exchange.read": _TEAM | NETWORK_EDITORS,
    "exchange.write": _TEAM,
    "exchange.board": _TEAM | {Role.NETWORK_COORDINATOR},
    "exchange.moderate": frozenset({Role.NETWORK_COORDINATOR}),
    "outreach.read": _TEAM | {Role.NETWORK_COORDINATOR},
    "outreach.write": _TEAM,
    "programmes.read": _LEAD | NETWORK_EDITORS,
    "programmes.write": frozenset({Role.NETWORK_COORDINATOR}),
    "leaflet.figures": _LEAD | {Role.NETWORK_COORDINATOR},
    "reports.read": _TEAM | NETWORK_EDITORS | {Role.DIRECTOR},
    "reports.comment": _LEAD | NETWORK_EDITORS,
    "reports.write": NETWORK_EDITORS,
    "reports.build": frozenset({Role.NETWORK_COORDINATOR}),
    "reports.quote": _LEAD | {Role.NETWORK_COORDINATOR},
    "reports.consent": _LEAD,
    "people.manage": frozenset({Role.CENTRE_COORDINATOR, Role.NETWORK_COORDINATOR, Role.IT_ADMINISTRATOR}),
    "vault.hold": _TEAM,
    "vault.grant": _LEAD,
    "audit.read": _TEAM,
    "installation.run": frozenset({Role.IT_ADMINISTRATOR}),
}
"""Permission → roles that have it. A permission absent here is a programming error, not a closed door."""

NEEDS_TRAINING = frozenset(name for name in PERMISSIONS if name.partition(".")[0] in {"contacts", "cases", "names"})
"""Permissions that open a woman's records: an installation may ask for valid trainings before any of them."""


def allowed(role: str, permission: str) -> bool:
    """Whether `role` carries `permission`; raises KeyError for a permission that does not exist."""
    return role in PERMISSIONS[permission]


def must_carry_second_factor(roles: Iterable[Role], demanded: str) -> bool:
    """Whether holders of `roles` must enrol a second factor; `demanded` is `required` or `optional`."""
    return demanded == "required" and any(ROLES[role].rows is Rows.CENTRE for role in roles)


_DEVICES = (
    ("android", "android"), ("iphone", "iphone"), ("ipad", "ipad"), ("windows", "windows"), ("mac os", "mac"),
    ("cros", "chromebook"), ("linux", "linux"),
)  # fmt: skip


def device_kind(told: str) -> str:
    """The kind of machine a browser says it runs on, as a code; `other` when it says nothing we know."""
    lowered = told.lower()
    return next((kind for sign, kind in _DEVICES if sign in lowered), "other")
