"""The network's meeting in a real browser: from the year's turns to what became of its decisions a month later."""

import re
from datetime import timedelta
from typing import Any

from tests.browser.casework import follow, press, today
from tests.browser.network import shown, unfold

DECIDED = "Çeviri için ortak liste çıkarılacak"
MEETING = re.compile(r"/toplantilar/[0-9a-f-]{36}/$")


def _planned(page: Any, host: str, *before_today: int) -> str:
    """A meeting of this host on the first of these days that has none; returns its address."""
    for days in before_today:
        page.goto("/toplantilar/takvim/yeni/")
        page.locator("[name=on]").fill(f"{today() - timedelta(days=days):%Y-%m-%d}")
        page.locator("[name=host]").select_option(label=host)
        press(page, "Sıraya yaz")
        if MEETING.search(page.url):
            break
        assert "bir toplantı zaten var" in shown(page)
    return str(page.url)


def _prepared(page: Any, where: str) -> None:
    """Place and topic, an agenda with a guest item, the call."""
    page.goto(where)
    follow(page, "Değiştir")
    page.locator("[name=topic]").fill("Tercümana erişim")
    page.locator("[name=place]").fill("Kent konseyi salonu")
    page.locator("[name=how_to_reach]").fill("Metro çıkışında; basamaksız giriş")
    press(page, "Kaydet")
    follow(page, "Gündemi yaz")
    empty = page.locator(".item-row").filter(has=page.locator("[name$=title]:not([value])")).first
    empty.locator("[name$=title]").fill("Çeviri için ortak liste")
    empty.locator("[name$=presenter]").fill("KDM koordinatörü")
    empty.locator("[name$=minutes]").fill("20")
    press(page, "Gündemi kaydet")
    assert "Çeviri için ortak liste" in shown(page) and "20 dk" in shown(page)


def _came(page: Any, where: str, host: str) -> None:
    """Two thirds came, the host among them; a number of people and nobody's name."""
    page.goto(f"{where}katilim/")
    for place, row in enumerate(page.locator("main tbody tr").all()):
        here = place % 3 or row.locator("th").inner_text().startswith(host)
        row.locator("[name^=present]").select_option("yes" if here else "no")
    page.locator("[name=heads]").fill("31")
    press(page, "Kaydet")
    assert "Toplam 31 kişi" in shown(page)


def _papers(page: Any, where: str, *names: str) -> None:
    """Every paper opens as what it says it is, and its name gives nothing away."""
    starts = {"pdf": b"%PDF", "docx": b"PK", "ics": b"BEGIN:VCALENDAR"}
    for name in names:
        answer = page.request.get(f"{where}cikti/{name}")
        assert answer.status == 200 and answer.body().startswith(starts[name.rpartition(".")[2]]), name
        assert "belge" in answer.headers["content-disposition"].lower()


def _invited(page: Any, where: str) -> None:
    """Every member is called, and letter, calendar file and sheets are there to send."""
    page.goto(f"{where}cagri/")
    assert page.locator("[name=institution]:checked").count() >= 26
    press(page, "Çağrıldı diye yaz")
    _papers(page, where, "cagri.pdf", "cagri.docx", "takvim.ics", "katilim.pdf", "degerlendirme.pdf")


def _minuted(page: Any, where: str, owner: str) -> str:
    """Notes and a decision, first with a person for a post; closed minutes. Returns the number of the decision."""
    page.goto(f"{where}tutanak/")
    page.locator("textarea[name^=note-]").first.fill("Yirmi kurum geldi, kendini tanıttı.")
    first = page.get_by_role("group", name="Yeni karar 1")
    first.locator("[name$=what]").fill(DECIDED)
    first.locator("[name$=owner]").select_option(label=owner)
    first.locator("[name$=owner_post]").fill("Ayşe Demir")
    first.locator("[name$=due]").fill(f"{today() + timedelta(days=20):%Y-%m-%d}")
    press(page, "Kaydet")
    assert "yazdıklarınız duruyor" in shown(page), "a person is no post"
    page.get_by_role("group", name="Yeni karar 1").locator("[name$=owner_post]").fill("KDM koordinatörü")
    press(page, "Kaydet ve tutanağı kapat")
    assert "tutanak kapandı" in shown(page) and DECIDED in shown(page)
    _papers(page, where, "tutanak.pdf", "tutanak.docx")
    taken = page.get_by_role("region", name="Bu toplantının kararları")
    return str(taken.locator("tbody th").first.inner_text())


