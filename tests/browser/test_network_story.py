"""A year of the network: a standard talked over, a centre seen by itself and by another, a profile, the directory."""

import hashlib
import re
from datetime import timedelta
from typing import Any

from tests.browser.casework import follow, press, today
from tests.browser.conftest import kept
from tests.browser.network import (
    answered,
    assessment_of,
    draft_of,
    levels_written,
    proposed,
    round_opened,
    shown,
    unfold,
)

WORDS = "Girişte, odada ve tuvalette eşik yok; tekerlekli sandalyeyle tek başına girilir."
PAPER = "Ses denemesi: kapı kapalıyken koridordan duyulmuyor.".encode()
VISITOR = "koordinator-bornova-1"


def test_a_standard_is_talked_over_published_frozen_and_adopted(context_for, looked_at, heard) -> None:
    heard.expect("status of 422", "status of 404")
    elif_, ayse, nermin, zeynep = (context_for(who).new_page() for who in ("elif", "ayse", "nermin", "zeynep"))
    draft = draft_of(elif_)
    criterion = f"{draft}olcut/B3/"
    elif_.goto("/standartlar/")
    follow(elif_, "Ölçütleri oku")
    first, hash_of_first = elif_.url, elif_.locator(".digest").inner_text()

    proposed(ayse, criterion, WORDS)
    assert ayse.locator(".redline ins").count() > 0 and ayse.locator(".redline del").count() > 0
    looked_at(ayse)
    answered(nermin, criterion, "Ölçülebilir", "Destekliyorum")
    answered(zeynep, criterion, "Ölçülebilir", "Karşıyım")
    assert "gerekçe" in shown(zeynep).lower(), "dissent without a reason is not taken"
    answered(zeynep, criterion, "Ölçülebilir", "Karşıyım", "Eski binada yapılamaz.")
    assert "Eski binada yapılamaz." in shown(zeynep) and "destek" in shown(zeynep)
    looked_at(zeynep)

    elif_.goto(draft)
    assert "1 destek, 1 karşı" in shown(elif_)
    answered(elif_, criterion, "Ölçülebilir", "Taslağa al")
    elif_.goto(f"{draft}degisiklikler/")
    changed = elif_.locator("section").filter(has_text="B3").first
    assert changed.locator("del").count() > 0 and changed.locator("ins").count() > 0
    looked_at(elif_)
    elif_.goto(draft)
    press(elif_, "Yeni sürüm olarak yayımla")
    assert "metni artık değişmez" in elif_.locator("body").inner_text()
    assert elif_.goto(f"{criterion}yaz/").status == 404

    nermin.goto(draft)
    nermin.locator("[name=decided_on]").fill(f"{today():%Y-%m-%d}")
    nermin.locator("[name=number]").fill("2026/118")
    nermin.locator("[name=organisation]").select_option(index=1)
    press(nermin, "Kararı yaz")
    assert f"{today():%d.%m.%Y}, 2026/118 sayılı kararla kabul etti" in shown(nermin)
    looked_at(nermin)
    nermin.goto(f"{draft}metin/")
    assert WORDS in shown(nermin) and "Kelly ve Dubois" in shown(nermin)
    looked_at(nermin)
    nermin.goto(first)
    assert nermin.locator(".digest").inner_text() == hash_of_first


def test_a_centre_looks_at_itself_another_visits_they_agree_and_a_gap_becomes_a_step(context_for, looked_at) -> None:
    elif_, ayse, nermin, visitor = (context_for(who).new_page() for who in ("elif", "ayse", "nermin", VISITOR))
    asked = round_opened(elif_, "Ara değerlendirme", "Konak", "Bornova")
    looked_at(elif_)
    assessment = assessment_of(elif_, asked, "Konak")

    _shown_with_evidence(ayse, assessment, looked_at)
    levels_written(ayse, assessment, "2", A1="1")
    assert "90 / 90" in shown(ayse)
    looked_at(ayse)
    for page in (ayse, nermin):
        page.goto(assessment)
        press(page, "İmzala")
    assert "imzalandı" in shown(nermin)

    _visitor_named(elif_, asked)
    _visited(visitor, assessment, looked_at)
    nermin.goto(f"{assessment}ziyaret/B7/")
    nermin.locator("[name=words]").fill("Çizelgede yok, haklısınız.")
    press(nermin, "Söyle")
    nermin.locator("[name=agreed]").select_option("1")
    press(nermin, "Yaz")
    looked_at(nermin)
    for page in (nermin, visitor):
        page.goto(f"{assessment}ziyaret/")
        press(page, "Merkezimiz adına onayla")
    nermin.goto(assessment)
    assert "üzerinde anlaşıldı" in shown(nermin)
    _gap_becomes_a_step(nermin, assessment, looked_at)


