"""A release explained: the gate's proof in plain words, what is withheld in it, which districts stand as one."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.catalogue.turkish import number
from omuz.foundation.privacy.safe import SafeTable
from omuz.network.returns.queries.areas import DISTRICT, put_together
from omuz.network.returns.queries.terms import terms
from omuz.network.returns.views.lines import held_in_words

Outcome = Mapping[str, Any]


def said_proof(outcome: Outcome) -> list[str]:
    """Sentences for an outcome as the ledger keeps it; none for a release from before proofs were kept."""
    if not outcome:
        return []
    names = ("numbers", "equations", "recovered", "rule", "earlier", "narrowest")
    told = {name: number(outcome.get(name) or 0, 0) for name in names}
    tried = _("Dışarıdan biri gibi %(numbers)s sayı ve %(equations)s denklemle denendi;")
    found = [
        f"{tried} " + _("%(recovered)s gizli sayı hesaplanabildi.")
        if outcome["recovered"]
        else f"{tried} " + _("hiçbir gizli sayı hesaplanamadı.")
    ]
    if outcome["narrowest"] is not None:
        found.append(_("En iyi bilinen gizli sayı için bile %(narrowest)s olası değer kaldı; kural en az %(rule)s."))
    if outcome.get("earlier"):
        found.append(_("Daha önce çıkmış %(earlier)s belgeyle yan yana okundu."))
    return [sentence % told for sentence in found]


def said_withheld(withheld: Mapping[str, Sequence[str]]) -> list[str]:
    """What is hidden in tables that left, each once: “İlçe: Karaburun”."""
    named = dict.fromkeys(one for codes in withheld.values() for one in codes)
    return [held_in_words(*one.split("/", 1)) for one in named]


def said_areas(tables: Iterable[SafeTable], audience: str) -> list[str]:
    """Which districts stand as one area and why; empty where none do."""
    found = {code: codes for table in tables for code, codes in put_together(table).items()}
    if not found:
        return []
    areas = "; ".join(" + ".join(label_of(DISTRICT, code) for code in codes) for codes in found.values())
    told = {"areas": areas, "least": number(terms().audiences[audience].least_women, 0)}
    why = _("Tek alan olarak verilen ilçeler: %(areas)s. %(least)s kadından azının yaşadığı ilçe komşusuyla birleşir:")
    return [why % told + " " + _("az kadının yaşadığı yerde küçük bir sayı birini gösterir.")]