def _told_by_its_owner(page: Any, code: str, looked_at: Any) -> None:
    """The coordinator of that municipality finds what is hers to do, and says how far it is."""
    page.goto("/toplantilar/")
    looked_at(page)
    own = page.get_by_role("region", name="Bizim yapacaklarımız")
    own.get_by_role("link", name=code, exact=True).click()
    page.wait_for_url("**/kararlar/*/")
    looked_at(page)
    page.get_by_label("sürüyor").check()
    page.locator("[name=on]").fill(f"{today() - timedelta(days=3):%Y-%m-%d}")
    page.locator("[name=words]").fill("Üç kurumdan yanıt bekleniyor.")
    press(page, "Yaz")
    assert "Üç kurumdan yanıt bekleniyor." in shown(page)


def _judged(page: Any, where: str, looked_at: Any) -> None:
    """Three questions without a name."""
    page.goto(where)
    page.get_by_role("link", name="Değerlendir", exact=True).click()
    page.wait_for_url("**/degerlendirme/")
    looked_at(page)
    for question in ("useful", "heard", "clear"):
        page.locator(f"[name={question}][value=yes]").check(force=True)
    press(page, "Gönder")
    assert "adınız yazılmadı" in page.locator("body").inner_text()


def _followed_up(page: Any, where: str, code: str) -> None:
    """The open decision has come along by itself, is done, and the minutes close."""
    page.goto(where)
    assert DECIDED in page.get_by_role("region", name="Bu toplantıya gelen açık kararlar").inner_text()
    page.goto(f"{where}tutanak/")
    line = page.get_by_role("group", name=code, exact=True)
    line.locator("[name^=outcome]").select_option("done")
    line.locator("[name^=words]").fill("Liste çıktı; ağ klasöründe.")
    press(page, "Kaydet ve tutanağı kapat")


def test_the_network_coordinator_runs_a_meeting_from_invitation_to_follow_up(context_for, looked_at, heard) -> None:
    heard.expect("status of 422")
    elif_, nermin = (context_for(who).new_page() for who in ("elif", "nermin"))
    host, other = "Konak Belediyesi (örnek)", "Bornova Belediyesi (örnek)"
    where = _planned(elif_, host, 3, 4)
    _prepared(elif_, where)
    for path in ("", "bilgi/", "gundem/", "cagri/", "tutanak/"):
        elif_.goto(f"{where}{path}")
        looked_at(elif_)
    _invited(elif_, where)
    _came(elif_, where, host)
    elif_.goto(f"{where}katilim/")
    looked_at(elif_)
    code = _minuted(elif_, where, host)
    looked_at(elif_)

    _told_by_its_owner(nermin, code, looked_at)
    _judged(nermin, where, looked_at)

    following = _planned(elif_, other, 1, 2)
    _prepared(elif_, following)
    _invited(elif_, following)
    _came(elif_, following, other)
    _followed_up(elif_, following, code)
    elif_.goto("/toplantilar/kararlar/?durum=all")
    looked_at(elif_)
    row = elif_.locator("main tbody tr").filter(has_text=DECIDED).first
    assert "yapıldı" in row.inner_text() and "Liste çıktı" in row.inner_text()
    elif_.goto(following)
    unfold(elif_, "Tutanağı yeniden aç")
    elif_.locator("[name=reason]").fill("Bir karar eksik kalmış")
    press(elif_, "Yeniden aç")
    assert "tutanak bekliyor" in shown(elif_) and "Bir karar eksik kalmış" in shown(elif_)


def test_a_year_of_turns_goes_from_municipality_to_municipality(context_for, looked_at, heard) -> None:
    elif_ = context_for("elif").new_page()
    for path in ("/toplantilar/", "/toplantilar/kurumlar/", "/toplantilar/takvim/"):
        elif_.goto(path)
        looked_at(elif_)
    rows = elif_.get_by_role("region", name="Planlanan toplantılar").locator("tbody tr")
    assert rows.count() >= 12
    hosts = [each.locator("td").nth(1).inner_text() for each in rows.all()][:12]
    assert len(set(hosts)) == 12, "nobody hosts twice in a year while others wait"
    rows.last.get_by_role("link", name="Değiştir").click()
    elif_.wait_for_url("**/sira/")
    looked_at(elif_)
    before = _hosts(context_for)
    card = elif_.locator("section.card").filter(has_text="Başka kurumla yer değiştir")
    card.locator("[name=other]").select_option(index=2)
    card.locator("[name=reason]").fill("Salon o ay onarımda")
    press(elif_, "Yer değiştir")
    looked_at(elif_)
    assert _hosts(context_for) != before
    assert "Salon o ay onarımda" in shown(elif_)
    year = elif_.request.get("/toplantilar/takvim.ics").body()
    assert year.count(b"BEGIN:VEVENT") >= 12


def _hosts(context_for: Any) -> list[str]:
    """The hosts in their order as a centre reads them."""
    page = context_for("ayse").new_page()
    page.goto("/toplantilar/takvim/")
    rows = page.get_by_role("region", name="Planlanan toplantılar").locator("tbody tr")
    return [each.locator("td").nth(1).inner_text() for each in rows.all()]