def _shown_with_evidence(page: Any, assessment: str, looked_at: Any) -> None:
    """One criterion: a level in words, and a document that never leaves her computer."""
    page.goto(assessment)
    follow(page, "Tek tek ilerle")
    page.locator('[name="A1-level"][value="1"]').check()
    kept(page)
    page.locator("[name=kanit-kind]").select_option("document")
    page.locator("[name=kanit-description]").fill("Ses denemesi tutanağı, müdürlük dolabında")
    page.locator("#document-here").set_input_files({"name": "ses.pdf", "mimeType": "application/pdf", "buffer": PAPER})
    page.get_by_text("Belgenin kendisi gönderilmedi").wait_for()
    digest = hashlib.sha256(PAPER).hexdigest()
    assert page.locator("[name=kanit-sha256]").input_value() == digest
    press(page, "Kanıt ekle")
    assert "ses.pdf" in shown(page) and digest[:12] in shown(page)
    fold = unfold(page, "Belge bu mu?")
    fold.locator("input").set_input_files({"name": "x.pdf", "mimeType": "application/pdf", "buffer": b"baska"})
    page.get_by_text("özeti tutmuyor").wait_for()
    looked_at(page)


def _visitor_named(page: Any, asked: str) -> None:
    page.goto(asked)
    line = page.locator("main tbody tr").filter(has_text=re.compile("^Konak"))
    line.locator("summary").click()
    line.locator("[name=visitor]").select_option(label="Bornova KDM (örnek)")
    line.locator("[name=visit_on]").fill(f"{today():%Y-%m-%d}")
    with page.expect_navigation():
        line.get_by_role("button", name="Ziyaretçiyi yaz").click()


def _visited(page: Any, assessment: str, looked_at: Any) -> None:
    """The other centre sees the same once and something else once."""
    for code, level in (("A1", "1"), ("B7", "1")):
        page.goto(f"{assessment}ziyaret/{code}/")
        page.locator(f'[name=level][value="{level}"]').check()
        page.locator("[name=comment]").fill("Yerinde bakıldı.")
        press(page, "Kaydet")
    page.goto(f"{assessment}ziyaret/")
    looked_at(page)
    press(page, "Ziyareti imzala")
    assert "Farklı görülenler" in shown(page) and "B7" in shown(page)


def _gap_becomes_a_step(page: Any, assessment: str, looked_at: Any) -> None:
    page.goto(f"{assessment}profil/")
    looked_at(page)
    line = page.locator("main li").filter(has_text=re.compile(r"^\s*B7")).first
    assert "1 · Başlangıç" in line.inner_text(), "the agreed level stands, not the claimed one"
    with page.expect_navigation():
        line.get_by_role("link", name="Adım ekle").click()
    page.locator("[name=what]").fill("Haftada bir akşam nöbeti")
    page.locator("[name=responsible]").fill("Şube müdürü")
    page.locator("[name=until]").fill(f"{today() + timedelta(days=60):%Y-%m-%d}")
    page.locator("[name=plan]").fill("Stratejik plan, hedef 4.2")
    press(page, "Kaydet")
    page.goto("/standartlar/adimlar/")
    assert "Haftada bir akşam nöbeti" in shown(page) and "Şube müdürü" in shown(page)
    looked_at(page)


POLICIES = {
    "strategic_plan": ("A", "Stratejik plan", "2026/201"),
    "performance_programme": ("B", "Performans programı", "2026/202"),
    "leap": ("H", "Yerel eşitlik eylem planı (YEEP)", "2026/203"),
    "gender_budget": ("A", "Toplumsal cinsiyete duyarlı bütçe belgesi", "2026/204"),
    "council_decision": ("L", "Meclis kararı", "2026/205"),
}
"""Kind → the chapter it speaks to, its words on screen, the number of the decision."""


def test_five_kinds_of_documents_fill_the_matrix_of_a_municipality_and_its_gaps_stay_visible(
    context_for, looked_at
) -> None:
    page, elif_ = context_for(VISITOR).new_page(), context_for("elif").new_page()
    page.goto("/standartlar/uyum/")
    town = page.locator("main .matrix tbody tr").filter(has_text=re.compile(r"^\s*Bornova"))
    assert "12 bölüm belgesiz" in town.inner_text()
    for kind, (chapter, _words, number) in POLICIES.items():
        page.goto("/standartlar/uyum/belge/")
        page.locator("[name=organisation]").select_option(index=1)
        page.locator("[name=kind]").select_option(kind)
        page.locator("[name=title]").fill(f"Belge {number}")
        page.locator("[name=decided_on]").fill(f"{today():%Y-%m-%d}")
        page.locator("[name=number]").fill(number)
        page.locator("[name=period_from]").fill(str(today().year))
        page.locator("[name=period_to]").fill(str(today().year + 2))
        page.locator("[name=reference]").fill("Yazı işleri dolabı")
        page.locator(f"[name=chapter_{chapter}]").fill(f"madde {number[-1]}")
        if kind == "leap":
            page.locator("[name=actions]").fill("5")
        press(page, "Kaydet")
    looked_at(page)
    for reader in (page, elif_):
        reader.goto("/standartlar/uyum/")
        row = reader.locator("main .matrix tbody tr").filter(has_text=re.compile(r"^\s*Bornova"))
        told = row.inner_text()
        assert "8 bölüm belgesiz" in told
        assert row.locator("td.gap").count() == 8
        for kind, (_chapter, words, number) in POLICIES.items():
            assert f"{words}: madde {number[-1]}" in told, kind
            line = reader.locator("main li").filter(has_text=f"Belge {number}")
            assert f"{words} · {today():%d.%m.%Y} · {number}" in line.inner_text(), kind
            assert "Yazı işleri dolabı" in line.inner_text(), kind


