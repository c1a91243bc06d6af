"""Who works with whom in a real browser: a centre writes its ties, the network sees them as lines and as the table."""

from typing import Any

from tests.browser.casework import follow, press
from tests.browser.network import shown

LINES = "svg.web line"
NOTE = "Her salı ortak görüşme günü"


def _drawn(page: Any, look: str) -> list[str]:
    """What the lines and crosses of the map say, looked at so."""
    page.locator("[name=bak]").select_option(look)
    press(page, "Göster")
    return [str(each) for each in page.locator("svg.web title").all_text_contents()]


def _row(page: Any, centre: str) -> list[str]:
    """The ways of one centre as the table says them to whoever cannot see it."""
    table = page.get_by_role("region", name="Merkezlere göre bağlar")
    row = table.locator("tbody tr").filter(has=page.get_by_role("rowheader", name=centre, exact=True))
    return [str(each) for each in row.locator("td .unseen").all_text_contents()]


def test_a_centre_writes_its_ties_and_the_map_says_what_the_table_says(context_for, looked_at, heard) -> None:
    nermin, elif_ = (context_for(who).new_page() for who in ("nermin", "elif"))
    centre = "Konak KDM (örnek)"
    nermin.goto("/is-birligi/")
    looked_at(nermin)
    assert nermin.locator("[name=bak]").evaluate("each => each.selectedOptions[0].text") == centre, "her own first"
    follow(nermin, "Bizim bağlarımız")
    looked_at(nermin)
    lines = nermin.locator("fieldset.tie-line")
    for place, way in enumerate(("protocol", "regular", "personal", "none")):
        lines.nth(place).locator(f"[type=radio][value={way}]").check()
    lines.nth(1).locator("input.input").fill(NOTE)
    first = lines.nth(0).locator("legend").inner_text().split("\n")[0]
    press(nermin, "Kaydet")
    listed = nermin.get_by_role("region", name="Bağlar, tek tek")
    assert NOTE in listed.inner_text() and first in listed.inner_text()

    elif_.goto("/is-birligi/")
    looked_at(elif_)
    said = _drawn(elif_, "konak-1")
    looked_at(elif_)
    table = [each for each in _row(elif_, centre) if each != "yazılmadı"]
    ways = [each.rpartition(": ")[2] for each in said]
    assert sorted(ways) == sorted(each.partition(";")[0] for each in table)
    assert {"protokolle", "düzenli", "kişisel tanışıklıkla", "çalışılmıyor"} >= set(ways)
    formal = _drawn(elif_, "protocol")
    assert formal and all(each.endswith(": protokolle") for each in formal)
    everything = _drawn(elif_, "all")
    assert len(everything) > len(formal) and not any(each.endswith("çalışılmıyor") for each in everything)
    assert elif_.locator(LINES).count() == len(everything)
    kind = elif_.locator("[name=bak] optgroup").last.locator("option").first.get_attribute("value")
    assert _drawn(elif_, kind)
    looked_at(elif_)
    with elif_.expect_download() as taken:
        elif_.locator("main").get_by_role("link", name="XLSX").click()
    assert taken.value.suggested_filename.startswith("belge-")


def test_a_protocol_goes_from_its_signature_to_its_end(context_for, looked_at, heard) -> None:
    heard.expect("status of 422")
    nermin = context_for("nermin").new_page()
    nermin.goto("/is-birligi/protokoller/")
    looked_at(nermin)
    follow(nermin, "Protokol ekle")
    looked_at(nermin)
    nermin.locator("[name=title]").fill("Ortak çalışma metni (deneme)")
    nermin.locator("[name=signed_on]").fill("2026-01-10")
    nermin.locator("[name=ends_on]").fill("2025-01-10")
    press(nermin, "Kaydet")
    assert "Kurum" in nermin.locator("main [role=alert], main .notice").first.inner_text()
    nermin.locator("[name=partner]").select_option(index=1)
    press(nermin, "Kaydet")
    assert "imzalanmadan önce bitemez" in shown(nermin)
    nermin.locator("[name=ends_on]").fill("2026-02-10")
    press(nermin, "Kaydet")
    row = nermin.locator("main tbody tr").filter(has_text="Ortak çalışma metni (deneme)")
    assert "bitti" in row.inner_text()
    row.get_by_role("link").click()
    nermin.wait_for_url("**/protokoller/*/")
    press(nermin, "Kütükten çıkar")
    assert "Ortak çalışma metni (deneme)" not in shown(nermin)
