"""What people write and say in a draft; every version is kept under its writer's name."""

from collections.abc import Mapping

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Staff
from omuz.insight.reports.numbers import UnknownFigure
from omuz.insight.reports.quoting import figures_of
from omuz.network.reports.actions.refusals import NotNow, OthersWrote, fitting, plain, said
from omuz.network.reports.actions.signing import acting_role, held_draft, require_section, sign, take_off, unsign
from omuz.network.reports.models import Comment, Edition, SectionText
from omuz.network.reports.queries import desk
from omuz.network.reports.queries.editions import require_seen
from omuz.network.reports.queries.texts import newest_text

LONGEST = 20_000
"""Letters of one section's text."""
LONGEST_COMMENT = 2_000


def write(*, by: Person, edition: Edition, section: str, language: str, words: str, based_on: int) -> SectionText:
    """Keep a new version of a section's text in one language; `based_on` is the version the page showed (0: none).

    Raises OthersWrote with the other's words where another version came in between, NotNow for an unknown figure,
    a text too long or one that tells of somebody. The sign-off of the section falls. Where nothing is new the
    version that stands is given back.
    """
    return _written(by, edition, section, language, words, based_on, None)


def restore(*, by: Person, edition: Edition, section: str, language: str, version: int, based_on: int) -> SectionText:
    """Bring an older version back, as a new one under her name; figures are read as they are today."""
    by.require("reports.write")
    rows = SectionText.objects.filter(edition=edition, section=section, language=language, version=version)
    old = rows.first()
    if old is None:
        raise NotNow(_("Bu sürüm yok; hiçbir şey değişmedi."))
    return _written(by, edition, section, language, old.words, based_on, version)


def _written(
    by: Person, edition: Edition, section: str, language: str, words: str, based_on: int, restored: int | None
) -> SectionText:
    by.require("reports.write")
    require_section(edition, section)
    if language not in desk.LANGUAGES:
        raise NotNow(_("Rapor Türkçe ve İngilizce yazılır; hiçbir şey kaydedilmedi."))
    told = fitting(words.replace("\r\n", "\n").strip(), LONGEST)
    plain(told)
    last = newest_text(edition, section, language)
    if last is not None and last.words == told and last.figures == _figures(edition, told, language):
        return last
    event = "report.text_restored" if restored else "report.written"
    try:
        with recorded(by=by, event=event, about=f"edition:{edition.id}"):
            held = held_draft(edition)
            _require_last(held, section, language, based_on, told)
            made: SectionText = SectionText.objects.create(
                edition=held,
                section=section,
                language=language,
                version=based_on + 1,
                words=told,
                figures=_figures(held, told, language),
                by=by.staff_id,
                role=acting_role(by),
                at=timezone.now(),
                restored=restored,
            )
            take_off(held, section, _("bölümün yazısı değişti"), by)
    except IntegrityError as error:
        # Two people pressed at the same moment: the database let one through, and she is asked to look at it.
        _require_last(edition, section, language, based_on, told)
        raise NotNow(_("Yazı kaydedilemedi; sayfayı yenileyip bir daha deneyin. Yazdığınız duruyor.")) from error
    return made


def _figures(edition: Edition, words: str, language: str) -> Mapping[str, str]:
    """What the quoted figures read now; raises NotNow for one the report does not have."""
    with desk.as_defined(edition):
        try:
            return figures_of(words, desk.snapshot_of(edition).pieces, language)
        except UnknownFigure as unknown:
            raise NotNow(_("%(what)s Hiçbir şey kaydedilmedi, yazdığınız duruyor.") % {"what": unknown}) from unknown


def _require_last(edition: Edition, section: str, language: str, based_on: int, mine: str) -> None:
    """Raise OthersWrote where the newest version is not the one the page showed."""
    last = newest_text(edition, section, language)
    if (last.version if last else 0) == based_on:
        return
    if last is None:
        raise NotNow(_("Bu bölümde sizin gördüğünüz yazı yok; sayfayı yenileyin. Yazdığınız duruyor."))
    writer = Staff.objects.filter(pk=last.by).values_list("full_name", flat=True).first() or ""
    raise OthersWrote(
        _("Siz yazarken %(who)s bu bölümü kaydetti. Onun yazdığı duruyor, sizinki kaydedilmedi; ikisi de aşağıda.")
        % {"who": writer},
        last,
        mine,
    )


def comment(*, by: Person, edition: Edition, section: str, words: str, answers: Comment | None = None) -> Comment:
    """Say something about a section of a draft, or answer what somebody said; an answer opens it again."""
    by.require("reports.comment")
    require_seen(by, edition)
    require_section(edition, section)
    told = said(words, _("Not"), LONGEST_COMMENT)
    plain(told)
    if answers is not None and (answers.edition_id != edition.pk or answers.section != section):
        raise NotNow(_("Yanıtladığınız not bu bölümde değil; hiçbir şey kaydedilmedi."))
    with recorded(by=by, event="report.commented", about=f"edition:{edition.id}"):
        _require_draft(edition)
        made: Comment = Comment.objects.create(
            edition=edition,
            section=section,
            words=told,
            by=by.staff_id,
            role=acting_role(by),
            at=timezone.now(),
            # One level of answers: an answer to an answer stands under the same note.
            answers=(answers.answers or answers) if answers else None,
        )
        _open_again(made.answers)
    return made


def _open_again(note: Comment | None) -> None:
    if note is not None and note.settled_at is not None:
        note.settled_by = note.settled_at = None
        note.save(update_fields=["settled_by", "settled_at"])


def settle(*, by: Person, comment: Comment) -> Comment:
    """Say that nothing is left to do about a note; her own, or any for whoever writes."""
    by.require("reports.comment")
    if comment.by != by.staff_id:
        by.require("reports.write")
    require_seen(by, comment.edition)
    with recorded(by=by, event="report.comment_settled", about=f"edition:{comment.edition_id}"):
        _require_draft(comment.edition)
        if comment.settled_at is not None:
            raise NotNow(_("Bu not zaten kapanmış; hiçbir şey değişmedi."))
        comment.settled_by, comment.settled_at = by.staff_id, timezone.now()
        comment.save(update_fields=["settled_by", "settled_at"])
    return comment


def _require_draft(edition: Edition) -> None:
    """Raise NotNow where the edition is a draft no more; whoever only comments may not hold the row."""
    if not Edition.objects.filter(pk=edition.pk, state=Edition.State.DRAFT).exists():
        raise NotNow(_("Bu baskı artık taslak değil; hiçbir şey değişmedi."))


__all__ = ["LONGEST", "LONGEST_COMMENT", "comment", "restore", "settle", "sign", "unsign", "write"]
