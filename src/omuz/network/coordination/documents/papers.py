"""The papers people take along: a directorate's page on one sheet, the protocol, the plan of action."""

from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from omuz.foundation.catalogue.turkish import day
from omuz.insight.papers.parts import Grid, Heading, Named, Paper, Part, Words
from omuz.network.coordination.models import Protocol, Unit, Workspace
from omuz.network.coordination.queries.pages import map_of, newest, parts
from omuz.network.coordination.queries.plan import Line
from omuz.network.coordination.rules.words import STANDINGS


def unit_sheet(unit: Unit) -> Paper:
    """Five parts on one page, and whom to call; an example says that it is one."""
    page = newest(unit)
    told: list[Part] = []
    for each in parts(page) if page else []:
        lines = "\n".join(f"· {line}" for line in each.sentences)
        told += [Heading(str(each.title)), Words(lines or "–")]
    if unit.focal_post:
        rows = [(_("İrtibat görevi"), _with(unit.focal_post, unit.focal_contact))]
        if unit.deputy_post:
            rows.append((_("Yedek görev"), unit.deputy_post))
        told += [Heading(_("Kim aranır?")), Named(rows)]
    return _paper(unit.workspace, unit.name, told, foot=_foot(unit))


def _with(post: str, contact: str) -> str:
    return f"{post} · {contact}" if contact else post


def _foot(unit: Unit) -> str:
    page = newest(unit)
    if page is None:
        return ""
    words = _("Sürüm %(n)s.") % {"n": page.version}
    if page.confirmed_on:
        return f"{words} " + _("Müdürlük %(day)s günü onayladı.") % {"day": day(page.confirmed_on)}
    example = _("Örnek metin; müdürlük henüz onaylamadı.") if page.typical else _("Müdürlük henüz onaylamadı.")
    return f"{words} {example}"


def protocol_paper(row: Protocol) -> Paper:
    """Parties, text, term; lines for signatures of posts, not of persons named in the program."""
    told: list[Part] = [Heading(_("Taraflar")), Words("\n".join(f"· {line}" for line in row.party_lines) or "–")]
    if row.starts_on:
        told.append(Named(_term(row)))
    told += [Heading(_("Metin")), *(Words(line) for line in row.text.split("\n") if line.strip())]
    heads = (_("Taraf"), _("Görev"), _("İmza"))
    told += [Heading(_("İmzalar")), Grid(heads, [[line, "", ""] for line in row.party_lines], (3, 2, 2), tall=True)]
    foot = "" if row.signed_on else _("Taslak: henüz imzalanmadı.")
    return _paper(row.workspace, row.title, told, foot=foot)


def _term(row: Protocol) -> list[tuple[str, str]]:
    rows = [(_("İmza günü"), day(row.signed_on))] if row.signed_on else []
    ends = day(row.ends_on) if row.ends_on else _("süresiz")
    starts = day(row.starts_on) if row.starts_on else "–"
    return [*rows, (_("Yürürlük"), f"{starts} – {ends}")]


def plan_paper(workspace: Workspace, lines: Sequence[Line], title: str) -> Paper:
    """The actions across the page."""
    heads = (_("Eylem"), _("Müdürlük"), _("Sorumlu görev"), _("Başlama"), _("Bitiş"), _("Gösterge"), _("Durum"))
    rows = [
        [
            line.step.what,
            line.step.unit.name,
            line.step.post,
            day(line.step.starts_on),
            day(line.step.ends_on),
            line.step.indicator or "–",
            str(STANDINGS[line.standing]),
        ]
        for line in lines
    ]
    told: list[Part] = [Grid(heads, rows, (3.6, 2.2, 1.8, 1.1, 1.1, 2.2, 1))]
    return _paper(workspace, title, told if rows else [Words(_("Bu listede eylem yok."))], wide=True)


def first_draft(workspace: Workspace) -> dict[str, str]:
    """What a draft begins with: the directorates of the map as parties, and the usual articles; all of it editable."""
    names = [line.unit.name for line in map_of(workspace)]
    articles = (
        _("1. Amaç: Şiddete uğrayan kadınların belediyenin hangi kapısından girerse girsin merkeze güvenle ulaşması."),
        _("2. Kural: Tanı, yalnızken sor, merkezi söyle, onayla yönlendir, kaydetme."),
        _("3. Gizlilik: Merkez dışında hiçbir birim bir kadının yaşadığını yazmaz; merkezden dosya ya da ad istenmez."),
        _("4. İrtibat: Her birim bir irtibat görevi ve bir yedek görev belirler; değişikliği sekreteryaya bildirir."),
        _("5. Sayım: Birimler her çeyrekte yalnız verilen kart ve yapılan yönlendirme sayısını bildirir."),
        _("6. Eylem planı: Eylemler, sorumlu görevler ve günler ektedir; altı ayda bir birlikte gözden geçirilir."),
        _("7. Süre: Bu protokol imzadan başlayarak iki yıl geçerlidir; bitmeden üç ay önce yenilenmesi görüşülür."),
    )
    return {
        "title": _("Belediye içi koordinasyon protokolü"),
        "parties": "\n".join([workspace.municipality.name, *names]),
        "text": "\n".join(articles),
    }


def _paper(workspace: Workspace, title: str, told: Sequence[Part], *, foot: str = "", wide: bool = False) -> Paper:
    language = (get_language() or "tr").split("-")[0]
    return Paper(language, workspace.municipality.name, title, told, foot, wide)
