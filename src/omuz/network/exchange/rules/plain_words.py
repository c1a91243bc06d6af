"""The sentence somebody reads when what she typed carries the sign of a person or a file."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from omuz.network.exchange.rules.board import NotKept
from omuz.network.exchange.rules.refused import Sign, signs_in

LOOKS_LIKE: dict[Sign, Promise] = {
    Sign.FILE_CODE: gettext_lazy("bir dosya ya da temas koduna"),
    Sign.NATIONAL_ID: gettext_lazy("bir kimlik numarasına"),
    Sign.TELEPHONE: gettext_lazy("bir telefon numarasına"),
    Sign.MAIL: gettext_lazy("bir e-posta adresine"),
    Sign.ACCOUNT: gettext_lazy("bir hesap numarasına"),
    Sign.COURT: gettext_lazy("bir dava ya da karar numarasına"),
    Sign.DAY: gettext_lazy("bir kişinin anlatıldığı cümlede güne"),
    Sign.NAME: gettext_lazy("bir kişi adına"),
}
"""What a sign looks like, as the object of “looks like”."""


@dataclass(frozen=True)
class Typed:
    """One field as it was typed, with the name it has on the page."""

    field: str
    label: str
    text: str


def refuse_signs(typed: Iterable[Typed], *, names_meant: bool = False) -> None:
    """Raise NotKept at the first sign; with `names_meant` the writer has said that the names are institutions'."""
    told = [(each, found) for each in typed for found in signs_in(each.text)]
    certain = [pair for pair in told if pair[1].sign is not Sign.NAME]
    if certain:
        each, found = certain[0]
        raise NotKept(
            _(
                "“%(words)s” %(what)s benziyor. Burada kimseye götürebilecek bir iz durmaz: “%(place)s” bölümünden"
                " çıkarıp yeniden kaydedin."
            )
            % {"place": each.label, "words": found.words, "what": LOOKS_LIKE[found.sign]},
            each.field,
        )
    if told and not names_meant:
        each, found = told[0]
        raise NotKept(
            _(
                "“%(words)s” bir kişi adına benziyor. Bir kurumun, yerin ya da yayının adıysa kutuyu işaretleyip"
                " yeniden kaydedin; değilse “%(place)s” bölümünden çıkarın."
            )
            % {"place": each.label, "words": found.words},
            each.field,
            names=True,
        )
