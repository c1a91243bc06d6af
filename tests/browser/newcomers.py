"""Somebody new comes to the centre, as Nermin invites her; so that the six people stay as every story expects them."""

from collections.abc import Callable
from typing import Any

PASSWORD = "yağmur altında sarı yelken"


def invited(nermin: Any, username: str, full_name: str, post: str = "Danışman") -> str:
    """Nermin invites her, as a counsellor unless said otherwise; returns the one-time link."""
    nermin.goto("/ekip/davet/")
    nermin.get_by_label("Adı soyadı").fill(full_name)
    nermin.get_by_label("Kullanıcı adı").fill(username)
    nermin.get_by_label(post, exact=True).check()
    nermin.get_by_role("button", name="Bağlantıyı oluştur").click()
    return str(nermin.locator("#link").input_value())


def accepted(context_for: Callable[..., Any], link: str) -> None:
    """She opens the link and chooses her password."""
    page = context_for().new_page()
    page.goto(link)
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.get_by_role("button", name="Parolamı belirle").click()
    page.get_by_role("heading", name="Parolanız belirlendi").wait_for()


def newcomer(context_for: Callable[..., Any], username: str, full_name: str) -> None:
    """An account that has come in: invited, password chosen."""
    accepted(context_for, invited(context_for("nermin").new_page(), username, full_name))
