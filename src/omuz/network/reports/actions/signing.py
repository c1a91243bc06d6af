"""Who stands for a section, and what takes that off again."""

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.people.rules import Role
from omuz.network.reports.actions.refusals import NotNow, plain, said
from omuz.network.reports.models import Edition, SignOff
from omuz.network.reports.queries import desk

_LONGEST_WHY = 300
_POSTS = (Role.NETWORK_COORDINATOR, Role.STANDARDS_EDITOR, Role.CENTRE_COORDINATOR)
"""Posts one may act in here, the widest first."""


def acting_role(person: Person) -> str:
    """The post in which she writes, speaks and signs; documents name it instead of her."""
    return next((role.value for role in _POSTS if role in person.roles), person.role_in(None))


def held_draft(edition: Edition) -> Edition:
    """The draft as it stands now, locked for this act: the page it was pressed on may be old. Raises NotNow."""
    held: Edition | None = Edition.objects.select_for_update().filter(pk=edition.pk).first()
    if held is None or not held.is_draft:
        raise NotNow(_("Bu baskı artık taslak değil; hiçbir şey değişmedi. Değişiklik için yeni bir baskı başlatın."))
    return held


def require_section(edition: Edition, section: str) -> None:
    """Raise NotNow where the report has no such section."""
    if all(each.key != section for each in desk.report_type_of(edition).sections):
        raise NotNow(_("“%(key)s” adında bir bölüm bu raporda yok; hiçbir şey değişmedi.") % {"key": section})


def sign(*, by: Person, edition: Edition, section: str) -> SignOff:
    """Stand for a section as it is now. Raises NotNow while a sentence in it quotes a figure that has changed."""
    by.require("reports.build")
    require_section(edition, section)
    with recorded(by=by, event="report.signed", about=f"edition:{edition.id}"):
        held = held_draft(edition)
        if SignOff.objects.filter(edition=held, section=section, withdrawn_at__isnull=True).exists():
            raise NotNow(_("Bu bölüm zaten onaylı; hiçbir şey değişmedi."))
        for language in desk.LANGUAGES:
            lines = desk.section_lines(by, held, language)
            if any(line.progress.stale for line in lines if line.progress.section.key == section):
                raise NotNow(
                    _("Bölümün yazısında sayısı değişmiş cümle var; önce cümleye bakıp kaydedin, sonra onaylayın.")
                )
        made: SignOff = SignOff.objects.create(
            edition=held, section=section, by=by.staff_id, role=acting_role(by), at=timezone.now()
        )
    return made


def unsign(*, by: Person, edition: Edition, section: str, why: str) -> SignOff:
    """Take the sign-off of a section back with a reason."""
    by.require("reports.build")
    reason = said(why, _("Neden"), _LONGEST_WHY)
    plain(reason)
    with recorded(by=by, event="report.sign_withdrawn", about=f"edition:{edition.id}"):
        taken = take_off(held_draft(edition), section, reason, by)
        if taken is None:
            raise NotNow(_("Bu bölüm onaylı değil; hiçbir şey değişmedi."))
    return taken


def take_off(edition: Edition, section: str, why: str, by: Person) -> SignOff | None:
    """Inside an act: nobody stands for the section any more, for this reason; None where nobody did."""
    row: SignOff | None = SignOff.objects.filter(edition=edition, section=section, withdrawn_at__isnull=True).first()
    if row is not None:
        row.withdrawn_by, row.withdrawn_at, row.why = by.staff_id, timezone.now(), why[:_LONGEST_WHY]
        row.save(update_fields=["withdrawn_by", "withdrawn_at", "why"])
    return row
