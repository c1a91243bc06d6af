"""Words of a centre on their way into a report: proposed, checked by another, consented to, taken back."""

import hashlib
from collections.abc import Collection
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.network.reports.actions.refusals import NotNow, fitting, plain, said
from omuz.network.reports.models import AgreedQuote, Edition, PrintedQuote, Quote
from omuz.network.reports.queries.voices.open_answers import OpenAnswer
from omuz.network.reports.rules.voices_marks import checklist, marks, missing_answers

LONGEST = 500


def propose(*, by: Person, found: OpenAnswer, section: str, words_tr: str, words_en: str = "") -> Quote:
    """Propose words out of an open answer, edited so that they make nobody known. Raises NotNow."""
    _require_hers(by, found.centre_id)
    words = _words(words_tr, words_en)
    with recorded(by=by, event="quote.proposed", centre=found.centre_id, about=f"answer:{found.answer_id}"):
        if Quote.objects.filter(answer_id=found.answer_id, path=found.path, dropped_at__isnull=True).exists():
            raise NotNow(_("Bu yanıttan bir söz zaten önerilmiş; onu açıp düzenleyin."))
        made: Quote = Quote.objects.create(
            centre_id=found.centre_id,
            year=found.year,
            answer_id=found.answer_id,
            path=found.path,
            original_digest=digest_of(found.words),
            section=section,
            area=found.area,
            words_tr=words[0],
            words_en=words[1],
            proposed_by=by.staff_id,
            proposed_at=timezone.now(),
        )
    return made


def digest_of(text: str) -> str:
    """By which an answer is known again without being kept a second time."""
    return hashlib.sha256(text.encode()).hexdigest()


def _require_hers(by: Person, centre_id: UUID) -> None:
    """The centre’s coordinator about her own words, or the network coordinator; raises Refused or Http404."""
    if not by.sees_network:
        by.require("reports.quote", centre_id)
    by.require("reports.quote")


def _words(words_tr: str, words_en: str) -> tuple[str, str]:
    plain(words_tr, words_en)
    return said(words_tr, _("Alıntı"), LONGEST), fitting(words_en.strip(), LONGEST)


def _held(row: Quote, seen: int) -> Quote:
    """The row as it stands; raises NotNow where it is gone or somebody changed it since version `seen`."""
    held: Quote = Quote.objects.select_for_update().get(pk=row.pk)
    if held.dropped_at is not None:
        raise NotNow(_("Bu söz geri çekilmiş; hiçbir şey değişmedi."))
    if held.revision != seen:
        raise NotNow(_("Sözü siz bakarken bir başkası değiştirdi. Sayfa şimdi son hâlini gösteriyor; yeniden bakın."))
    return held


def edit(*, by: Person, row: Quote, section: str, words_tr: str, words_en: str, seen: int) -> Quote:
    """Write the words anew; check and consent are gone, and whoever wrote them is who proposes them now."""
    _require_hers(by, row.centre_id)
    words = _words(words_tr, words_en)
    with recorded(by=by, event="quote.edited", centre=row.centre_id, about=f"quote:{row.id}"):
        held = _held(row, seen)
        AgreedQuote.objects.filter(quote=held).delete()
        held.words_tr, held.words_en = words
        held.section = section
        held.proposed_by, held.proposed_at = by.staff_id, timezone.now()
        held.checked_by = held.checked_at = held.consented_by = held.consented_at = None
        held.checked, held.kept_why = [], ""
        held.revision += 1
        held.save()
    return held


def check(*, by: Person, row: Quote, answered: Collection[str], kept_why: str = "", seen: int) -> Quote:
    """Answer the questions of the identity check as a second person. Raises NotNow naming what is missing."""
    by.require("reports.comment")
    if not (by.edits_network or row.centre_id in by.centres):
        by.require("reports.quote", row.centre_id)
    if row.proposed_by == by.staff_id:
        raise NotNow(_("Sözü öneren kişi kendi sözünü denetleyemez; ikinci bir kişi bakmalı."))
    items = checklist()
    missing = missing_answers(answered, items)
    if missing:
        questions = " ".join(item.question.say() for item in missing)
        raise NotNow(_("Denetim bitmedi; şunlara bakılmadı: %(questions)s") % {"questions": questions})
    plain(kept_why)
    left = marks(row.words_tr, items) + marks(row.words_en, items)
    reason = said(kept_why, _("İşaretli sözcükler neden kalabilir"), 300) if left else fitting(kept_why.strip(), 300)
    with recorded(by=by, event="quote.checked", centre=row.centre_id, about=f"quote:{row.id}"):
        held = _held(row, seen)
        held.checked_by, held.checked_at = by.staff_id, timezone.now()
        held.checked, held.kept_why = [item.code for item in items], reason
        held.save(update_fields=["checked_by", "checked_at", "checked", "kept_why"])
        _agree(held)
    return held


def consent(*, by: Person, row: Quote, seen: int) -> Quote:
    """The centre’s coordinator agrees that exactly these words are printed."""
    by.require("reports.consent", row.centre_id)
    with recorded(by=by, event="quote.consented", centre=row.centre_id, about=f"quote:{row.id}"):
        held = _held(row, seen)
        held.consented_by, held.consented_at = by.staff_id, timezone.now()
        held.save(update_fields=["consented_by", "consented_at"])
        _agree(held)
    return held


def take_back(*, by: Person, row: Quote) -> Quote:
    """The centre takes its consent back; what was published before stays as it was consented to then."""
    by.require("reports.consent", row.centre_id)
    with recorded(by=by, event="quote.taken_back", centre=row.centre_id, about=f"quote:{row.id}"):
        held = _held(row, row.revision)
        AgreedQuote.objects.filter(quote=held).delete()
        held.consented_by = held.consented_at = None
        held.revision += 1
        held.save(update_fields=["consented_by", "consented_at", "revision"])
    return held


def drop(*, by: Person, row: Quote, why: str = "") -> Quote:
    """Give up quoting these words; the answer itself stays where it is."""
    _require_hers(by, row.centre_id)
    plain(why)
    with recorded(by=by, event="quote.dropped", centre=row.centre_id, about=f"quote:{row.id}"):
        held = _held(row, row.revision)
        AgreedQuote.objects.filter(quote=held).delete()
        held.dropped_by, held.dropped_at = by.staff_id, timezone.now()
        held.dropped_why = fitting(why.strip(), 300)
        held.save(update_fields=["dropped_by", "dropped_at", "dropped_why"])
    return held


def _agree(held: Quote) -> None:
    """Put the words where everybody reads them, without whose they are, once check and consent are both there."""
    AgreedQuote.objects.filter(quote=held).delete()
    if held.agreed:
        AgreedQuote.objects.create(
            quote=held,
            year=held.year,
            section=held.section,
            area=held.area,
            words_tr=held.words_tr,
            words_en=held.words_en,
        )


def keep_printed(edition: Edition, sections: Collection[str]) -> int:
    """Keep what this edition prints besides its snapshot; within the act that publishes it, while it is a draft."""
    rows = AgreedQuote.objects.filter(year=edition.year, section__in=list(sections), area="").order_by(
        "section", "words_tr"
    )
    now = timezone.now()
    made = [
        PrintedQuote(
            edition=edition, section=row.section, place=place, words_tr=row.words_tr, words_en=row.words_en, at=now
        )
        for place, row in enumerate(rows)
    ]
    PrintedQuote.objects.bulk_create(made)
    return len(made)
