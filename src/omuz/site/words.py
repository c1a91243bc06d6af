"""The language of the command line and of what it starts, readable before the web framework is loaded."""

import argparse
import gettext as catalogues
from pathlib import Path

LANGUAGES = ("tr", "en")
ROOMS = (".", "cli", "postgres", "serving", "backup", "doctor")

# The argument parser of the standard library speaks English only; these are the sentences a reader meets.
PARSER = {
    "usage: ": "kullanım: ",
    "positional arguments": "ne yapılacak",
    "options": "seçenekler",
    "show this help message and exit": "bu yardımı gösterir",
    "%(prog)s: error: %(message)s\n": "%(prog)s: anlaşılamadı, hiçbir şey yapılmadı: %(message)s\n",
    "the following arguments are required: %s": "eksik olan: %s",
    "unrecognized arguments: %s": "bilinmeyen: %s",
    "expected one argument": "bir değer bekleniyor",
    "expected at least one argument": "en az bir değer bekleniyor",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "invalid %(type)s value: %(value)r": "uygun bir değer değil: %(value)r",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r olmaz, şunlardan biri olur: %(choices)s",
    "not allowed with argument %s": "%s ile birlikte olmaz",
    "one of the arguments %s is required": "şunlardan biri gerekli: %s",
}


class _Spoken:
    """The language chosen for this process; Turkish sentences are their own catalogue."""

    language = "tr"
    catalogue: catalogues.NullTranslations = catalogues.NullTranslations()


def choose(language: str) -> None:
    """Speak `language` from now on; an unknown one is Turkish."""
    _Spoken.language = language if language in LANGUAGES else "tr"
    vars(argparse)["_"] = lambda text: PARSER.get(text, text) if _Spoken.language == "tr" else text
    _Spoken.catalogue = catalogues.NullTranslations()
    for room in ROOMS:
        folder = Path(__file__).parent / room / "locale"
        _Spoken.catalogue.add_fallback(catalogues.translation("django", folder, [_Spoken.language], fallback=True))


def language() -> str:
    """The chosen language's code."""
    return _Spoken.language


def _(sentence: str) -> str:
    """The sentence in the chosen language, now."""
    return _Spoken.catalogue.gettext(sentence)
