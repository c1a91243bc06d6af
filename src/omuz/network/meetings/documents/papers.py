"""The papers people take along: invitation, attendance sheet, evaluation sheet, minutes, decisions to follow up."""

from collections.abc import Iterable, Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from omuz.foundation.catalogue.turkish import day
from omuz.insight.papers.parts import Grid, Heading, Named, Paper, Part, Words
from omuz.network.meetings.models import AgendaItem, Invited, Meeting
from omuz.network.meetings.queries.decisions import Line, carried_to, settled_since, taken_at
from omuz.network.meetings.queries.meetings import after, agenda, institutions_of
from omuz.network.meetings.rules.standing import Fulfilment
from omuz.network.meetings.rules.words import ANSWERS, QUESTIONS

BLANK_LINES = 6


def standing_words(standing: Fulfilment) -> str:
    """How a decision stands, in words."""
    words = {
        Fulfilment.OPEN: _("açık"),
        Fulfilment.OVERDUE: _("günü geçti"),
        Fulfilment.ON_TIME: _("yapıldı"),
        Fulfilment.LATE: _("geç yapıldı"),
        Fulfilment.DROPPED: _("vazgeçildi"),
    }
    return words[standing]


def meeting_title(meeting: Meeting) -> str:
    """What a meeting is called: its number, or its day once it is called off."""
    if meeting.number is None:
        return _("%(day)s ağ toplantısı") % {"day": day(meeting.on)}
    return _("%(number)s. ağ toplantısı") % {"number": meeting.number}


def invitation(meeting: Meeting) -> Paper:
    """The letter to the institutions: when, where, agenda, what is still open."""
    carried = carried_to(meeting)
    host = meeting.host.name if meeting.host else ""
    parts: list[Part] = [
        Words(_("Sayın ilgili kurum,")),
        Words(
            _("Kadın Danışma Merkezleri Ağı’nın %(title)s %(host)s ev sahipliğinde yapılacak. Kurumunuzu bekliyoruz.")
            % {"title": _in_sentence(meeting), "host": host}
        ),
        Named(_facts(meeting)),
        Heading(_("Gündem")),
        _agenda(meeting),
    ]
    if carried:
        parts += [Heading(_("Toplantıya gelen açık kararlar")), _to_follow(carried)]
    parts += [
        Words(
            _(
                "Kurumunuzun katılıp katılmayacağını ağ koordinatörlüğüne bildirin; katılacakların adını bildirmeyin. "
                "Toplantıda hiçbir kadının dosyası, adı ya da tanınmasına yol açacak bilgi konuşulmaz."
            )
        ),
        Words(_("Ağ koordinatörlüğü")),
    ]
    return _paper(_("%(title)s: çağrı") % {"title": meeting_title(meeting)}, parts)


def _in_sentence(meeting: Meeting) -> str:
    if meeting.number is None:
        return _("toplantısı")
    return _("%(number)s. toplantısı") % {"number": meeting.number}


def attendance_sheet(meeting: Meeting) -> Paper:
    """The sheet that is signed at the door; it stays with the host and never comes back into the program."""
    names = [row.institution.name for row in institutions_of(meeting)]
    rows = [[str(place), name, "", "", ""] for place, name in enumerate(names, 1)]
    rows += [[str(len(names) + ahead), "", "", "", ""] for ahead in range(1, BLANK_LINES + 1)]
    heads = (_("Sıra no"), _("Kurum"), _("Görev"), _("Ad soyad"), _("İmza"))
    return _paper(
        _("%(title)s: katılım çizelgesi") % {"title": meeting_title(meeting)},
        [Named(_facts(meeting)[:3]), Grid(heads, rows, (0.7, 3.3, 2, 2.4, 1.8), tall=True)],
        foot=_(
            "Bu çizelge ev sahibi kurumda kalır; programa yazılmaz, taranıp yüklenmez, başka kuruma gönderilmez. "
            "Ağa yalnız hangi kurumların geldiği ve toplam kaç kişi olduğu bildirilir."
        ),
    )


def evaluation_sheet(meeting: Meeting) -> Paper:
    """Three questions on paper, for those who have no account; without a line for a name."""
    rows = [[str(words), "", "", ""] for words in QUESTIONS.values()]
    return _paper(
        _("%(title)s: değerlendirme") % {"title": meeting_title(meeting)},
        [
            Words(_("Adınızı, kurumunuzu yazmayın. Her soruda bir kutuyu işaretleyin ve kâğıdı kutuya atın.")),
            Grid(("", *(str(words) for words in ANSWERS.values())), rows, (4, 1, 1, 1), tall=True),
        ],
        foot=_("Yalnız sayılar yazılır; kâğıtlar sayıldıktan sonra yok edilir."),
    )


def minutes(meeting: Meeting, today_lines: Sequence[Line], carried: Sequence[Line]) -> Paper:
    """What was said and decided: institutions, agenda with notes, decisions, follow-up, the next meeting."""
    following = after(meeting)
    parts: list[Part] = [
        Named(_facts(meeting)),
        Heading(_("Kurumlar")),
        *_attendance(meeting, institutions_of(meeting)),
    ]
    parts.append(Heading(_("Görüşülenler")))
    parts.append(_spoken(meeting))
    parts.append(Heading(_("Kararlar")))
    parts.append(_decided(today_lines) if today_lines else Words(_("Bu toplantıda karar alınmadı."), quiet=True))
    if carried:
        parts += [Heading(_("Önceki kararların takibi")), _followed(carried, meeting)]
    papers = list(meeting.attachments.all())
    if papers:
        parts += [Heading(_("Belgeler")), Named([(each.title, each.link or each.kept_at) for each in papers])]
    if following is not None:
        host = following.host.name if following.host else "–"
        parts.append(Words(_("Sıradaki toplantı: %(day)s, %(host)s.") % {"day": day(following.on), "host": host}))
    foot = "" if meeting.closed_at else _("Taslak: tutanak henüz kapatılmadı.")
    return _paper(_("%(title)s: tutanak") % {"title": meeting_title(meeting)}, parts, foot=foot)


