"""Links to what is decided beside the text: words of centres, recommendations, consent to a card."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from omuz.foundation.people.access import Person


@dataclass(frozen=True)
class Way:
    """A page beside the desk: who finds it there, and what it is for."""

    name: str
    label: Promise
    note: Promise
    permission: str


WAYS = (
    Way("reports:recommendations", _("Öneriler"), _("Boşluklardan çıkan öneriler, kabul edilince rapora girer."),
        "reports.comment"),
    Way("reports:quotes", _("Merkezlerin sözleri"), _("Açık yanıtlardan alıntılar, denetim ve onaydan sonra."),
        "reports.comment"),
    Way("reports:cards", _("Merkez kartları"), _("Kartını yalnız merkezin kendisi açar."), "reports.comment"),
)  # fmt: skip


def ways(person: Person) -> list[dict[str, object]]:
    """The pages beside the desk that exist and that she may open."""
    found = []
    for way in WAYS:
        if person.may(way.permission):
            try:
                found.append({"url": reverse(way.name), "label": way.label, "note": way.note})
            except NoReverseMatch:
                continue
    return found
