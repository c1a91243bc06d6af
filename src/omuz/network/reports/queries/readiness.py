"""What still holds an edition back from being published, section by section."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from omuz.foundation.people.access import Person
from omuz.network.reports.models import Edition
from omuz.network.reports.queries.desk import SectionLine, section_lines


@dataclass(frozen=True)
class Lacking:
    """A section that is not ready, and why, in short words."""

    section: str
    title: str
    reasons: tuple[str, ...]


def unready(person: Person, edition: Edition) -> tuple[Lacking, ...]:
    """Every chosen section whose condition holds and that is not ready, in the order of the report.

    English is asked for where anybody has written English in this edition: half a translation is none.
    """
    turkish, english = section_lines(person, edition, "tr"), section_lines(person, edition, "en")
    translated = any(line.progress.written for line in english)
    found = []
    for line, other in zip(turkish, english, strict=True):
        if line.chosen and line.stands:
            reasons = tuple(_reasons(line, other, translated=translated))
            if reasons:
                section = line.progress.section
                found.append(Lacking(section.key, section.title.say(), reasons))
    return tuple(found)


def _reasons(line: SectionLine, other: SectionLine, *, translated: bool) -> list[str]:
    told = line.progress
    checks = {
        _("yazısı yok"): told.asks_for_text and not told.written,
        _("İngilizcesi yok"): translated and told.written and not other.progress.written,
        _("sayısı değişmiş cümle var"): bool(told.stale or other.progress.stale),
        _("onayı yok"): not told.signed,
    }
    return [reason for reason, holds in checks.items() if holds]
