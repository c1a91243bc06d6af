"""What no definition may say: counts of women who came are never a share of all women, and never prevalence."""

import re
from typing import Final

_CLAIMS: Final = re.compile(
    r"yaygınlı[kğ]|prevalans|insidans|görülme\s+(?:sıklığı|oranı)|prevalen|\bincidence\b"
    r"|her\s+\w+\s+kadın(?:dan|ın)\s|kadınların\s+(?:yüzde|%)|\bone\s+in\s+\w+\s+women"
    r"|(?:per\s?cent|%)\s+of\s+(?:all\s+)?women|yüz\s?bin\s+kadında|per\s+100[,.]?000\s+women",
    re.IGNORECASE,
)
"""Words and turns that make a rate among all women of what is a count of those who came."""

_DENIED: Final = re.compile(
    r"(?:yaygınlı[kğ]\w*|prevalans\w*|insidans\w*)\s+(?:\w+\s+){0,3}(?:değil|söylenemez|hesaplanamaz)\w*"
    r"|(?:\bno|\bnot|\bnever)\s+(?:\w+\s+){0,3}prevalence",
    re.IGNORECASE,
)
"""The same words in a denial close by, which a caveat may well say."""


def claims_in(text: str) -> tuple[str, ...]:
    """The claims of prevalence in a text, in lower case; a denial (“no prevalence”) is none."""
    found: list[str] = []
    for spelt in (text.lower(), text.replace("İ", "i").replace("I", "ı").lower()):
        found += _CLAIMS.findall(_DENIED.sub(" ", spelt))
    return tuple(dict.fromkeys(" ".join(claim.split()) for claim in found))
