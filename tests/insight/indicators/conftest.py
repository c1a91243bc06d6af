"""Definitions a test may write, over facts with a number in them."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from omuz.foundation.catalogue.place import catalogue_folder
from omuz.insight.indicators.definitions import Indicator, load_indicator

HEAD = """
code = "T01"
version = 1
title.tr = "Deneme"
title.en = "Trial"
meaning.tr = "–"
meaning.en = "–"
unit.tr = "temas"
unit.en = "contacts"
denominator.tr = "Hepsi."
denominator.en = "All."
caveat.tr = "–"
caveat.en = "–"
direction = "none"
frequency = "quarter"
source = "a test"
owner = "a test"
reviewed_on = 2026-11-22
review_due = 2027-11-22
fact = "{fact}"
"""
EXAMPLES = """
[[example]]
title.tr = "bir"
title.en = "one"
rows = []
expect = []
[[example]]
title.tr = "iki"
title.en = "two"
rows = []
expect = []
"""
WAIT = """
[column.waited]
answer = "number"
title.tr = "Bekleme"
title.en = "Waiting"
"""

Defined = Callable[..., Indicator]


@pytest.fixture
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the catalogues in place of the real ones, with facts that also carry a number: `visit`."""
    copy = tmp_path / "catalogues"
    shutil.copytree(catalogue_folder(), copy)
    text = (copy / "facts" / "contact.toml").read_text(encoding="utf-8").replace('code = "contact"', 'code = "visit"')
    (copy / "facts" / "visit.toml").write_text(text + WAIT, encoding="utf-8")
    monkeypatch.setenv("OMUZ_CATALOGUES", str(copy))
    return copy


@pytest.fixture
def defined(catalogues: Path) -> Defined:
    """Writes a definition into the copy and loads it."""

    def define(body: str, fact: str = "contact", examples: str = EXAMPLES) -> Indicator:
        path = catalogues / "indicators" / "T01.toml"
        path.write_text(HEAD.format(fact=fact) + body + examples, encoding="utf-8")
        return load_indicator(path)

    return define
