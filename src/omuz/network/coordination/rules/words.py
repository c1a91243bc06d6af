"""Words of this room that are codes in the tables."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from omuz.network.coordination.rules.differences import Fate
from omuz.network.coordination.rules.states import Standing, State

PARTS: Final[dict[str, Promise]] = {
    "notice": _("Tanı"),
    "ask": _("Yalnızken sor"),
    "say": _("Söyle"),
    "refer": _("Onayla yönlendir"),
    "never": _("Kaydetme"),
}
"""The five parts of a directorate's page, in their order."""

STATES: Final[dict[State, Promise]] = {
    State.PLANNED: _("planlandı"),
    State.STARTED: _("başladı"),
    State.DONE: _("tamam"),
    State.DROPPED: _("vazgeçildi"),
}

STANDINGS: Final[dict[Standing, Promise]] = {
    Standing.LATE: _("gecikti"),
    Standing.STARTED: _("başladı"),
    Standing.PLANNED: _("planlandı"),
    Standing.DONE: _("tamam"),
    Standing.DROPPED: _("vazgeçildi"),
}
"""How an action stands, the one to look at first at the beginning."""

FATES: Final[dict[Fate, Promise]] = {
    Fate.KEPT: _("aynı kaldı"),
    Fate.CHANGED: _("değişti"),
    Fate.DROPPED: _("çıkarıldı"),
    Fate.ADDED: _("eklendi"),
}
"""What became of a piece of a template."""
