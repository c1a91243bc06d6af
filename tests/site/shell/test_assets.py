"""What the browser is given: proved files, our own host only, little of it, the same sheet in both directions."""

import gzip
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SHELL = ROOT / "src/omuz/site/shell"
STATIC = SHELL / "static/shell"
SHEETS = sorted((STATIC / "css").glob("*.css"))
SCRIPTS = sorted((STATIC / "js").glob("*.js"))
TEMPLATES = sorted((ROOT / "src/omuz").rglob("templates/**/*.html"))
WIPES = "leaving.js"
"""The one script that opens what the browser keeps: to count it and to wipe it at sign-out."""
FIRST_VISIT_BYTES = 150_000

PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right)|left|right|(?:float|text-align|clear):\s*(?:left|right))\s*[:;]"
)


@pytest.fixture(scope="module")
def assets() -> object:
    sys.path.insert(0, str(ROOT / "tools/vendor"))
    try:
        import assets

        return assets
    finally:
        sys.path.pop(0)


def test_vendored_files_are_the_ones_in_the_manifest(assets) -> None:
    assert assets.faults() == []


def test_a_changed_missing_or_added_vendored_file_is_named(assets, tmp_path: Path) -> None:
    for entry in assets.products(assets.read_manifest()):
        target = tmp_path / entry["to"]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((ROOT / entry["to"]).read_bytes())
    vendor = tmp_path / "src/omuz/site/shell/static/shell/vendor"
    (vendor / "htmx.min.js").write_text("changed")
    (vendor / "bootstrap-reboot.min.css").unlink()
    (vendor / "stranger.js").write_text("new")
    found = " ".join(assets.faults(tmp_path))
    assert all(name in found for name in ("htmx.min.js", "bootstrap-reboot.min.css", "stranger.js"))
    assert len(assets.faults(tmp_path)) == 3


def test_the_first_visit_weighs_little() -> None:
    compressed = [STATIC / "vendor/bootstrap-reboot.min.css", *SHEETS, *SCRIPTS, STATIC / "icons.svg"]
    weight = sum(len(gzip.compress(path.read_bytes(), 6)) for path in compressed)
    weight += sum((STATIC / f"fonts/noto-sans-{kind}.woff2").stat().st_size for kind in ("400", "600", "signs-400"))
    assert weight < FIRST_VISIT_BYTES / 2, "leave the other half to the page and its pictures"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_sheets_know_no_left_and_right(sheet: Path) -> None:
    plain = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.S)
    assert PHYSICAL.findall(plain) == []


@pytest.mark.parametrize("path", [*SHEETS, *SCRIPTS], ids=lambda path: path.name)
def test_nothing_is_fetched_from_elsewhere_and_nothing_kept_in_the_browser(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"https?://|//[a-z0-9-]+\.[a-z]", text) == []
    kept = set(re.findall(r"localStorage|sessionStorage|indexedDB|document\.cookie|serviceWorker", text))
    assert kept == ({"indexedDB"} if path.name == WIPES else set())


def test_the_script_that_wipes_the_computer_writes_nothing_on_it() -> None:
    text = (STATIC / "js" / WIPES).read_text(encoding="utf-8")
    assert "deleteDatabase" in text
    assert re.findall(r"readwrite|createObjectStore|\.put\(|\.add\(", text) == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_scripts_hold_no_sentence_and_write_no_markup(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    code = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    assert re.findall(r"[çğıöşüÇĞİÖŞÜ]", code) == []
    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|\.style\b", code) == []


def test_pages_carry_no_script_style_or_handler_of_their_own() -> None:
    inline = re.compile(
        r"<style|\sstyle=|<script(?![^>]*\s(?:src=|type=.application/json.))|\son[a-z]+=|javascript:", re.IGNORECASE
    )
    found = {path.relative_to(ROOT).as_posix(): inline.findall(path.read_text(encoding="utf-8")) for path in TEMPLATES}
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_every_sign_a_page_asks_for_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text(encoding="utf-8")))
    asked: set[str] = set()
    for path in TEMPLATES:
        asked |= set(re.findall(r"""(?:\{% icon |\bicon=)["']([\w-]+)["']""", path.read_text(encoding="utf-8")))
    for path in SHELL.glob("*.py"):
        asked |= set(re.findall(r"""["']icon["']: ["']([\w-]+)["']""", path.read_text(encoding="utf-8")))
    assert asked - drawn == set()


def test_the_letters_of_the_languages_written_here_are_in_the_font(assets) -> None:
    ranges = assets.read_manifest()["letters"]["latin"].split(",")
    spans = [(part[2:].split("-") * 2)[:2] for part in ranges]
    held = {code for low, high in spans for code in range(int(low, 16), int(high, 16) + 1)}
    written = "ABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZabcçdefgğhıijklmnoöprsştuüvyzÊÎÛêîûÂâQWXqwx0123456789–—“”‘’…₺€%·×°«»"
    assert [letter for letter in written if ord(letter) not in held] == []
