"""The sentences of this room: why an item is missing, where an exception stands."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from omuz.casework.consents.rules.covering import Why

WHY: dict[Why, Promise] = {
    Why.NEVER_ASKED: _("henüz sorulmadı"),
    Why.ANOTHER_PURPOSE: _("başka bir iş için “evet” dedi, bunun için sorulmadı"),
    Why.ANOTHER_WAY: _("başka bir yol için “evet” dedi, bu yol için sorulmadı"),
    Why.REFUSED: _("“hayır” dedi"),
    Why.WITHDRAWN: _("onayını geri aldı"),
    Why.EXPIRED: _("onayının süresi doldu"),
    Why.OWN_QUESTION: _("ayrı bir soruyla sorulmalı"),
}

OVERRIDES: dict[str, Promise] = {
    "asked": _("ikinci kişi bekleniyor"),
    "agreed": _("iki kişi karar verdi"),
    "declined": _("ikinci kişi geri çevirdi"),
}
