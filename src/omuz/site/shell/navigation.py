"""The left rail by kind of work; only pages that exist and that the person may open are drawn."""

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from omuz.foundation.people.access import Person


@dataclass(frozen=True)
class Entry:
    """One line of the rail; `permission` None opens it to everybody who is signed in.

    `over` names the address whose pages all belong to this line, where that is wider than the line's own.
    """

    name: str
    label: Promise
    icon: str
    permission: str | None = None
    over: str = ""


@dataclass(frozen=True)
class Section:
    """A group of entries; the first group has no title."""

    title: Promise | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Link:
    """An entry as it is drawn: with its address, and whether the page shown is this one or lies under it."""

    label: Promise
    icon: str
    address: str
    current: bool


@dataclass(frozen=True)
class DrawnSection:
    """A group of the rail with at least one link."""

    title: Promise | None
    links: tuple[Link, ...]


SECTIONS: tuple[Section, ...] = (
    Section(
        None,
        (
            Entry("desk:today", _("Bugün"), "today", "contacts.record"),
            Entry("contacts:list", _("Temaslar"), "call", "contacts.read"),
            Entry("cases:list", _("Dosyalar"), "folder", "cases.read"),
            Entry("appointments:calendar", _("Takvim"), "calendar", "cases.read"),
            Entry("appointments:reception", _("Karşılama"), "calendar", "slots.reception"),
            Entry("team:team", _("Ekip"), "person", "cases.read"),
            Entry("offline:shell", _("Hat kesilirse"), "lock", "contacts.record"),
            Entry("services:waiting", _("Bekleme listesi"), "clock", "cases.read"),
            Entry("orders:registers", _("Yasal kayıtlar"), "standard", "cases.lead"),
            Entry("rights:register", _("Hak talepleri"), "shield", "cases.read"),
            Entry("referrals:inbox", _("Gelen yönlendirmeler"), "import", "cases.read"),
        ),
    ),
    Section(
        _("Ağ"),
        (
            Entry("directory:centres", _("Merkezler"), "centre", "directory.read"),
            Entry("profiles:overview", _("Merkez profilleri"), "report", "directory.read"),
            Entry("surveys:list", _("Anketler"), "edit", "surveys.answer"),
            Entry("surveys:rounds", _("Anketler"), "edit", "surveys.manage", over="surveys:list"),
            Entry("standards:overview", _("Standartlar"), "standard", "standards.read"),
            Entry("cooperation:overview", _("İş birliği"), "share", "cooperation.read"),
            Entry("meetings:overview", _("Toplantılar"), "meeting", "meetings.decisions"),
            Entry("training:overview", _("Eğitim"), "training", "training.read"),
            Entry("coordination:list", _("Belediye içi"), "town-hall", "coordination.read"),
            Entry("outreach:overview", _("Önleme"), "walk", "outreach.read"),
            Entry("programmes:list", _("Programlar"), "folder", "programmes.read"),
            Entry("exchange:overview", _("Paylaşım"), "chat", "exchange.read"),
        ),
    ),
    Section(
        _("Sayılar"),
        (
            Entry("returns:indicators", _("Göstergeler"), "chart", "figures.centre"),
            Entry("figures:centre", _("Gönderilen sayılarımız"), "chart", "figures.centre"),
            Entry("returns:released", _("Yayımlanan sayılar"), "chart", "totals.released"),
            Entry("figures:brief", _("Bir sayfada özet"), "report", "totals.released"),
            Entry("figures:overview", _("Genel bakış"), "chart", "network.dashboard"),
            Entry("returns:dashboard", _("Ağ göstergeleri"), "map", "network.dashboard"),
            Entry("returns:returns", _("Dönem bildirimi"), "send", "returns.prepare"),
            Entry("returns:received", _("Gelen bildirimler"), "import", "network.returns"),
            Entry("figures:quality", _("Veri niteliği"), "alert", "network.returns"),
            Entry("leaflet:answers", _("Adsız geri bildirim"), "chat", "leaflet.figures"),
            Entry("returns:ledger", _("Yayım defteri"), "book"),
            Entry("figures:press", _("Basın föyü"), "report"),
            Entry("handbook:indicators", _("Gösterge el kitabı"), "book"),
            Entry("reports:editions", _("Raporlar"), "report", "reports.read"),
        ),
    ),
    Section(
        _("Yönetim"),
        (
            Entry("people", _("Çalışanlar"), "person", "people.manage"),
            Entry("keys", _("Anahtarlar"), "key", "vault.hold"),
            Entry("offline:settings", _("Hat kesikken yazma"), "settings", "offline.allow"),
            Entry("audit", _("Kim neye baktı"), "shield", "audit.read"),
            Entry("places", _("Kurumlar ve merkezler"), "building", "installation.run"),
            Entry("installation-log", _("Kurulum günlüğü"), "shield", "installation.run"),
        ),
    ),
    Section(None, (Entry("guide", _("Rehber"), "book"),)),
)

BESIDE: dict[str, tuple[Entry, ...]] = {
    "training": (
        Entry("training:overview", _("Eğitimler"), "training", "training.read"),
        Entry("practice:stories", _("Alıştırma odası"), "edit", "training.practise"),
        Entry("training:coverage", _("Kimin eğitimi geçerli?"), "person", "training.coverage"),
        Entry("training:directorates", _("Müdürlükler"), "building", "training.hold"),
        Entry("training:check", _("Belge doğrula"), "search", "training.read"),
    ),
}
"""Pages of one subject that stand beside each other as tabs, also where they are of several rooms."""


def address(name: str) -> str:
    """The address of a page by its url name, or an empty string where this installation has no such page."""
    return _address(name, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())


@lru_cache(maxsize=512)
def _address(name: str, _urls: str, _prefix: str) -> str:
    """Worked out once for each table of addresses: the rail of every page asks for some forty."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def rail(person: Person, path: str) -> tuple[DrawnSection, ...]:
    """The rail of one person on the page at `path`; at most one link is current, the deepest that fits."""
    found = [
        (section, [(entry, where) for entry in section.entries if (where := _open_to(person, entry))])
        for section in SECTIONS
    ]
    ranges = [(_range(entry, where), where) for _section, entries in found for entry, where in entries]
    fitting = [each for each in ranges if path.startswith(each[0])]
    here = max(fitting, key=lambda each: len(each[0]), default=("", ""))[1]
    return tuple(
        DrawnSection(
            section.title,
            tuple(Link(entry.label, entry.icon, where, where == here) for entry, where in entries),
        )
        for section, entries in found
        if entries
    )


def beside(person: Person, subject: str, path: str) -> tuple[Link, ...]:
    """The tabs of a subject she may open, the same on each of its pages; the page at `path` is current."""
    found = [(entry, where) for entry in BESIDE[subject] if (where := _open_to(person, entry))]
    return tuple(Link(entry.label, entry.icon, where, where == path) for entry, where in found)


def first_page(person: Person) -> str:
    """Where a person begins: the first page of her rail."""
    drawn = rail(person, "")
    return drawn[0].links[0].address if drawn else address("profile")


def _range(entry: Entry, where: str) -> str:
    return address(entry.over) if entry.over else where


def _open_to(person: Person, entry: Entry) -> str:
    allowed = entry.permission is None or person.may(entry.permission)
    return address(entry.name) if allowed else ""
