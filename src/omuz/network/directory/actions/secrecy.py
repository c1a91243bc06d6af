"""A place that is confidential: nothing said of it, around it or before tells where it is."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from omuz.foundation.catalogue.lists import label_of
from omuz.network.directory.models import (
    ContactPost,
    FactVersion,
    InternalFactVersion,
    InternalPart,
    Kept,
    Partner,
    PublicPart,
    Service,
)
from omuz.network.directory.rules.places import WHEREABOUTS, Secret, gives_away, is_secret, telling, tells_where
from omuz.network.directory.rules.words import LABELS

Facts = Mapping[str, Any]


def history_of(row: Kept) -> QuerySet[Any]:
    """Where what is said of such an entry is kept: a centre's internal part apart."""
    model = InternalFactVersion if isinstance(row, InternalPart) else FactVersion
    return model.objects.all()


def facts_in(row: Kept) -> dict[str, Any]:
    """What stands in an entry now."""
    return {name: getattr(row, name) for name in row.FACTS}


def guarded(row: Kept, facts: Facts) -> Facts:
    """The facts as they may be kept with what stands there already. Raises Secret for words that tell a secret place.

    Ticking "confidential" empties what was known; writing a new address into such an entry is refused, and so is
    the tick while a service, a contact post or the internal part gives the place away.
    """
    told = {**facts_in(row), **facts}
    kind = str(told.get("kind", "")) if isinstance(row, Partner) else ""
    own = isinstance(row, PublicPart | Partner) and is_secret(kind, bool(told.get("confidential")))
    if own:
        emptied = {name: "" for name in WHEREABOUTS if name in row.FACTS and not facts.get(name)}
        facts = {**facts, "confidential": True, **emptied}
        told |= emptied
    elif not owner_is_secret(row):
        return facts
    if where := gives_away(told):
        raise Secret(
            _("Yeri gizli bir yerin adresi hiçbir yere yazılmaz; hiçbir şey kaydedilmedi. Düzeltilecek yer: %(where)s.")
            % {"where": LABELS[where]}
        )
    around = [_named(each) for each in _around(row) if own and not _closed(each) and gives_away(facts_in(each))]
    if around:
        raise Secret(
            _("Şuralarda yerin nerede olduğu yazıyor; önce onları düzeltin, hiçbir şey kaydedilmedi: %(where)s.")
            % {"where": "; ".join(around)}
        )
    return facts


def owner_is_secret(row: Kept) -> bool:
    """Whether an entry hangs on a place that is confidential: a service, a contact post, an internal part."""
    if isinstance(row, Service | ContactPost) and row.partner is not None:
        return bool(row.partner.confidential)
    if isinstance(row, Service | InternalPart):
        return bool(PublicPart.objects.filter(centre_id=row.centre_id, confidential=True).exists())
    return False


def forget_where(row: Kept) -> None:
    """Take all that tells where a secret place is out of its history and out of what is no longer in use there.

    Raises Secret where that is for the centre's own people to do.
    """
    around = list(_around(row))
    for each in around:
        if _closed(each) and gives_away(facts_in(each)):
            _emptied(each)
    for each in (row, *around):
        told = history_of(each).filter(subject_id=each.id, value__isnull=False).values_list("id", "name", "value")
        found = [said for said, name, value in told if telling(name, value)]
        if history_of(each).filter(id__in=found).update(value=None) != len(found):
            # The database lets only a centre's own people write in its internal part.
            raise Secret(
                _("İç bölümün geçmişinde yerin nerede olduğu yazıyor; bu işareti merkezin kendi koordinatörü koyar.")
            )


def _around(row: Kept) -> Iterator[Kept]:
    if isinstance(row, Partner):
        yield from Service.objects.filter(partner_id=row.id)
        yield from ContactPost.objects.filter(partner_id=row.id)
    if isinstance(row, PublicPart):
        yield from Service.objects.filter(centre_id=row.centre_id)
        yield from InternalPart.objects.filter(centre_id=row.centre_id)


def _closed(row: Kept) -> bool:
    return bool(getattr(row, "closed", False))


def _named(row: Kept) -> str:
    """Which entry is meant, and which of its facts; words that tell where a place is are not repeated."""
    field = LABELS[gives_away(facts_in(row))]
    if isinstance(row, Service):
        name = label_of("service", row.kind) if tells_where(row.name) else row.name
        return _("hizmet “%(name)s” (%(field)s)") % {"name": name, "field": field}
    if isinstance(row, ContactPost):
        name = "–" if tells_where(row.post) else row.post
        return _("irtibat “%(name)s” (%(field)s)") % {"name": name, "field": field}
    return _("iç bölüm (%(field)s)") % {"field": field}


def _emptied(row: Kept) -> None:
    """A service or post nobody uses any more, without the words that tell where the place is."""
    instead = {"name": label_of("service", getattr(row, "kind", "")), "post": "–"}
    for name, value in facts_in(row).items():
        if telling(name, value):
            setattr(row, name, instead.get(name, ""))
    row.revision += 1
    row.save()
