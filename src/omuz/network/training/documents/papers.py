"""The papers of a training: the letter of invitation to one place, and the sheet that is signed at the door."""

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from omuz.foundation.catalogue.turkish import day
from omuz.insight.papers.parts import Grid, Heading, Named, Paper, Part, Words
from omuz.network.training.models import Seat, Training
from omuz.network.training.queries.catalogue import Course, Module, course_of, course_title
from omuz.network.training.queries.trainings import SeatLine
from omuz.network.training.rules import SeatState

BLANK_LINES = 4
MOST_DAYS_ACROSS = 3
"""So many days have a column of their own for a signature; a longer training takes a sheet a day."""


def invitation(training: Training, host: str, seats: Sequence[Seat] = (), where: str = "") -> Paper:
    """The letter to one place with the seats kept for it; without seats a letter to anybody."""
    parts: list[Part] = [
        Words(_("Sayın %(where)s,") % {"where": where} if where else _("Sayın ilgili kurum,")),
        Words(_opening(training, host)),
        Named(_facts(training)),
    ]
    course = course_of(training.course)
    if course is not None:
        parts += [Heading(_("Ne için?")), Words(str(course.aim)), Heading(_("Bölümler")), _modules(training, course)]
    if seats:
        parts += [Heading(_("Sizin için ayrılan yer")), _kept(seats)]
    if training.note:
        parts += [Heading(_("Not")), Words(training.note)]
    parts += [Words(words) for words in _closing()]
    parts.append(Words(host))
    return _paper(_("Eğitime davet"), parts)


def _opening(training: Training, host: str) -> str:
    return _("%(host)s, “%(course)s” eğitimini düzenliyor. Çalışanlarınızı bekliyoruz.") % {
        "host": host,
        "course": course_title(training.course),
    }


def _closing() -> tuple[str, str]:
    return (
        _(
            "Gelip gelmeyeceğinizi düzenleyene unvan ve sayı olarak bildirin. Merkezde hesabı olan çalışan daveti kendi"
            " Eğitim sayfasında yanıtlar."
        ),
        _(
            "Eğitimde hiçbir kadının adı, dosyası ya da tanınmasına yol açacak bir şey konuşulmaz. Saatlerin en az"
            " %80’inde bulunan, doğrulama kodu olan bir katılım belgesi alır."
        ),
    )


def _modules(training: Training, course: Course) -> Named:
    held: list[Module] = [module for module in course.modules if module.code in training.modules]
    return Named([(str(module.title), _("%(n)s saat") % {"n": module.hours}) for module in held])


def _kept(seats: Sequence[Seat]) -> Named:
    counted = Counter(seat.title for seat in seats if seat.state != SeatState.DECLINED)
    return Named([(title, _("%(n)s kişi") % {"n": number}) for title, number in counted.items()])


def attendance_sheet(training: Training, host: str, lines: Sequence[SeatLine]) -> Paper:
    """One line a seat by title and place; names are written by hand, and the sheet stays with the host."""
    days = (training.ends_on - training.starts_on).days + 1
    signed = (
        [_("%(n)s. gün imza") % {"n": n} for n in range(1, days + 1)] if 1 < days <= MOST_DAYS_ACROSS else [_("İmza")]
    )
    coming = [line for line in lines if line.seat.state != SeatState.DECLINED]
    rows = [[str(place), line.seat.title, line.where, "", *signed] for place, line in enumerate(coming, 1)]
    rows += [[str(len(coming) + ahead), "", "", "", *signed] for ahead in range(1, BLANK_LINES + 1)]
    blank = [[*row[:4], *("" for _sign in signed)] for row in rows]
    heads = (_("Sıra no"), _("Unvan"), _("Nereden"), _("Ad soyad"), *signed)
    facts = [(_("Eğitim"), course_title(training.course)), (_("Düzenleyen"), host), *_facts(training)[:3]]
    if days > MOST_DAYS_ACROSS:
        facts.append((_("Bu çizelgenin günü"), "……………………"))
    return _paper(
        _("Katılım çizelgesi"),
        [Named(facts), Grid(heads, blank, (0.6, 2, 2.4, 2.6, *(1.6 for _sign in signed)), tall=True)],
        foot=_(
            "Bu çizelge düzenleyen kurumda kalır; programa yazılmaz, taranıp yüklenmez, başka kuruma gönderilmez."
            " Programa yalnız kimin kaç saat bulunduğu unvanla yazılır."
        ),
        wide=len(signed) > 1,
    )


def _facts(training: Training) -> list[tuple[str, str]]:
    days = day(training.starts_on)
    if training.ends_on != training.starts_on:
        days = f"{days} – {day(training.ends_on)}"
    rows = [
        (_("Gün"), days),
        (_("Saat"), training.time),
        (_("Yer"), training.place),
        (_("Nasıl"), training.get_how_display()),
        (_("Süre"), _("%(n)s saat") % {"n": training.hours}),
        (_("Eğitmenler"), training.trainers),
    ]
    return [(name, words) for name, words in rows if words]


def _paper(title: str, parts: Sequence[Part], *, foot: str = "", wide: bool = False) -> Paper:
    language = (get_language() or "tr").split("-")[0]
    return Paper(language, _("Kadın Danışma Merkezleri Ağı"), title, parts, foot, wide)
