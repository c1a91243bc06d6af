"""The method note of open data as Markdown: what was counted, from how many centres, what is hidden, the proof."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from omuz.insight.opendata.publication import Publication, Published
from omuz.network.figures.queries.open_words import open_words
from omuz.network.figures.queries.released import Let


def method_note(publication: Publication, one: Let, language: str) -> bytes:
    """The note in one language."""
    with override(language):
        parts = [
            f"# {publication.title.say(language)}",
            publication.description.say(language),
            "\n".join(f"- {words.say(language)}" for words in open_words().method),
            "## " + _("Koruma"),
            *_protection(publication, one.proof),
            "## " + _("Tablolar"),
            *(_table(each, one, language) for each in publication.tables),
            "## " + _("Sürümler"),
            "\n".join(_versions(publication, language)),
            "## " + _("Kullanım koşulları"),
            publication.licence.words.say(language),
        ]
    return ("\n\n".join(parts) + "\n").encode()


def _protection(publication: Publication, proof: Mapping[str, Any] | None) -> Iterator[str]:
    told = [one.table.explain() for one in publication.tables]
    yield _(
        "%(threshold)s sayısından küçük sayılar ve onları ele verecek sayılar gizlidir."
        " %(cells)s hücreden %(hidden)s tanesi gizli ya da aralık olarak yayımlandı."
    ) % {
        "threshold": max((one.threshold for one in told), default=0),
        "cells": sum(one.cells for one in told),
        "hidden": sum(sum(one.hidden.values()) for one in told),
    }
    if proof:
        yield proof_said(proof)


def proof_said(proof: Mapping[str, Any]) -> str:
    """What the attack on a release found, in one or two sentences."""
    found = _(
        "Kanıt: yayımlanan bütün sayılardan, %(equations)s denklemle, gizli sayıları hesaplamayı deneyen saldırı"
        " %(recovered)s sayı buldu."
    ) % {"equations": proof.get("equations", 0), "recovered": proof.get("recovered", 0)}
    if proof.get("narrowest") is None:
        return found
    room = _("En dar aralıkta %(narrowest)s olası değer kaldı; kural en az %(rule)s ister.")
    return f"{found} {room % {'narrowest': proof['narrowest'], 'rule': proof.get('rule', 0)}}"


def _table(published: Published, one: Let, language: str) -> str:
    reported, known = one.standing(published.code)
    lines = (
        (_("Ne sayıldı"), published.meaning.say(language)),
        (_("Payda"), published.base.say(language)),
        (_("Dikkat"), published.caveat.say(language)),
        (_("Tanım"), f"{published.table.indicator}, {_('sürüm')} {published.table.version}"),
        (_("Bildiren merkez"), f"{reported}/{known}"),
        (_("Kaynak"), published.source.say(language)),
    )
    head = f"### {published.title.say(language)} (`{published.code}`)"
    return "\n".join([head, "", *(f"- {label}: {text}" for label, text in lines)])


def _versions(publication: Publication, language: str) -> Iterator[str]:
    for earlier in publication.history:
        yield f"- {earlier.version} ({earlier.issued}): {earlier.change.say(language)} `{earlier.content}`"
    yield f"- {publication.version} ({publication.issued}): {publication.change.say(language)}"
