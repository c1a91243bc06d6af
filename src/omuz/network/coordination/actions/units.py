"""Directorates of a workspace: taking them in, whom to call there, and the versions of their page."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.catalogue.lists import code_list, label_of
from omuz.foundation.catalogue.traces import names_a_person
from omuz.foundation.catalogue.turkish import fold
from omuz.foundation.people.access import Person
from omuz.network.coordination.actions.held import act_on, free, post_only
from omuz.network.coordination.actions.nobody import nobody
from omuz.network.coordination.models import Unit, UnitPage, Workspace
from omuz.network.coordination.queries.catalogue import typical_page
from omuz.network.standards.actions.refusals import NotNow, written

MOST = 40
_OWN = "own-"


class Overtaken(NotNow):
    """Somebody else wrote a version meanwhile; what was typed is still there."""


@dataclass(frozen=True)
class Focal:
    """Whom to call in a directorate, as posts; `contact` is the post's own line or mailbox."""

    name: str
    focal_post: str = ""
    focal_contact: str = ""
    deputy_post: str = ""
    staff_count: int | None = None


def take_in(*, by: Person, workspace: Workspace, keys: Iterable[str]) -> list[Unit]:
    """Take in directorates of the list, each with its typical page as version 1; those already there stay."""
    known = code_list("directorate")
    with act_on(by, workspace, "unit.taken_in") as held:
        there = set(held.units.values_list("key", flat=True))
        new = [key for key in known.codes if key in set(keys) - there]
        if not new:
            raise NotNow(_("Yeni bir müdürlük seçilmedi; hiçbir şey değişmedi."))
        _refuse_many(len(there) + len(new))
        return [_with_page(by, held, key, label_of("directorate", key), typical=True) for key in new]


def add_own(*, by: Person, workspace: Workspace, name: str) -> Unit:
    """Take in a unit of the municipality's own, with an empty page."""
    free(name)
    told = written(name, _("Müdürlüğün adı"))[:160]
    key = (_OWN + re.sub(r"[^a-z0-9]+", "-", fold(told)).strip("-"))[:60]
    with act_on(by, workspace, "unit.taken_in") as held:
        if held.units.filter(key=key).exists():
            raise NotNow(_("Bu adla bir müdürlük zaten haritada; hiçbir şey kaydedilmedi."))
        _refuse_many(held.units.count() + 1)
        return _with_page(by, held, key, told, typical=False)


def _refuse_many(number: int) -> None:
    if number > MOST:
        raise NotNow(_("Haritada en çok %(n)s müdürlük olur.") % {"n": MOST})


def _with_page(by: Person, workspace: Workspace, key: str, name: str, *, typical: bool) -> Unit:
    last = workspace.units.aggregate(last=Max("order"))["last"] or 0
    unit: Unit = Unit.objects.create(workspace=workspace, key=key, name=name, typical=typical, order=last + 1)
    page = typical_page(key)
    parts = {part: str(words) for part, words in page.parts.items()} if page else {}
    UnitPage.objects.create(
        unit=unit, version=1, typical=bool(parts), made_at=timezone.now(), made_by=by.staff_id, **parts
    )
    return unit


def write_focal(*, by: Person, unit: Unit, focal: Focal) -> Unit:
    """Whom to call: posts, never persons. Raises NotNow where the words name a person."""
    free(focal.name)
    if _somebodys_own(focal.focal_contact):
        raise NotNow(_("İletişim bir kişinin adını taşıyor; görevin hattını ya da ortak kutusunu yazın."))
    with act_on(by, unit.workspace, "unit.focal_written", about=f"unit:{unit.id}"):
        row: Unit = Unit.objects.get(pk=unit.pk)
        row.name = written(focal.name, _("Müdürlüğün adı"))[:160]
        row.focal_post = post_only(focal.focal_post, _("İrtibat görevi"), needed=False)
        row.deputy_post = post_only(focal.deputy_post, _("Yedek görev"), needed=False)
        row.focal_contact, row.staff_count = focal.focal_contact.strip()[:120], focal.staff_count
        row.save()
    return row


def _somebodys_own(contact: str) -> bool:
    """Whether a line or mailbox bears a given name; in a mailbox it is written without Turkish letters."""
    words = re.findall(r"[a-z]+", fold(contact))
    also_words = {fold(entry.tr) for entry in code_list("given_name_hints_also_words").entries}
    given = {fold(entry.tr) for entry in code_list("given_name_hints").entries} - also_words
    return names_a_person(contact) or not given.isdisjoint(words)


def remove_unit(*, by: Person, unit: Unit) -> None:
    """Take a directorate off the map; not once it has actions, focus groups or counts."""
    with act_on(by, unit.workspace, "unit.removed", about=f"unit:{unit.id}"):
        if unit.steps.exists() or unit.counts.exists() or unit.groups.exists():
            raise NotNow(_("Bu müdürlüğün eylemi, odak grubu ya da sayısı var; haritadan çıkarılamaz."))
        Unit.objects.filter(pk=unit.pk).delete()


def write_page(*, by: Person, unit: Unit, parts: Mapping[str, str], base: int | None = None) -> UnitPage:
    """A new version of a directorate's page; it waits for the unit's confirmation. Unchanged words make none.

    `base` is the version the words were written over: where another one came in between, Overtaken is raised.
    """
    nobody(*parts.values())
    told = {part: str(parts.get(part, "")).strip().replace("\r\n", "\n") for part in UnitPage.PARTS}
    if not any(told.values()):
        raise NotNow(_("Sayfada hiçbir bölüm yazılı değil; hiçbir şey kaydedilmedi."))
    with act_on(by, unit.workspace, "unit.page_written", about=f"unit:{unit.id}"):
        last = UnitPage.objects.filter(unit=unit).first()
        if last is not None and base not in (None, last.version):
            words = _("Siz yazarken sayfanın yeni sürümü çıktı; yazdıklarınız burada duruyor, ikisini birleştirin.")
            raise Overtaken(words)
        if last is not None and all(getattr(last, part) == words for part, words in told.items()):
            raise NotNow(_("Sayfa son sürümle aynı; yeni sürüm açılmadı."))
        made: UnitPage = UnitPage.objects.create(
            unit=unit, version=last.version + 1 if last else 1, made_at=timezone.now(), made_by=by.staff_id, **told
        )
    return made


def confirm_page(*, by: Person, unit: Unit, version: int, on: date) -> UnitPage:
    """Write that the directorate itself confirmed the newest version of its page."""
    if on > timezone.localdate():
        raise NotNow(_("Bugünden sonraki bir gün yazılmaz; hiçbir şey kaydedilmedi."))
    with act_on(by, unit.workspace, "unit.page_confirmed", about=f"unit:{unit.id}"):
        page: UnitPage | None = UnitPage.objects.filter(unit=unit).first()
        if page is None or page.version != version:
            raise NotNow(_("Sayfa bu arada değişti; son sürümü okuyup yeniden onaylayın."))
        if not all(getattr(page, part) for part in UnitPage.PARTS):
            raise NotNow(_("Sayfanın beş bölümü de yazılmadan onaylanmaz."))
        page.confirmed_on = on
        page.save()
    return page
