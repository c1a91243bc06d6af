"""What an edition of one place may be about: the centres, municipalities and programmes this installation knows."""

from omuz.foundation.catalogue.turkish import sort_key
from omuz.foundation.people.models import Centre
from omuz.network.directory.queries.entries import secret_centres
from omuz.network.programmes.models import Programme
from omuz.network.reports.queries.voices.card_facts import card_name


def places(scope: str) -> list[tuple[str, str]]:
    """Code and name of every place of a scope, in alphabetical order; empty for the whole network."""
    if scope == "programme":
        told = [(row.code, row.title) for row in Programme.objects.all()]
        return sorted(told, key=lambda pair: sort_key(pair[1]))
    rows = list(Centre.objects.select_related("organisation")) if scope in ("centre", "municipality") else []
    if scope == "centre":
        secret = secret_centres()
        named = [(row.code, card_name(row, secret=row.id in secret)) for row in rows]
    else:
        named = [(str(row.organisation_id), row.organisation.name) for row in rows]
    return sorted(dict(named).items(), key=lambda pair: sort_key(pair[1]))


def programme_names(code: str) -> dict[str, str]:
    """What `{programme}` and `{donor}` stand for, the English under `…_en`; empty for a programme nobody entered."""
    row: Programme | None = Programme.objects.filter(code=code).first()
    if row is None:
        return {}
    told = {"programme": row.title, "programme_en": row.title_en, "donor": row.donor, "donor_en": row.donor_en}
    return {name: words for name, words in told.items() if words}
