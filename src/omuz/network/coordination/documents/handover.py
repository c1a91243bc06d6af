"""The pack for a new administration: what was agreed, who by post, how far it is; without any person."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.tables import Cell, Sheet, as_workbook
from omuz.foundation.catalogue.turkish import day
from omuz.insight.papers.parts import Grid, Heading, Named, Paper, Part, Words
from omuz.network.coordination.documents.groups import paper_of
from omuz.network.coordination.models import Step, Unit, UnitPage, Workspace
from omuz.network.coordination.queries.catalogue import stages
from omuz.network.coordination.queries.copies import part_titles, protocol_state
from omuz.network.coordination.queries.figures import handed_table
from omuz.network.coordination.rules.cleaning import Cleaner
from omuz.network.coordination.rules.words import STANDINGS


class Pack:
    """The pack of one municipality on a day. Every text is cleaned on its way in; lines and mailboxes stay out."""

    def __init__(self, workspace: Workspace, today: date) -> None:
        self.workspace, self.today = workspace, today
        self.clean = Cleaner(days=True)

    def name(self, unit: Unit) -> str:
        """What a directorate is called; by its number where its name would lead to a person."""
        return self.clean(unit.name) or _("Müdürlük %(n)s") % {"n": unit.order}

    def paper(self) -> Paper:
        """The pack as a paper to read."""
        name = self.workspace.municipality.name
        parts: list[Part] = [
            Words(_("Bu dosya, yönetim değiştiğinde işin sürmesi içindir. İçinde hiçbir kişinin adı, telefonu, "
                    "başvurusu yoktur; görevler unvanla yazılıdır."), quiet=True),
            *self._standing(),
            *self._protocol(),
            Heading(_("Birimler")),
            Grid(_unit_heads(), self._units(), (3, 2.2, 2.2, 1.6)),
            Heading(_("Eylem planı")),
            *self._plan(),
            *self._cards(),
            *self._lessons(),
            Heading(_("Birim sayfaları")),
            *self._pages(),
        ]  # fmt: skip
        return paper_of(_("%(town)s: devir dosyası") % {"town": name}, parts, foot=self._foot())

    def _foot(self) -> str:
        if not self.clean.places:
            return ""
        return _("Kişiye götürebilecek cümleler bu dosyaya alınmadı.")

    def _standing(self) -> list[Part]:
        row = self.workspace
        reached = [each for each in row.reached.all() if each.stage <= row.stage]
        rows = [(_("Başlangıç"), day(row.begun_on)), (_("Aşama"), str(stages()[row.stage].name))]
        if row.committed_on:
            rows.append(
                (_("Başkanlık taahhüdü"), f"{day(row.committed_on)} · {self.clean(row.commitment)}".strip(" ·"))
            )
        if row.secretariat_post:
            rows.append((_("Sekreterya"), self.clean(row.secretariat_post)))
        told: list[Part] = [Heading(_("Nerede duruyoruz?")), Named(rows)]
        if reached:
            lines = [[day(each.on), str(stages()[each.stage].name), self.clean(each.evidence_note)] for each in reached]
            told.append(Grid((_("Gün"), _("Aşama"), _("Dayanağı")), lines, (1.2, 3, 3.4)))
        return told

    def _protocol(self) -> list[Part]:
        row = self.workspace.protocols.first()
        told: list[Part] = [Heading(_("Protokol"))]
        if row is None:
            return [*told, Words(_("Protokol yazılmadı."), quiet=True)]
        told.append(Named([(_("Adı"), self.clean(row.title)), (_("Durumu"), protocol_state(row, self.today)),
                           (_("İmza"), _day(row.signed_on)), (_("Bitiş"), _day(row.ends_on)),
                           (_("Taraflar"), ", ".join(self.clean(row.parties).splitlines()) or "–")]))  # fmt: skip
        return [*told, *(Words(line) for line in self.clean(row.text).splitlines() if line.strip())]

    def _units(self) -> list[list[str]]:
        rows = []
        for unit in self.workspace.units.all():
            page = _newest(unit)
            state = _("yok") if page is None else _day(page.confirmed_on, _("onay bekliyor"))
            rows.append([self.name(unit), self.clean(unit.focal_post) or "–", self.clean(unit.deputy_post) or "–",
                         state])  # fmt: skip
        return rows

    def _plan(self) -> list[Part]:
        heads = (_("Eylem"), _("Müdürlük"), _("Sorumlu görev"), _("Bitiş"), _("Durum"))
        rows = [[self.clean(row.what), self.name(row.unit), self.clean(row.post), day(row.ends_on),
                 str(STANDINGS[row.standing(self.today)])] for row in self._steps()]  # fmt: skip
        return [Grid(heads, rows, (3.4, 2, 1.8, 1.1, 1.2)) if rows else Words(_("Eylem yazılmadı."), quiet=True)]

    def _steps(self) -> Sequence[Step]:
        return list(self.workspace.steps.select_related("unit"))

    def card_rows(self) -> list[tuple[str, str]]:
        """Cards by quarter of this year and the one before, as they left the gate."""
        tables = [handed_table(self.workspace, year) for year in (self.today.year - 1, self.today.year)]
        return [
            (cell.key[0], _("gizlendi") if cell.value is None else str(cell.value))
            for table in tables
            for cell in (table.cells if table else ())
        ]

    def _cards(self) -> list[Part]:
        rows = self.card_rows()
        if not rows:
            return []
        return [Heading(_("Verilen kartlar")), Grid((_("Çeyrek"), _("Kart")), [list(row) for row in rows], (1, 1))]

    def _lessons(self) -> list[Part]:
        rows = [[day(row.on), self.clean(row.text), self.clean(row.for_whom)] for row in self.workspace.lessons.all()]
        rows = [row for row in rows if row[1]]
        if not rows:
            return []
        return [Heading(_("Öğrenilenler")), Grid((_("Gün"), _("Ne öğrenildi"), _("Kime yarar")), rows, (1, 5, 2))]

    def _pages(self) -> list[Part]:
        told: list[Part] = []
        for unit in self.workspace.units.all():
            page = _newest(unit)
            if page is None:
                continue
            parts = [(title, self.clean(getattr(page, part))) for part, title in part_titles().items()]
            if any(words for _title, words in parts):
                told += [Heading(self.name(unit)), Named([(title, words) for title, words in parts if words])]
        return told

    def workbook(self) -> bytes:
        """The tables of the pack, for whoever works on."""
        units: list[list[Cell]] = [list(_unit_heads())]
        units += [list(row) for row in self._units()]
        plan: list[list[Cell]] = [[_("Eylem"), _("Müdürlük"), _("Sorumlu görev"), _("Başlama"), _("Bitiş"),
                                   _("Durum"), _("Gösterge"), _("Kaynak"), _("Stratejik plan"), _("Eşitlik planı"),
                                   _("Neden")]]  # fmt: skip
        for row in self._steps():
            words = (row.indicator, row.means, row.strategic_plan, row.equality_plan, row.why)
            plan.append([self.clean(row.what), self.name(row.unit), self.clean(row.post), row.starts_on,
                         row.ends_on, str(STANDINGS[row.standing(self.today)]),
                         *(self.clean(each) for each in words)])  # fmt: skip
        cards: list[list[Cell]] = [[_("Çeyrek"), _("Kart")]]
        cards += [[quarter, words] for quarter, words in self.card_rows()]
        return as_workbook(
            [Sheet(_("Birimler"), units), Sheet(_("Eylem planı"), plan), Sheet(_("Verilen kartlar"), cards)]
        )


def _unit_heads() -> tuple[str, str, str, str]:
    return _("Müdürlük"), _("İrtibat görevi"), _("Yedek görev"), _("Sayfası")


def _newest(unit: Unit) -> UnitPage | None:
    found: UnitPage | None = unit.pages.order_by("-version").first()
    return found


def _day(on: date | None, instead: str = "–") -> str:
    return day(on) if on else instead