def test_two_people_finish_a_profile_it_is_signed_and_stands_beside_the_median(context_for, looked_at) -> None:
    elif_, ayse, nermin = (context_for(who).new_page() for who in ("elif", "ayse", "nermin"))
    elif_.goto("/profiller/")
    with elif_.expect_navigation():
        elif_.locator("main a").filter(has_text=re.compile(r"^Merkez profili")).first.click()
    looked_at(elif_)
    with elif_.expect_navigation():
        elif_.locator("main a").filter(has_text=re.compile("^Konak")).first.click()
    elif_.locator("[name$=reason]").fill("Oda sayısı ve psikolog sayısı güncellensin.")
    press(elif_, "Yeniden aç")

    own = _own_profile(ayse)
    looked_at(ayse)
    for page, section, name in ((ayse, "place", "rooms_count"), (nermin, "staff", "lone_days")):
        page.goto(own)
        follow(page, "Yazmayı sürdür")
        page.goto(f"{page.url.split('?')[0]}?b={section}")
        field = page.locator(f'[name$="/{name}"]')
        field.fill(str(int(field.input_value()) + 1))
        press(page, "Kaydet, bu sayfada kal")
    looked_at(nermin)
    nermin.goto(own)
    told = shown(nermin)
    assert "Ayşe Yıldız" in told and "Nermin Aksoy" in told, "who wrote which part"
    follow(nermin, "Yazmayı sürdür")
    nermin.goto(f"{nermin.url.split('?')[0]}?b=policy")
    press(nermin, "Formu gönder")
    nermin.goto(own)
    press(nermin, "Merkez adına imzala")
    assert "imzalı" in shown(nermin)
    follow(nermin, "Karşılaştır")
    assert "ortanca" in shown(nermin) and "değişti" in shown(nermin)
    looked_at(nermin)
    nermin.goto(f"{own}yazdir/")
    assert "Nermin Aksoy" in shown(nermin)
    looked_at(nermin)


def _own_profile(page: Any) -> str:
    page.goto("/profiller/")
    with page.expect_navigation():
        page.locator("main section a").filter(has_text=re.compile(r"^Merkez profili")).first.click()
    return str(page.url)


def test_the_directory_is_searched_as_one_types_corrected_looked_back_at_taken_out_and_brought_in(
    context_for, looked_at
) -> None:
    ayse, elif_ = context_for("ayse").new_page(), context_for("elif").new_page()
    ayse.goto("/merkezler/kurumlar/")
    assert ayse.locator("#found li").count() == 40
    ayse.locator("main [name=q]").press_sequentially("ADLİ YARDIM", delay=20)
    ayse.locator("#found").get_by_text("1 kurum").wait_for()
    assert "Baro Kadın Hakları Merkezi" in shown(ayse)
    looked_at(ayse)
    assert ayse.locator("main").get_by_role("link", name="Kurum ekle").count() == 0

    elif_.goto("/merkezler/kurumlar/?q=adli+yardım")
    follow(elif_, "Baro Kadın Hakları Merkezi (örnek)")
    where, before = elif_.url, re.search(r"0232 000 30 \d\d", shown(elif_)).group()
    follow(elif_, "Düzenle")
    elif_.locator("[name=phone]").fill("0232 000 99 99")
    elif_.locator("[name=verified]").check()
    looked_at(elif_)
    press(elif_, "Kaydet")
    assert "0232 000 99 99" in shown(elif_) and f"{today():%d.%m.%Y}" in shown(elif_)
    elif_.goto(f"{where}?gun={today() - timedelta(days=2):%Y-%m-%d}")
    assert before in shown(elif_) and "0232 000 99 99" not in elif_.locator("section").first.inner_text()
    looked_at(elif_)

    package = elif_.request.get("/merkezler/kurumlar/ver/zip/").body()
    assert package[:2] == b"PK"
    elif_.goto("/merkezler/kurumlar/al/")
    file = {"name": "belge.zip", "mimeType": "application/zip", "buffer": package}
    elif_.locator("[name=file]").set_input_files(file)
    elif_.locator("[name=table]").select_option("hsds")
    press(elif_, "Önce göster")
    assert "var olan güncellenir" in shown(elif_) and "Alınamayan satırlar" not in shown(elif_)
    looked_at(elif_)
    press(elif_, "Bunları al")
    assert "0 kurum eklendi" in elif_.locator("body").inner_text()
