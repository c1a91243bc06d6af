"""What a new password must be: long, not common, not her own name. No rule about signs or capitals."""

import re
from functools import cache
from pathlib import Path

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from omuz.foundation.people.access import person_for
from omuz.foundation.people.models import Staff
from omuz.foundation.people.rules import must_carry_second_factor

ALONE, WITH_SECOND_FACTOR = 15, 12
"""Least letters of a password that stands alone, and of one with a second factor beside it."""

_FOLD = str.maketrans("ıİğĞşŞçÇöÖüÜâÂîÎûÛ", "iiggssccoouuaaiiuu")
_SHORTEST_PART = 4
_SHORTEST_NAME = 3
_FEWEST_SIGNS = 5


def folded(text: str) -> str:
    """Lower case, Turkish letters as their plain neighbours: `Güneş` and `gunes` are guessed together."""
    return text.translate(_FOLD).lower()


def _told(sentence: str, code: str) -> ValidationError:
    return ValidationError(sentence, code=code)


class LongEnough:
    """At least 12 letters where a second factor stands beside the password, else 15."""

    def validate(self, password: str, user: Staff | None = None) -> None:
        least = WITH_SECOND_FACTOR if user is not None and _has_second_factor(user) else ALONE
        if len(password) < least:
            raise _told(
                _("Parola en az %(least)d harf ya da işaret olmalı. Üç dört kelimelik bir cümle hem uzun hem kolaydır.")
                % {"least": least},
                "short",
            )

    def get_help_text(self) -> str:
        return str(_("Üç dört kelimelik, yalnız sizin bildiğiniz bir cümle iyi bir paroladır."))


def _has_second_factor(staff: Staff) -> bool:
    if must_carry_second_factor(person_for(staff).roles, settings.OMUZ_SECOND_FACTOR):
        return True
    return bool(Authenticator.objects.filter(user_id=staff.pk).exists())


class NotCommon:
    """Not one of the words guessed first, alone, repeated, or dressed up with digits and signs."""

    def validate(self, password: str, _user: Staff | None = None) -> None:
        plain = folded(password)
        core = re.sub(r"[^a-z]", "", plain)
        if len(set(plain)) < _FEWEST_SIGNS or plain in common_words() or _made_of(core, common_parts()):
            raise _told(
                _("Bu parola ilk denenenlerden biri. Aklınıza gelen, kimsenin bilmediği birkaç kelime yazın."), "common"
            )

    def get_help_text(self) -> str:
        return ""


def _made_of(core: str, words: frozenset[str]) -> bool:
    """Whether the letters can be cut into `words` so that nothing to guess is left of them."""
    reached = {0}
    for start in range(len(core) + 1):
        if start in reached:
            if len(core) - start < _SHORTEST_PART:
                return True
            reached |= {end for end in range(start + _SHORTEST_NAME, len(core) + 1) if core[start:end] in words}
    return False


@cache
def common_words() -> frozenset[str]:
    """Words guessed first: the framework's 20,000 and our own Turkish ones, folded."""
    known = CommonPasswordValidator().passwords
    own = Path(__file__).with_name("common_words.txt").read_text(encoding="utf-8").split()
    return frozenset(folded(word) for word in (*known, *own))


@cache
def common_parts() -> frozenset[str]:
    """What a common password is made of: those words, and the letters of those that carry digits or signs."""
    letters = {re.sub(r"[^a-z]", "", word) for word in common_words()}
    return common_words() | {core for core in letters if len(core) >= _SHORTEST_PART}


class NotHerName:
    """Not built from her sign-in name or her full name."""

    def validate(self, password: str, user: Staff | None = None) -> None:
        if user is None:
            return
        own = [
            part
            for part in re.split(r"[^a-z]+", folded(f"{user.username} {user.full_name}"))
            if len(part) >= _SHORTEST_NAME
        ]
        core = re.sub(r"[^a-z]", "", folded(password))
        if any(part in core for part in own) and _made_of(core, common_parts() | frozenset(own)):
            raise _told(_("Bu parola adınıza çok yakın. Adınız geçmeyen birkaç kelime yazın."), "name")

    def get_help_text(self) -> str:
        return ""
