"""Every reader of somebody else's file, fed real files changed by chance: read, or refused by its own sentence."""

import io
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

import pytest

from tests.attack import conftest as attack
from tests.network.surveys.conftest import workbook
from tests.trust import hurting
from tests.trust.doors import book_of
from tests.trust.promised import Line

clock, house = attack.clock, attack.house
ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data"
FULL = {"csv": 20_000, "xlsx": 5_000, "xlsform": 1_500, "mapping": 10_000, "package": 10_000, "return": 20_000,
        "template": 20_000, "sheet": 3_000}  # fmt: skip
ASKED = 10_000_000
LONGEST, LARGEST_SEED = 20.0, 60_000
"""Processor seconds after which a reader hangs, generous for a busy machine; bytes a seed has at most."""


def _real(folder: str, *endings: str) -> list[bytes]:
    """Published files beside the clone, their beginnings where they are long; none where there are none."""
    found = [path for path in sorted((DATA / folder).glob("*")) if path.suffix in endings]
    texts = [path.read_bytes() for path in found]
    return [raw if raw[:2] == b"PK" or raw[:2] == b"\xd0\xcf" else raw[:LARGEST_SEED] for raw in texts]


def _csv() -> list[bytes]:
    own = ["Tarih;Kanal;Şiddet\n01.02.2026;telefon;fiziksel\n".encode() * 20, b'a,b\n"1\n2",3\n' * 20]
    return own + _real("linea144", ".csv") + _real("cem_peru", ".csv")


def _xlsx() -> list[bytes]:
    rows: list[list[Any]] = [["Tarih", "Kanal"], ["01.02.2026", "telefon"], [3.5, True], [None, "=1+1"]]
    return [book_of(rows * 5)]


def _table(raw: bytes) -> None:
    from omuz.foundation.catalogue.tables import read_rows

    with read_rows(io.BytesIO(raw)) as table:
        for _row in table:
            pass


def _xlsform(raw: bytes) -> None:
    from omuz.network.surveys.xlsform.reading import read

    read(raw, "form.xlsx")


def _mapping(raw: bytes, folder: Path) -> None:
    from omuz.foundation.catalogue.mappings import Mapping

    path = folder / "eslem.toml"
    path.write_bytes(raw)
    Mapping.load(path)


def _package(raw: bytes) -> None:
    from omuz.network.directory.rules.hsds import read
    from omuz.network.directory.rules.received import received

    received(read(raw), owners=set(), centres=set())


def _returned(raw: bytes) -> None:
    from omuz.network.returns.rules.document import read_file

    read_file(raw)


def _template(raw: bytes) -> None:
    from omuz.network.coordination.rules.shape import read_file as read_template

    read_template(raw, "kalip.toml")


def _entries(raw: bytes) -> None:
    from omuz.network.directory.rules.tables import entries_in

    entries_in(raw)


def _refusals() -> tuple[type[Exception], ...]:
    """What a reader may raise: each has a sentence for the reader."""
    from omuz.foundation.catalogue.errors import CatalogueError, UnreadableFile
    from omuz.network.returns.rules.document import ReturnRefused

    return CatalogueError, UnreadableFile, ReturnRefused


def _seeds(house: Any, folder: Path) -> dict[str, tuple[list[bytes], Callable[[bytes], None]]]:
    """Reader → real files, and how it is asked."""
    from tests.trust.doors import real_files

    made = real_files(house)
    forms = [each for each in _real("xlsforms", ".xlsx", ".xls") if len(each) < LARGEST_SEED]
    mappings = [path.read_bytes() for path in sorted((ROOT / "catalogues" / "mappings").glob("*.toml"))]
    return {
        "csv": (_csv(), _table),
        "xlsx": (_xlsx(), _table),
        "xlsform": ([workbook(), *forms], _xlsform),
        "mapping": (mappings, lambda raw: _mapping(raw, folder)),
        "package": ([made["directory.zip"]], _package),
        "return": ([made["return"]], _returned),
        "template": ([made["template.toml"], b'{"format": "omuz-coordination-template", "version": 1}'], _template),
        "sheet": ([made["directory.csv"], made["directory.xlsx"]], _entries),
    }


def _fed(chance: Random, seeds: list[bytes], by_hand: Iterable[bytes], count: int) -> Iterable[bytes]:
    yield from by_hand
    for _turn in range(count):
        yield hurting.turned(chance, chance.choice(seeds), chance.choice(seeds))


@pytest.mark.filterwarnings("ignore")  # what a library thinks of a broken workbook is no fault of the reader
def test_every_reader_reads_or_refuses_what_chance_makes_of_real_files(
    house: Any, tmp_path: Path, times: Callable[..., int], share: float, seed: int, promised: Callable[[Line], None]
) -> None:
    refusals, chance = _refusals(), Random(seed)
    by_hand = [made.content for made in hurting.by_hand() if len(made.content) < 500_000]
    by_hand = by_hand if share >= 1 else chance.sample(by_hand, max(5, round(len(by_hand) * share)))
    broken: list[str] = []
    for reader, (seeds, ask) in _seeds(house, tmp_path).items():
        came, tried, slowest = Counter[str](), 0, 0.0
        for raw in _fed(chance, seeds, by_hand, times(FULL[reader])):
            tried, began = tried + 1, process_time()
            try:
                ask(raw)
                came["read"] += 1
            except refusals as refused:
                came["refused" if str(refused) else "refused without a word"] += 1
            except Exception as fault:  # noqa: BLE001  # whatever breaks is counted
                came["broke"] += 1
                broken.append(f"{reader}: {type(fault).__name__} {fault!s:.120} for {raw[:80]!r}")
            slowest = max(slowest, process_time() - began)
        lost = came["broke"] + came["refused without a word"] + (slowest > LONGEST)
        figure = f"read {came['read']:,}, refused {came['refused']:,}; slowest {slowest:.2f} s of the processor"
        unmet = f"{tried:,} of {ASKED:,} executions: a reader takes milliseconds a file, ten million take days"
        promised(Line("S6", f"real files changed by chance, reader of: {reader}", tried, tried - lost, figure,
                      "10 M a reader, 0 crashes, 0 hangs", "" if lost else unmet))  # fmt: skip
    assert not broken, "\n".join(broken[:40])
