"""What people of a centre do all day, by the addresses of our pages and of the framework's admin beside them."""

import re
import time
from collections.abc import Sequence
from uuid import uuid4

from tests.bench.crowd import Kind
from tests.bench.served import Answer, Browser

SAID = {
    "clock": "10:05", "minutes": "15", "channel": "phone", "for_whom": "herself", "kind": "violence",
    "done": ["listened_informed", "appointment"], "heard_from": "internet", "district": "konak",
    "hidden_number": "no", "anonymous": "no", "violence_types": ["psychological"], "age_band": "not_asked",
    "note": "Haklarını sordu; adım adım anlatıldı.", "version": "0",
}  # fmt: skip
SHARES = {"lists": 40, "open": 30, "save": 15, "search": 5, "figures": 10}


def ours(contacts: Sequence[str], codes: Sequence[str], rows: int) -> list[Kind]:
    """The mix on our pages: of these contacts and codes; a list must show `rows` rows."""
    acts = {
        "lists": (lambda browser, _chance: browser.get("/temaslar/?d=t"), lambda answer: _list(answer, rows)),
        "open": (lambda browser, chance: browser.get(f"/temaslar/{chance.choice(contacts)}/"), _page),
        "save": (lambda browser, _chance: recorded(browser), _sent),
        "search": (lambda browser, chance: browser.post("/temaslar/bul/", {"q": chance.choice(codes)}), _sent),
        "figures": (lambda browser, _chance: browser.get("/sayilar/gostergeler/"), _page),
    }
    return [Kind(name, SHARES[name], act, right) for name, (act, right) in acts.items()]


def admins(records: Sequence[str], rows: int) -> list[Kind]:
    """The same mix on the admin: its list, a form, an addition, its search, its list counted by one filter."""
    there = "/admin/peer/tally/"
    acts = {
        "lists": (lambda browser, _chance: browser.get(there), lambda answer: _list(answer, rows)),
        "open": (lambda browser, chance: browser.get(chance.choice(records)), _page),
        "save": (lambda browser, _chance: _added(browser), _sent),
        "search": (lambda browser, chance: browser.get(f"{there}?q=T-{chance.randrange(5_000)}"), _page),
        "figures": (lambda browser, _chance: browser.get(f"{there}?_facets=True"), _page),
    }
    return [Kind(name, SHARES[name], act, right) for name, (act, right) in acts.items()]


def recorded(browser: Browser) -> Answer:
    """Post one contact as the page does."""
    told = {**SAID, "on": time.strftime("%d.%m.%Y", time.localtime(time.time() - 86_400))}
    return browser.post("/temaslar/yeni/", {**told, "contact": str(uuid4()), "page": uuid4().hex})


def _added(browser: Browser) -> Answer:
    told = {"centre": "1", "code": "T-1", "at_0": "2026-01-02", "at_1": "10:05", "worker": "1", "note": SAID["note"]}
    coded = {"channel": "phone", "kind": "violence", "for_whom": "herself"}
    return browser.post("/admin/peer/tally/add/", {**told, **coded})


def _list(answer: Answer, rows: int) -> bool:
    if answer.status != 200 or b"<tbody>" not in answer.body:  # a page
        return False
    return len(re.findall(rb"<tr", answer.body.split(b"<tbody>", 1)[1].split(b"</tbody>", 1)[0])) >= rows


def _page(answer: Answer) -> bool:
    return answer.status == 200 and len(answer.body) > 2_000 and b"</html>" in answer.body  # a page


def _sent(answer: Answer) -> bool:
    # Sent on, and not to a door: whoever is led there has done nothing.
    return answer.status == 302 and not answer.headers["location"].startswith(("/giris/", "/kilit/"))
