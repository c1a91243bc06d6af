"""What tests of editions do over and over: begin, write, sign, publish, as the people they are."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.cast import Cast, Member
    from tests.network.reports.rooms import Year

PLACES = "s_places"
SECTIONS = ("s_method", "s_places", "s_voices")


@dataclass
class Desk:
    """The cast with an editor for the network and a coordinator for Bornova, and the year they write about."""

    cast: "Cast"
    year: "Year"
    sema: "Member"
    songul: "Member"

    def begin(self, report: str = "small", **more: Any) -> Any:
        """Elif begins an edition of 2026."""
        from omuz.foundation.people.access import acting
        from omuz.network.reports.actions import editions

        elif_ = self.cast.elif_.person
        with acting(elif_):
            return editions.begin(by=elif_, report=report, year=more.pop("year", 2026), **more)

    def act(self, who: "Member", do: Any, **told: Any) -> Any:
        """An act of one of them."""
        from omuz.foundation.people.access import acting

        with acting(who.person):
            return do(by=who.person, **told)

    def write(self, who: "Member", edition: Any, words: str, based_on: int = 0, **more: Any) -> Any:
        """A text for the section that asks for one."""
        from omuz.network.reports.actions import writing

        told = {"section": PLACES, "language": "tr", **more}
        return self.act(who, writing.write, edition=edition, words=words, based_on=based_on, **told)

    def sign(self, edition: Any, *sections: str) -> None:
        """Elif stands for these sections; for all of them where none is named."""
        from omuz.network.reports.actions import writing

        for section in sections or SECTIONS:
            self.act(self.cast.elif_, writing.sign, edition=edition, section=section)

    def publish(self, edition: Any) -> Any:
        """Elif publishes."""
        from omuz.network.reports.actions import editions

        return self.act(self.cast.elif_, editions.publish, edition=edition)

    def published(self, words: str = "Binaların yarısı ortak.") -> Any:
        """A whole edition: begun, written, signed, published."""
        from omuz.network.reports.queries.texts import newest_text

        edition = self.begin()
        if self.read(newest_text, edition, PLACES, "tr") is None:
            self.write(self.cast.elif_, edition, words)
        missing = [key for key in (*SECTIONS, "s_changes") if key in self.standing(edition)]
        self.sign(edition, *missing)
        return self.publish(edition)

    def standing(self, edition: Any) -> set[str]:
        """The sections that are printed."""
        from omuz.network.reports.queries.desk import section_lines

        lines = self.act(self.cast.elif_, lambda by: section_lines(by, edition, "tr"))
        return {line.progress.section.key for line in lines if line.stands}

    def read(self, look: Any, *told: Any) -> Any:
        """What Elif reads."""
        from omuz.foundation.people.access import acting

        with acting(self.cast.elif_.person):
            return look(*told)


def made(cast: "Cast", year: "Year") -> Desk:
    """The cast, Sema and Songül."""
    from omuz.foundation.people.actions import accounts
    from omuz.foundation.people.rules import Role
    from tests.cast import member

    sema = member("sema", "Sema Er", Role.STANDARDS_EDITOR, accounts.Place())
    songul = member("songul", "Songül Ay", Role.CENTRE_COORDINATOR, accounts.Place(centre=cast.bornova))
    return Desk(cast, year, sema, songul)
