"""What a person reads in an answer or a file, whatever it is wrapped in: page, table, packet or paper."""

import io
import zipfile
from functools import lru_cache
from typing import Any

from pypdf import PdfReader

_LAYERS = 3
"""Packets inside packets that are opened; ours hold at most one inside another."""


def text_of(raw: bytes, layers: int = _LAYERS) -> str:
    """All text of a file: of a PDF its pages and its properties, of a packet or workbook every member."""
    if raw.startswith(b"%PDF"):
        return _paper(raw)
    if raw.startswith(b"PK") and layers:
        with zipfile.ZipFile(io.BytesIO(raw)) as packet:
            return "\n".join(f"{name}\n{text_of(packet.read(name), layers - 1)}" for name in packet.namelist())
    return raw.decode("utf-8", "replace")


@lru_cache(maxsize=64)
def _paper(raw: bytes) -> str:
    """The same paper is asked for by many people, and reading it costs more than setting it."""
    paper = PdfReader(io.BytesIO(raw))
    told = [str(value) for value in (paper.metadata or {}).values()]
    return "\n".join([*told, *(page.extract_text() for page in paper.pages)])


def answer_text(answer: Any) -> str:
    """Body and headers of an answer, as somebody beside her could read them."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    return f"{text_of(answer.getvalue())}\n{headers}"