def minutes_of(meeting: Meeting) -> Paper:
    """The minutes with the decisions as they were at the meeting."""
    return minutes(meeting, taken_at(meeting, meeting.on), [*settled_since(meeting), *carried_to(meeting)])


def follow_up_sheet(lines: Sequence[Line], title: str) -> Paper:
    """Decisions with post, day and how they stand, across the page."""
    heads = (_("Karar no"), _("Karar"), _("Kurum"), _("Sorumlu görev"), _("Gün"), _("Durum"), _("Son söz"))
    rows = [
        [
            line.decision.code,
            line.decision.what,
            line.owner,
            line.decision.owner_post,
            _day(line),
            standing_words(line.standing),
            _last(line),
        ]
        for line in lines
    ]
    parts: list[Part] = [Grid(heads, rows, (1.1, 3.8, 2, 1.8, 1.2, 1.1, 2.6))]
    return _paper(title, parts if rows else [Words(_("Bu listede karar yok."))], wide=True)


def _paper(title: str, parts: Sequence[Part], *, foot: str = "", wide: bool = False) -> Paper:
    language = (get_language() or "tr").split("-")[0]
    return Paper(language, _("Kadın Danışma Merkezleri Ağı"), title, parts, foot, wide)


def _facts(meeting: Meeting) -> list[tuple[str, str]]:
    rows = [
        (_("Gün"), f"{day(meeting.on)}, {meeting.begins:%H:%M}–{meeting.ends:%H:%M}"),
        (_("Ev sahibi"), meeting.host.name if meeting.host else "–"),
        (_("Yer"), meeting.place or "–"),
    ]
    more = ((_("Ulaşım"), meeting.how_to_reach), (_("Çevrim içi"), meeting.link), (_("Ayın konusu"), meeting.topic))
    return rows + [(name, words) for name, words in more if words]


def _agenda(meeting: Meeting) -> Grid:
    rows = [
        [f"{slot.begins:%H:%M}", slot.item.title, slot.item.presenter, str(slot.item.minutes)]
        for slot in agenda(meeting)
    ]
    return Grid((_("Saat"), _("Gündem maddesi"), _("Kim anlatacak"), _("Dakika")), rows, (0.8, 4, 2, 0.9))


def _spoken(meeting: Meeting) -> Grid:
    """Each item with what was said of it; breaks are left out."""
    rows = [
        [f"{slot.begins:%H:%M}", slot.item.title, slot.item.noted or _("Not yazılmadı.")]
        for slot in agenda(meeting)
        if slot.item.kind != AgendaItem.Kind.BREAK
    ]
    return Grid((_("Saat"), _("Gündem maddesi"), _("Ne konuşuldu")), rows, (0.8, 2.8, 5))


def _attendance(meeting: Meeting, rows: Iterable[Invited]) -> list[Part]:
    told = list(rows)
    there = [row.institution.name for row in told if row.present == "yes"]
    absent = [row.institution.name for row in told if row.present == "no"]
    lines = [(_("Gelen (%(n)s)") % {"n": len(there)}, ", ".join(there) or "–")]
    if absent:
        lines.append((_("Gelmeyen (%(n)s)") % {"n": len(absent)}, ", ".join(absent)))
    if meeting.heads is not None:
        lines.append((_("Katılan sayısı"), str(meeting.heads)))
    return [Named(lines)]


def _decided(lines: Iterable[Line]) -> Grid:
    rows = [
        [line.decision.code, line.decision.what, line.owner, line.decision.owner_post, _day(line)] for line in lines
    ]
    heads = (_("Karar no"), _("Karar"), _("Kurum"), _("Sorumlu görev"), _("Gün"))
    return Grid(heads, rows, (1.15, 3.3, 2, 1.7, 1.3))


def _to_follow(lines: Iterable[Line]) -> Grid:
    return _decided(lines)


def _followed(lines: Iterable[Line], meeting: Meeting) -> Grid:
    """What was said of earlier decisions up to this meeting."""
    rows = []
    for line in lines:
        said = [each for each in line.said if each.on <= meeting.on]
        words = said[-1].words if said else ""
        rows.append([line.decision.code, line.decision.what, _outcome(said[-1].outcome if said else ""), words])
    return Grid((_("Karar no"), _("Karar"), _("Durum"), _("Ne söylendi")), rows, (1.15, 3.4, 1.2, 3))


def _outcome(code: str) -> str:
    words = {"running": _("sürüyor"), "done": _("yapıldı"), "dropped": _("vazgeçildi")}
    return words.get(code, _("konuşulmadı"))


def _day(line: Line) -> str:
    return day(line.decision.due) if line.decision.due else "–"


def _last(line: Line) -> str:
    return f"{day(line.last.on)}: {line.last.words}".rstrip(": ") if line.last else ""
