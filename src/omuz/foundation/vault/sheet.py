"""The printed recovery sheet: a private key that exists on paper only, written so that it can be typed back by hand."""

import base64
import hashlib
from dataclasses import dataclass

from django.utils.translation import gettext as _

from omuz.foundation.vault.crypto import KEY_BYTES, Pair, pair_of

LINES = 7
SYMBOLS = 10
"""Symbols a line: eight of the key and two that tell a mistyped line."""

# Without I, L, O and U, so that no two printed signs look alike.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_STANDARD = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_TO_PAPER = str.maketrans(_STANDARD, _ALPHABET)
_FROM_PAPER = str.maketrans(_ALPHABET, _STANDARD)
_LOOKALIKES = str.maketrans({"O": "0", "Ö": "0", "I": "1", "İ": "1", "L": "1", "U": "V", "Ü": "V"})
_FORM = b"\x01"


class SheetMisread(ValueError):
    """What was typed is not a recovery sheet; the message says where, fit for the reader."""


@dataclass(frozen=True, repr=False)
class RecoverySheet:
    """A centre's recovery key; show it once, print it, and let it go: it is stored nowhere."""

    private: bytes

    @property
    def pair(self) -> Pair:
        return pair_of(self.private)

    @property
    def lines(self) -> tuple[str, ...]:
        """Seven lines of two groups of five signs; number them on paper."""
        raw = _FORM + self.private + _digest(self.private)
        text = base64.b32encode(raw).decode().translate(_TO_PAPER)
        return tuple(_line(number, text[number * 8 : number * 8 + 8]) for number in range(LINES))

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @staticmethod
    def parse(typed: str) -> "RecoverySheet":
        """The sheet that was typed: spaces, hyphens, letter case, O for 0 and I or L for 1 do not matter.

        Raises SheetMisread naming the line that does not fit the paper.
        """
        signs = _signs_by_line(typed)
        for number, line in enumerate(signs, start=1):
            if line[8:] != _check(number - 1, line[:8]):
                raise SheetMisread(
                    _("%(number)d. satır kâğıttakiyle uyuşmuyor. Bu satıra yeniden bakın.") % {"number": number}
                )
        raw = base64.b32decode("".join(line[:8] for line in signs).translate(_FROM_PAPER))
        private, digest = raw[1 : 1 + KEY_BYTES], raw[1 + KEY_BYTES :]
        if raw[:1] != _FORM or digest != _digest(private):
            raise SheetMisread(_("Satırlar tek tek doğru, ama aynı kâğıda ait değil. Kâğıdı baştan yazın."))
        return RecoverySheet(private)


def _digest(private: bytes) -> bytes:
    return hashlib.sha256(b"omuz/sheet/1" + private).digest()[:2]


def _check(number: int, signs: str) -> str:
    digest = hashlib.sha256(b"omuz/sheet-line/1" + bytes([number]) + signs.encode()).digest()
    return _ALPHABET[digest[0] % 32] + _ALPHABET[digest[1] % 32]


def _line(number: int, signs: str) -> str:
    full = signs + _check(number, signs)
    return f"{full[:5]}-{full[5:]}"


def _clean(typed: str) -> str:
    upper = "".join(sign for sign in typed.upper() if sign.isalnum()).translate(_LOOKALIKES)
    for sign in upper:
        if sign not in _ALPHABET:
            raise SheetMisread(_("“%(sign)s” kurtarma kâğıdında bulunan bir işaret değil.") % {"sign": sign})
    return upper


def _signs_by_line(typed: str) -> list[str]:
    lines = [clean for line in typed[:2000].splitlines() if (clean := _clean(line))]
    if len(lines) == LINES:
        for number, line in enumerate(lines, start=1):
            if len(line) != SYMBOLS:
                raise SheetMisread(
                    _("%(number)d. satırda %(right)d işaret olmalı, %(found)d işaret yazıldı.")
                    % {"number": number, "right": SYMBOLS, "found": len(line)}
                )
    whole = "".join(lines)
    if len(whole) != LINES * SYMBOLS:
        raise SheetMisread(
            _("Kurtarma kâğıdında %(right)d işaret var, %(found)d işaret yazıldı.")
            % {"right": LINES * SYMBOLS, "found": len(whole)}
        )
    return [whole[at : at + SYMBOLS] for at in range(0, len(whole), SYMBOLS)]
