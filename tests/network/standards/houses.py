"""What the tests of standards share: a published v0, a round, a filled assessment, a coordinator for Bornova."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

if TYPE_CHECKING:
    from tests.cast import Cast, Member


@dataclass
class House:
    """The cast with v0 published and a round open for both centres; `songul` leads Bornova, `sema` edits."""

    cast: "Cast"
    songul: "Member"
    sema: "Member"
    standard: Any
    asked: Any

    def assessment(self, centre: Any, who: "Member") -> Any:
        from omuz.foundation.people.access import acting
        from omuz.network.standards.models import Assessment

        with acting(who.person):
            return Assessment.objects.select_related("round__standard").get(round=self.asked, centre_id=centre.id)

    def fill(self, who: "Member", centre: Any, level: str = "2", **other: str) -> Any:
        """Write one level for every criterion, `other` by code."""
        from omuz.foundation.people.access import acting
        from omuz.network.standards.actions.assessing import keep

        row = self.assessment(centre, who)
        changes = {
            each.code: {"level": other.get(each.code, level), "reason": "yok" if other.get(each.code) == "U" else ""}
            for each in self.standard.text.criteria()
        }
        with acting(who.person):
            keep(by=who.person, assessment=row, changes=changes, seen={})
        return row

    def signed(self, **other: str) -> Any:
        """Konak's assessment, filled and signed by two."""
        from omuz.foundation.people.access import acting
        from omuz.network.standards.actions.assessing import sign

        row = self.fill(self.cast.ayse, self.cast.konak, **other)
        for who in (self.cast.ayse, self.cast.nermin):
            with acting(who.person):
                row = sign(by=who.person, assessment=row)
        return row

    def named(self, row: Any) -> Any:
        """Bornova is to visit Konak."""
        from omuz.foundation.people.access import acting
        from omuz.network.standards.actions.rounds import name_visitor

        elif_ = self.cast.elif_.person
        with acting(elif_):
            return name_visitor(by=elif_, assessment=row, visitor_id=self.cast.bornova.id, visit_on=None)

    def visited(self) -> Any:
        """Konak signed; Bornova saw A1 and A2 lower and signed its visit."""
        from omuz.foundation.people.access import acting
        from omuz.network.standards.actions import visiting

        row, songul = self.named(self.signed(A1="3", A2="3")), self.songul.person
        with acting(songul):
            for code, level in (("A1", "1"), ("A2", "2"), ("A3", "2")):
                visiting.put_finding(by=songul, assessment=row, code=code, level=level, comment="Yerinde bakıldı.")
            return visiting.sign_visit(by=songul, assessment=row)

    def agreed(self) -> Any:
        """The two agreed on A1, not on A2, and both approved."""
        from omuz.foundation.people.access import acting
        from omuz.network.standards.actions import visiting

        row, nermin, songul = self.visited(), self.cast.nermin.person, self.songul.person
        with acting(nermin):
            visiting.agree(by=nermin, assessment=row, code="A1", level="2")
        with acting(songul):
            visiting.agree(by=songul, assessment=row, code="A2", level="", disagreement="İki görüş kaldı.")
            visiting.approve(by=songul, assessment=row)
        with acting(nermin):
            return visiting.approve(by=nermin, assessment=row)


def made(cast: "Cast") -> House:
    """The house of one test."""
    from omuz.foundation.people.access import acting
    from omuz.foundation.people.actions import accounts
    from omuz.foundation.people.rules import Role
    from omuz.network.standards.actions.rounds import open_round
    from omuz.network.standards.actions.versions import take_in
    from tests.cast import member

    songul = member("songul", "Songül Er", Role.CENTRE_COORDINATOR, accounts.Place(centre=cast.bornova))
    sema = member("sema", "Sema Uz", Role.STANDARDS_EDITOR, accounts.Place())
    today = timezone.localdate()
    with acting(sema.person):
        standard = take_in(by=sema.person)
    with acting(cast.elif_.person):
        asked = open_round(
            by=cast.elif_.person,
            standard=standard,
            title="2026 turu",
            year=2026,
            opens_on=today - timedelta(days=10),
            due_on=today + timedelta(days=10),
            guests=[cast.konak.id, cast.bornova.id],
        )
    return House(cast, songul, sema, standard, asked)


def last_year(house: House, level: str = "1") -> Any:
    """A signed assessment of Konak in an earlier round."""
    from omuz.foundation.people.access import acting
    from omuz.network.standards.actions.rounds import open_round

    now = house.asked
    with acting(house.cast.elif_.person):
        house.asked = open_round(
            by=house.cast.elif_.person,
            standard=house.standard,
            title="2025 turu",
            year=2025,
            opens_on=date(2025, 1, 1),
            due_on=date(2025, 2, 1),
            guests=[house.cast.konak.id],
        )
    row = house.signed(A1=level)
    house.asked = now
    return row
