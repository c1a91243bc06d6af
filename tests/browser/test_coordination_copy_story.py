"""The pilot’s model becomes a template, begins a second municipality, is changed in two places, and both are seen."""

import json
import re
from pathlib import Path
from typing import Any

from tests.browser.casework import follow, press
from tests.browser.network import shown

FROM, TO = "Çiğli Belediyesi (örnek)", "Narlıdere Belediyesi (örnek)"
NAME = "Körfez modeli (örnek)"
SENTENCE = "Zabıta aracında da aynı kâğıt bulunur."
ACTION = "Her mahallede bir kart noktası açmak"


def _taken(page: Any, looked_at: Any) -> str:
    """What would leave is looked at first; the address of the template."""
    page.goto("/koordinasyon/")
    follow(page, FROM)
    follow(page, "Devir")
    looked_at(page)
    follow(page, "Kalıp al")
    looked_at(page)
    page.locator("[name=name]").fill(NAME)
    press(page, "Kalıbı al")
    return str(page.url)


def _file_holds_no_data(page: Any) -> None:
    with page.expect_download() as waiting:
        page.get_by_role("link", name="JSON").click()
    assert re.fullmatch(r"belge-\d{4}-\d{2}-\d{2}\.json", waiting.value.suggested_filename)
    told = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert json.loads(told)["format"] == "omuz-coordination-template"
    assert "Çiğli" not in told
    assert not {"signed_on", "handed", "staff_count", "focal_contact"} & set(re.findall(r'"(\w+)":', told))


def _begun(page: Any, template: str, looked_at: Any) -> str:
    """The second municipality begins with it; the address of its workspace."""
    page.goto(template)
    looked_at(page)
    page.locator("[name=municipality]").select_option(label=TO)
    press(page, "Çalışma alanını aç")
    assert TO in shown(page)
    return str(page.url)


def _changed(page: Any, where: str) -> None:
    """One sentence on a page, one action in other words."""
    page.goto(f"{where}mudurlukler/")
    follow(page, "Zabıta Müdürlüğü")
    follow(page, "Sayfayı yaz")
    words = page.locator("[name=say]")
    words.fill(f"{words.input_value()}\n{SENTENCE}")
    press(page, "Yeni sürüm olarak kaydet")
    page.goto(f"{where}eylem/")
    follow(page, "Tek sayfa akışın her araçta bulunması")
    follow(page, "Değiştir")
    page.locator("[name=what]").fill(ACTION)
    press(page, "Kaydet")


def test_a_model_is_replicated_with_two_changes_visible(context_for: Any, looked_at: Any, heard: Any) -> None:
    page = context_for("elif").new_page()
    template = _taken(page, looked_at)
    _file_holds_no_data(page)
    where = _begun(page, template, looked_at)
    page.goto(f"{where}degisenler/")
    assert "Hiçbir şey değişmedi; kalıp olduğu gibi duruyor." in shown(page)
    _changed(page, where)
    page.goto(f"{where}degisenler/")
    looked_at(page)
    assert page.locator("main .piece").count() == 2
    added = " ".join(page.locator("main ins").all_inner_texts())
    assert SENTENCE in added
    assert "mahallede" in added
    assert page.get_by_role("link", name=re.compile(r"^2\s*değişti")).is_visible()
    page.goto("/koordinasyon/yan-yana/")
    looked_at(page)
    row = page.locator("main tr").filter(has_text=TO)
    assert NAME in row.inner_text()
    assert "taslak" in row.inner_text()
