"""A quarter goes from the centre's sealed contacts to the network's page: looked at, signed, sent, released."""

import re
from typing import Any

import pytest

RETURNS = "/sayilar/bildirim/"
RELEASED = "/sayilar/acilan/"
NETWORK = "/sayilar/ag/"


def whole(text: str) -> int:
    """A number as it is written here: 1.234."""
    found = re.search(r"\d[\d.]*", text)
    assert found, text
    return int(found.group().replace(".", ""))


def _stat(page: Any, label: str) -> int:
    return whole(
        page.locator(".stat").filter(has=page.locator("dt", has_text=label)).locator(".stat-value").inner_text()
    )


def _total(page: Any, key: str = "I01") -> int:
    """The protected total under a figure's table."""
    return whole(page.locator(f"#{key} .figure").inner_text())


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    """What one chapter of the story leaves for the next."""
    return {}


def test_nermin_previews_signs_and_sends_and_elif_sees_the_protected_total_change(open_as, told, violations) -> None:
    network = open_as("elif", NETWORK)
    reported, contacts = _stat(network, "Bildiren merkez"), _stat(network, "Temas")
    page = open_as("nermin", RETURNS)
    waiting = page.locator("li").filter(has_text="bekleniyor").or_(page.locator("li").filter(has_text="gecikti")).first
    waiting.get_by_role("button", name="Hazırla ve önizle").click()
    page.get_by_role("button", name="İmzala ve gönder").wait_for()
    assert violations(page) == []
    told["period"] = page.locator("h1").inner_text()
    shown = page.locator("main table").all_inner_texts()
    network.reload()
    assert _stat(network, "Bildiren merkez") == reported, "a preview sends nothing"
    small = page.get_by_label("Küçük farkları biliyorum, yine de gönder")
    if small.count():
        small.check()
    page.get_by_role("button", name="İmzala ve gönder").click()
    page.get_by_text("Bildirim imzalandı ve gönderildi").wait_for()
    told["address"] = page.url
    for table in shown[1:]:
        assert table in page.locator("main table").all_inner_texts(), "what left is what was shown"
    network.reload()
    assert _stat(network, "Bildiren merkez") == reported + 1
    assert _stat(network, "Temas") > contacts


def _not_opened(page: Any, period: str) -> bool:
    """Whether a director's page says of a quarter that it is not open to her, and shows no figure of it."""
    said = f"{period} henüz size açılmadı" in page.locator("main").inner_text()
    return said and period not in " ".join(page.locator("figure, h2, h3, option").all_inner_texts())


def test_nermin_releases_the_totals_and_derya_sees_them_and_no_record(open_as, told, violations) -> None:
    before = open_as("derya", RELEASED)
    assert _not_opened(before, told["period"])
    page = open_as("nermin", told["address"])
    page.get_by_role("button", name="müdüre aç").click()
    page.get_by_text("Toplamlar müdüre açıldı").wait_for()
    before.reload()
    main = before.locator("main")
    assert told["period"] in main.inner_text() and not _not_opened(before, told["period"])
    assert main.locator("figure").count() >= 5
    assert violations(before) == []
    links = main.locator("a").evaluate_all("all => all.map(each => each.getAttribute('href'))")
    assert [link for link in links if "/temaslar/" in link or "/bildirim/" in link] == []
    assert not re.search(r"\bT-[0-9A-Z]{3,}", main.inner_text())
    assert before.request.get(told["address"]).status in (403, 404)
    sheet = before.request.get(links[-1])
    assert sheet.status == 200
    assert len(sheet.body()) > 0


def test_nermin_closes_the_totals_again_and_derya_no_longer_sees_them(open_as, told) -> None:
    page = open_as("nermin", told["address"])
    page.get_by_role("button", name="Müdüre kapat").click()
    page.get_by_text("Toplamlar müdüre kapatıldı").wait_for()
    assert _not_opened(open_as("derya", RELEASED), told["period"])


def test_a_hidden_cell_says_that_it_is_hidden_and_why(open_as, told) -> None:
    page = open_as("nermin", told["address"])
    page.locator("main figure details").evaluate_all("all => all.forEach(each => { each.open = true; })")
    hidden = page.locator("main .kept-back").filter(visible=True)
    assert hidden.count() > 0
    assert "gizlendi" in hidden.first.inner_text()
    assert page.locator("main .ledger-notes").filter(visible=True).count() > 0
