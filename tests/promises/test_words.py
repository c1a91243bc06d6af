"""Words the field rejects, paths of one machine and foreign hosts appear nowhere."""

import re

import pytest

from tests.promises.tree import ROOT, files, label

# Spelt apart, so that this file does not contain what it forbids.
_REJECTED = [
    "mağ" + "dur",
    "vic" + "tim",
    "müş" + "teri",
    "aile içi " + "sorun",
    "ik" + "na ",
    "barış" + "tırma",
    "fail " + "bilgisi",
]
_TEXT = (".py", ".html", ".js", ".css", ".toml", ".csv", ".md", ".po", ".txt", ".sh", ".cfg", ".ini", ".yml", ".typ")
# A mapping spells the columns and values of the published source it reads, the log names the words it watches for.
_MAY_QUOTE = ("catalogues/mappings/", "catalogues/totals/", "tests/promises/test_words.py", "CHANGELOG.md")


def _texts() -> list[tuple[str, str]]:
    return [
        (label(path), path.read_text(encoding="utf-8"))
        for path in files(*_TEXT)
        if not label(path).startswith(_MAY_QUOTE)
    ]


@pytest.mark.parametrize("word", _REJECTED)
def test_no_rejected_word_is_used(word: str) -> None:
    assert [
        name
        for name, text in _texts()
        if word in text.replace("İ", "i").replace("I", "ı").lower() or word in text.lower()
    ] == []


def test_no_path_of_one_machine_is_in_the_tree() -> None:
    machine = re.compile(r"(?<![\w.])/(work|root|home/\w+|Users/\w+)/")
    assert [name for name, text in _texts() if machine.search(text)] == []


def test_no_registry_address_is_in_a_lock() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        assert "--hash=sha256:" in text
    assert not (ROOT / "uv.lock").exists()


def test_pages_name_no_foreign_host() -> None:
    allowed = ("http://www.w3.org/", "https://www.w3.org/")
    address = re.compile(r"https?://[^\s\"'<>)]+")
    found = {
        f"{label(path)}: {match}"
        for path in files(".html", ".js", ".css")
        for match in address.findall(path.read_text(encoding="utf-8"))
        if not match.startswith(allowed) and label(path).startswith("src/")
    }
    assert found == set()


def test_window_titles_are_neutral() -> None:
    titles = {
        (label(path), title.strip())
        for path in files(".html")
        for title in re.findall(r"<title>(.*?)</title>", _window(path.read_text(encoding="utf-8")), flags=re.S)
    }
    month = '{{ today|date:"F Y" }}'  # the page a quick exit leads to is a leaf of a calendar
    assert {text for _, text in titles} <= {"Belge", '{% translate "Belge" %}', month}, titles


def _window(page: str) -> str:
    """The page without its drawings, whose parts have titles of their own."""
    return re.sub(r"<svg.*?</svg>", "", page, flags=re.S)
