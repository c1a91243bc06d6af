"""S10: words that are commands to Typst, Word or a reader of PDF are set as words on everything that is printed."""

import re
import unicodedata
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from random import Random

import pytest
from docx.oxml import parse_xml
from pypdf import PdfReader

from tests.trust.markup import PAYLOADS, obeyed
from tests.trust.papered import PAPERS, SIGNS, TYPST, WORD
from tests.trust.promised import Line, first

FULL = 2_000
TOGETHER = 12
"""Words on one paper: setting it costs more than reading it."""
CORPUS = (*TYPST, *WORD, *SIGNS, *(each for each in PAYLOADS if len(each) < 90))
_TURNED = re.compile(
    "[\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\u0590-\\u08ff\\ufb50-\\ufdff\\ufe70-\\ufefc]"
)


@pytest.mark.django_db
def test_no_word_is_a_command_on_paper(times: Callable[..., int], seed: int, promised: Callable[[Line], None]) -> None:
    for paper, made in PAPERS.items():
        tried, broken = times(FULL, least=TOGETHER * 3), []
        words = _payloads(Random(f"{seed} {paper}"), tried)
        for start in range(0, tried, TOGETHER):
            broken += _broken(made, words[start : start + TOGETHER])
        what = f"words that are commands elsewhere, on {paper}"
        promised(Line("S10", what, tried, tried - min(tried, len(broken)), f"{len(CORPUS)} words, joined by chance"
                      f"{first(broken)}", "10,000 a sink, 0 obeyed"))  # fmt: skip


def _payloads(chance: Random, count: int) -> list[str]:
    """Words of the corpus in an order of their own, then joined with each other."""
    once = chance.sample(CORPUS, len(CORPUS))
    joined = (chance.choice(CORPUS) + chance.choice(["", " ", "\n"]) + chance.choice(CORPUS) for _word in range(count))
    return [*once[:count], *joined][:count]


def _broken(made: Callable[[Sequence[str]], bytes], words: Sequence[str]) -> list[str]:
    """What was obeyed of some words on one paper, was left out of it, or kept it from being set."""
    try:
        raw = made(words)
    except Exception as fault:  # noqa: BLE001  # whatever a setter raises is what this looks for
        if len(words) > 1:
            return [each for one in words for each in _broken(made, [one])]
        return [f"{words[0]!r}: {type(fault).__name__} {str(fault)[:80]}"]
    found = [f"{list(words)}: {each}" for each in obeyed(raw, "")]
    text = _squeezed(_text(raw))
    found += [f"{one!r} is not on it" for one in words if not _TURNED.search(one) and _squeezed(one) not in text]
    return found + [f"{list(words)}: read a file" for word in ("root:x:", "daemon:") if word in text]


def _text(raw: bytes) -> str:
    if raw.startswith(b"%PDF"):
        return "".join(page.extract_text() for page in PdfReader(BytesIO(raw)).pages)
    with zipfile.ZipFile(BytesIO(raw)) as packet:
        body = parse_xml(packet.read("word/document.xml"))
    return "".join(each.text or "" for each in body.iter("*") if each.tag.endswith("}t"))


def _squeezed(words: str) -> str:
    """Only letters every font has, without what a line's end adds or takes."""
    plain = unicodedata.normalize("NFKC", words)
    return "".join(each for each in plain if "!" <= each <= "~" and each not in "-?")


def test_a_setter_that_obeys_is_noticed() -> None:
    """The same words where a source is made of them: left out, or not set at all."""
    import typst

    def careless(words: Sequence[str]) -> bytes:
        made: bytes = typst.Compiler("\n".join(words).encode()).compile(format="pdf")
        return made

    assert all(_broken(careless, [one]) for one in TYPST[:8])
