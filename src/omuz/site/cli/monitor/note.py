"""The method note of a release: what was counted from which files, how it was protected, what does not agree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.privacy.gate import ProtectedRelease
from omuz.insight.opendata.publication import Publication
from omuz.insight.totals.contradictions import Contradiction
from omuz.site.words import _, language


@dataclass(frozen=True)
class Source:
    """A file the release was made from."""

    name: str
    sha256: str
    rows: int | None = None


@dataclass(frozen=True)
class Basis:
    """What a release was made from: its files, the mapping and its note, rows that were left out, and why."""

    mapping: str
    mapping_version: int
    note: Words
    sources: tuple[Source, ...]
    rows: int | None = None
    refused: int = 0
    reasons: tuple[str, ...] = ()


def method_note(
    publication: Publication,
    protection: ProtectedRelease,
    basis: Basis,
    contradictions: Sequence[Contradiction],
) -> str:
    """The note as Markdown, in the language of the command."""
    parts = [
        f"# {publication.title.say(language())}",
        publication.description.say(language()),
        *_sources(publication, basis),
        *_tables(publication),
        *_protection(protection),
        *_contradictions(contradictions),
    ]
    return "\n\n".join(parts) + "\n"


def _sources(publication: Publication, basis: Basis) -> Iterator[str]:
    yield "## " + _("Kaynak")
    yield publication.source.say(language())
    rows = [f"| {_cell(one.name)} | {'' if one.rows is None else one.rows} | `{one.sha256}` |" for one in basis.sources]
    yield "\n".join(["| " + _("Dosya") + " | " + _("Satır") + " | SHA-256 |", "|---|---|---|", *rows])
    yield _("Eşleme: %(code)s, sürüm %(version)d.") % {"code": basis.mapping, "version": basis.mapping_version}
    yield basis.note.say(language())
    if basis.rows is not None:
        yield _("Sayılan satır: %(rows)d. Sayılamayan: %(refused)d.") % {"rows": basis.rows, "refused": basis.refused}
    if basis.reasons:
        yield "\n".join(f"- {_plain(reason)}" for reason in basis.reasons)
    yield "## " + _("Kullanım koşulları")
    yield publication.licence.words.say(language())


def _tables(publication: Publication) -> Iterator[str]:
    yield "## " + _("Tablolar")
    yield _("Başvuru ve temas sayıları şiddetin ne kadar yaygın olduğunu göstermez; birimler birbirine eklenmez.")
    for one in publication.tables:
        yield f"### {one.title.say(language())} (`{one.code}`)"
        told = (
            (_("Ne sayıldı"), one.meaning), (_("Birim"), one.unit), (_("Payda"), one.base), (_("Dikkat"), one.caveat),
        )  # fmt: skip
        lines = [f"- {name}: {_plain(words.say(language()))}" for name, words in told]
        lines.append(f"- {_('Tanım')}: {one.table.indicator}, {_('sürüm')} {one.table.version}")
        lines.append(f"- {_('Kaynak')}: {_plain(one.source.say(language()))}")
        yield "\n".join(lines)


def _protection(protection: ProtectedRelease) -> Iterator[str]:
    proof, cost = protection.proof, protection.report.ours
    told = {
        "threshold": protection.policy.threshold,
        "hidden": cost.hidden,
        "cells": cost.cells,
        "percent": cost.percent,
        "equations": proof.equations,
        "recovered": proof.recovered,
        "narrowest": proof.narrowest,
        "rule": proof.rule,
    }
    yield "## " + _("Koruma")
    rule = _(
        "Bütün tablolar ve önceki sürümler birlikte korundu: %(threshold)d sayısından küçük sayılar ve onları ele"
        " verecek sayılar gizlidir. Kaynak bu sayıları yayımlamış olsa da burada gösterilmez."
    )
    attack = _(
        "Kanıt: yayımlanan bütün sayılardan, %(equations)d denklemle, gizli sayıları hesaplamayı deneyen saldırı"
        " %(recovered)d sayı buldu. Ayrıntı: proof/attack.json."
    )
    yield rule % told
    yield _("Gizlenen hücre: %(hidden)d / %(cells)d.") % told
    if cost.percent is not None:
        yield _("Gizlenen hücrelerdeki sayıların payı: yüzde %(percent)d.") % told
    yield attack % told
    if proof.narrowest is not None:
        yield _("En dar aralıkta %(narrowest)d olası değer kaldı; kural en az %(rule)d ister.") % told


def _contradictions(contradictions: Sequence[Contradiction]) -> Iterator[str]:
    contrary = [one for one in contradictions if not one.changed]
    changed = len(contradictions) - len(contrary)
    if contradictions:
        yield "## " + _("Kaynağın birbirini tutmayan sayıları")
    if contrary:
        yield _("Hiçbiri düzeltilmedi, ortalaması alınmadı.")
        rows = [_contradiction(one) for one in contrary]
        head = " | ".join((_("Ne"), _("Nerede"), _("Birinci"), _("İkinci"), _("Fark")))
        yield "\n".join([f"| {head} |", "|---|---|---|---|---|", *rows])
    if changed:
        yield _("%(count)d yer bilgisi dosyadan dosyaya ayrı; hepsi contradictions.csv dosyasında.") % {
            "count": changed
        }


def _contradiction(one: Contradiction) -> str:
    first, second = (
        f"{words.say(language())}: {_('gizli') if number is None else number}"
        for words, number in ((one.first, one.first_number), (one.second, one.second_number))
    )
    apart = "" if one.difference is None else f"{one.difference:+d}"
    cells = (one.title.say(language()), one.about.say(language()), first, second, apart)
    return "| " + " | ".join(map(_cell, cells)) + " |"


def _cell(text: str) -> str:
    """Text that stays in its cell of a Markdown table."""
    return _plain(text).replace("|", "\\|")


def _plain(text: str) -> str:
    """Somebody else's words on one line, so that they make no heading, no list and no markup of their own."""
    return " ".join(text.replace("<", "‹").replace(">", "›").split())
