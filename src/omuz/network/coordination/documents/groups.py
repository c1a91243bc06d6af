"""Papers for a focus group: the guide with room to write, and the consent everybody takes along; nobody signs."""

from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from omuz.foundation.catalogue.turkish import day
from omuz.insight.papers.parts import Grid, Heading, Named, Paper, Part, Words
from omuz.network.coordination.models import FocusGroup, UnitSheet, Workspace
from omuz.network.coordination.queries.guide import frame, guide_of


def paper_of(title: str, parts: Sequence[Part], *, foot: str = "", wide: bool = False) -> Paper:
    """A paper of this room in the reader's language."""
    language = (get_language() or "tr").split("-")[0]
    return Paper(language, _("Kadın Danışma Merkezleri Ağı"), title, parts, foot, wide)


def guide_paper(workspace: Workspace, group: FocusGroup | None = None) -> Paper:
    """The rules, the nine questions with minutes and what to ask on, and lines for the note-taker."""
    told, guide = frame(), guide_of(workspace)
    parts: list[Part] = [Named(_facts(group))] if group else []
    parts += [Heading(_("Başlamadan")), *(Words(f"• {line}") for line in told.rule_lines), Heading(_("Sorular"))]
    parts.append(
        Grid(
            (_("Sıra"), _("Soru"), _("Sormaya devam etmek için"), _("Dakika")),
            [[str(place), each.text, each.probe, str(each.minutes)] for place, each in enumerate(guide.questions, 1)],
            (0.6, 3.6, 3.2, 0.9),
        )
    )
    parts += [
        Heading(_("Not kâğıdı")),
        Grid((_("Soru"), _("Söylenenin özü (kimin söylediği yazılmaz)")),
             [[str(place), ""] for place in range(1, len(guide.questions) + 1)], (0.6, 7), tall=True),
        Heading(_("Bitirirken")),
        Words(_("Herkese teşekkür edin; destek alınabilecek yeri söyleyin: %(where)s.")
              % {"where": (group.support if group else "") or _("kadın danışma merkezi")}),
    ]  # fmt: skip
    foot = _("Not kâğıdı programa geçirildikten sonra yok edilir. Üzerine ad, tarih, dosya kodu yazılmaz.")
    return paper_of(str(told.title), parts, foot=foot)


def _facts(group: FocusGroup) -> list[tuple[str, str]]:
    when = day(group.on) + (f", {group.begins:%H:%M}" if group.begins else "")
    return [
        (_("Müdürlük"), group.unit.name),
        (_("Kademe"), frame().level(group.level)),
        (_("Gün"), when),
        (_("Süre"), _("%(n)s dakika") % {"n": group.minutes}),
        (_("Yer"), group.place or "–"),
        (_("Kolaylaştırıcı"), group.facilitator),
        (_("Not tutan"), group.note_taker),
    ]


def consent_paper(workspace: Workspace) -> Paper:
    """What everybody is told before the talk begins; agreed to by word of mouth, so that no name is on it."""
    parts: list[Part] = [Words(line) for line in guide_of(workspace).consent]
    foot = _("Bu kâğıt sizde kalır. Onayınızı sözle verirsiniz; imza ve ad istenmez.")
    return paper_of(_("Katılmadan önce okuyun"), parts, foot=foot)


def sheet_paper(sheet: UnitSheet) -> Paper:
    """The sheet of a unit for its wall: workflow, actions with post and time, confirmation."""
    parts: list[Part] = [
        Heading(_("İş akışı")),
        *(Words(f"{place}. {line}") for place, line in enumerate(sheet.workflow_lines, 1)),
        Heading(_("Eylemler")),
        Grid(
            (_("Ne yapılacak"), _("Sorumlu görev"), _("Ne zamana kadar"), _("Olduğu nereden anlaşılır")),
            [
                [row.what, row.post, _("%(n)s ay içinde") % {"n": row.months}, row.indicator or "–"]
                for row in sheet.actions.all()
            ],
            (3.2, 2, 1.4, 2.2),
        ),
    ]
    foot = _("Taslak: birim henüz onaylamadı.")
    if sheet.confirmed_on:
        foot = _("%(post)s, %(day)s günü birim adına onayladı.") % {
            "post": sheet.confirmed_post,
            "day": day(sheet.confirmed_on),
        }
    return paper_of(_("%(unit)s: birim sayfası") % {"unit": sheet.unit.name}, parts, foot=foot)
