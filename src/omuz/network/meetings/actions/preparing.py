"""Before the meeting: where and when, the agenda, the papers, and calling the institutions."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.catalogue.traces import names_a_person
from omuz.foundation.people.access import Person
from omuz.network.meetings.actions.held import act_on, refuse_closed
from omuz.network.meetings.models import AgendaItem, Attachment, Decision, Institution, Invited, Meeting
from omuz.network.standards.actions.refusals import NotNow, plain, written

_LINK = re.compile(r"https://[^\s<>\"']{3,290}")
MOST_ITEMS = 20
LONGEST = 480


@dataclass(frozen=True)
class Details:
    """What an invitation says besides day and host."""

    begins: time
    ends: time
    topic: str = ""
    place: str = ""
    how_to_reach: str = ""
    link: str = ""


@dataclass(frozen=True)
class Item:
    """One line of the agenda as it was typed; `id` of the one that was there."""

    title: str
    minutes: int
    kind: str = AgendaItem.Kind.TOPIC
    presenter: str = ""
    id: UUID | None = None


def post_only(text: str, what: str) -> str:
    """A post as it is kept; raises NotNow where the words name a person, or nothing is left."""
    plain(text)
    if names_a_person(text):
        raise NotNow(
            _("“%(what)s” bir kişi adına benziyor; görevin adını yazın (ör. KDM koordinatörü).") % {"what": what}
        )
    return written(text, what)[:120]


def write_details(*, by: Person, meeting: Meeting, details: Details) -> Meeting:
    """Where, when and about what; where it was called already the calendar file gets its next version."""
    plain(details.topic, details.place, details.how_to_reach)
    if details.ends <= details.begins:
        raise NotNow(_("Bitiş saati başlangıçtan sonra olmalı; hiçbir şey kaydedilmedi."))
    if details.link and not _LINK.fullmatch(details.link):
        raise NotNow(_("Bağlantı https:// ile başlayan bir adres olmalı; hiçbir şey kaydedilmedi."))
    with act_on(by, meeting, "network_meeting.prepared") as held:
        refuse_closed(held)
        held.begins, held.ends = details.begins, details.ends
        held.topic, held.place = details.topic.strip()[:200], details.place.strip()[:200]
        held.how_to_reach, held.link = details.how_to_reach.strip()[:300], details.link.strip()
        held.sequence += held.called_at is not None
        held.save()
    return held


def write_agenda(
    *, by: Person, meeting: Meeting, items: Sequence[Item], seen: Collection[UUID] | None = None
) -> list[AgendaItem]:
    """The agenda in this order; an item that is no longer there goes, unless a decision or words stand under it.

    `seen` are the items that stood on the page: what somebody else added meanwhile stays, at the end.
    """
    if len(items) > MOST_ITEMS:
        raise NotNow(_("Bir gündemde en çok yirmi madde olur; bazılarını birleştirin."))
    kept = []
    with act_on(by, meeting, "network_meeting.agenda_written") as held:
        refuse_closed(held)
        known = {row.id: row for row in held.items.all()}
        for place, item in enumerate(items, 1):
            kept.append(_written_item(held, known.get(item.id) if item.id else None, item, place))
        left = [row for key, row in known.items() if key not in {each.id for each in kept}]
        gone = [row for row in left if seen is None or row.id in seen]
        _refuse_spoken(gone)
        for place, row in enumerate((row for row in left if row not in gone), len(kept) + 1):
            AgendaItem.objects.filter(pk=row.pk).update(place=place)
        AgendaItem.objects.filter(pk__in=[row.pk for row in gone]).delete()
        held.save(update_fields=["changed_at", "changed_by"])
    return kept


def _written_item(meeting: Meeting, row: AgendaItem | None, item: Item, place: int) -> AgendaItem:
    plain(item.title)
    if not 0 < item.minutes <= LONGEST:
        raise NotNow(_("Her maddenin süresi dakika olarak yazılır: 1 ile 480 arasında bir sayı."))
    kept = row or AgendaItem(meeting=meeting)
    kept.place, kept.kind, kept.minutes = place, item.kind, item.minutes
    kept.title = written(item.title, _("Gündem maddesi"))[:200]
    kept.presenter = post_only(item.presenter, _("Kim anlatacak")) if item.presenter.strip() else ""
    kept.save()
    return kept


def _refuse_spoken(gone: Iterable[AgendaItem]) -> None:
    for row in gone:
        if row.noted or Decision.objects.filter(item=row).exists():
            raise NotNow(
                _("“%(title)s” maddesinin tutanağı ya da kararı var; gündemden çıkarılamaz.") % {"title": row.title}
            )


def call(*, by: Person, meeting: Meeting, institutions: Iterable[Institution]) -> Meeting:
    """Invite these institutions, or invite anew; who was written as present stays invited.

    Raises NotNow while host, place or agenda are missing, or nobody is invited.
    """
    wanted = {each.id: each for each in institutions}
    with act_on(by, meeting, "network_meeting.called") as held:
        refuse_closed(held)
        _refuse_unready(held, wanted)
        there = {row.institution_id: row for row in held.invited.all()}
        gone = [row.pk for key, row in there.items() if key not in wanted and not row.present]
        Invited.objects.filter(pk__in=gone).delete()
        Invited.objects.bulk_create(
            Invited(meeting=held, institution=each, guest=not each.member)
            for key, each in wanted.items()
            if key not in there
        )
        held.sequence += held.called_at is not None
        held.called_at = held.called_at or timezone.now()
        held.save()
    return held


def _refuse_unready(meeting: Meeting, wanted: object) -> None:
    missing = [
        words
        for there, words in (
            (meeting.host, _("ev sahibi")),
            (meeting.place or meeting.link, _("yer")),
            (meeting.items.exists(), _("gündem")),
            (wanted, _("çağrılacak kurumlar")),
        )
        if not there
    ]
    if missing:
        raise NotNow(_("Çağrı çıkmadan önce yazılacaklar: %(what)s.") % {"what": ", ".join(missing)})


def note_paper(*, by: Person, meeting: Meeting, kind: str, title: str, link: str = "", kept_at: str = "") -> Attachment:
    """Where a paper of the meeting is kept; the paper itself is never taken in."""
    plain(title, kept_at)
    if link and not _LINK.fullmatch(link.strip()):
        raise NotNow(_("Bağlantı https:// ile başlayan bir adres olmalı; hiçbir şey kaydedilmedi."))
    if not link.strip() and not kept_at.strip():
        raise NotNow(_("Belgenin bağlantısını ya da nerede durduğunu yazın; hiçbir şey kaydedilmedi."))
    there = Attachment.objects.filter(meeting=meeting, title=title.strip()[:200], link=link.strip())
    same: Attachment | None = there.filter(kept_at=kept_at.strip()[:200]).first()
    if same is not None:
        return same  # the button was pressed twice
    with act_on(by, meeting, "network_meeting.paper_noted") as held:
        made: Attachment = Attachment.objects.create(
            meeting=held,
            kind=kind,
            title=written(title, _("Belgenin adı"))[:200],
            link=link.strip(),
            kept_at=kept_at.strip()[:200],
            made_by=by.staff_id,
            made_at=timezone.now(),
        )
    return made


def remove_paper(*, by: Person, row: Attachment) -> None:
    """Take a paper off the list; the log keeps that it was there."""
    with act_on(by, row.meeting, "network_meeting.paper_removed"):
        row.delete()
