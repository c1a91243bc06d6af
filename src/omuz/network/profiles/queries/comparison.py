"""A centre's profile beside its own past and beside what the network told."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from omuz.network.profiles.models import NetworkFigures, SignedProfile
from omuz.network.profiles.queries.figures import QuestionLine, in_words, newest_figures
from omuz.network.profiles.queries.profiles import answer_under, earlier_signed
from omuz.network.profiles.queries.sheets import sheet
from omuz.network.profiles.rules.counting import Figure
from omuz.network.profiles.rules.sheet import Asked, Kind, by_name
from omuz.network.surveys.instances import values_of
from omuz.network.surveys.models import Invitation


@dataclass(frozen=True)
class Compared:
    """One question: what the centre says now, what it said in earlier years (newest first), what the network told."""

    asked: Asked
    now: str
    before: tuple[str, ...]
    changed: bool
    network: QuestionLine | None

    @property
    def told(self) -> str:
        """The network's figure in one line: the middle, or how many gave the same answer."""
        line = self.network
        if line is None:
            return ""
        if line.middle:
            return _("ortanca %(middle)s (%(base)s merkez)") % {"middle": line.middle, "base": line.answered}
        hidden = _("gizlendi")
        shown = [f"{words} {count}" for words, count in line.counts if count != hidden and count.split("/")[0] != "0"]
        kept_back = any(count == hidden for _words, count in line.counts)
        if kept_back:
            shown.append(_("ötekiler gizlendi") if shown else hidden)
        return " · ".join(shown)


@dataclass(frozen=True)
class Comparison:
    """A whole profile compared: the years before, the sections with their questions, the figures it stands beside."""

    years: tuple[int, ...]
    parts: tuple[tuple[str, tuple[Compared, ...]], ...]
    figures: NetworkFigures | None


def comparison(invitation: Invitation) -> Comparison:
    """Every question the centre or the network has something to say about; what is signed now is what it sent."""
    answer = answer_under(invitation)
    now = by_name(values_of(answer)) if answer else {}
    earlier, figures = earlier_signed(invitation), newest_figures(invitation.round)
    language = get_language() or "tr"
    parts = []
    for part in sheet(invitation.round.version).parts:
        rows = [_compared(question, now, earlier, figures, language) for question in part.questions]
        kept = tuple(row for row in rows if row.now or any(row.before))
        if kept:
            parts.append((part.label, kept))
    return Comparison(tuple(year_of(row.round.opens_on) for row in earlier), tuple(parts), figures)


def _compared(
    asked: Asked, now: dict[str, str], earlier: list[SignedProfile], figures: NetworkFigures | None, language: str
) -> Compared:
    mine = now.get(asked.name, "")
    told = [row.values.get(asked.name, "") for row in earlier]
    known = figures.figures.get(asked.name) if figures is not None and asked.kind is not Kind.WORDS else None
    network = in_words(asked, Figure.of_json(known), figures.invited) if known and figures else None
    return Compared(
        asked,
        asked.in_words(mine, language) if mine else "",
        tuple(asked.in_words(text, language) if text else "" for text in told),
        bool(told) and told[0] != mine,
        network,
    )


def year_of(day: date) -> int:
    """The year a profile is of: the one its round opened in."""
    return day.year
