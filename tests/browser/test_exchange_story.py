"""A case analysis is refused by the second reader for a traceable detail, mended, published, and expires."""

import os
import re
import subprocess
import sys
from typing import Any

from tests.browser.casework import chip, follow, press
from tests.browser.served import AT, ROOT, Site

TITLE = "Duruşma günü yol bulunamayınca"
TRACE = "Ödemiş’te bir okulda öğretmendi; evin parası ve arabası şiddet uygulayandaydı."
MENDED = "Düzenli bir işi vardı; evin parası ve arabası şiddet uygulayandaydı."
READER = "koordinator-bornova-1"
LATER = "2029-01-15T03:00+03:00"
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "PYTHONUTF8", "OMUZ_POSTGRES_BIN")


def _written(page: Any) -> str:
    """Zeynep writes an analysis and hands it on; its address."""
    page.goto("/ogrenme/")
    follow(page, "Merkezimizin analizleri")
    press(page, "Yeni analiz")
    page.get_by_label("Başlık").fill(TITLE)
    chip(page, "made", "both")
    chip(page, "context", "rural")
    page.get_by_label("Kadının talepleri").fill("Duruşmaya tek başına gitmemek istiyordu.")
    page.get_by_label("Yapılanlar").fill("1. hafta: yolu birlikte planladık\n2. hafta: eşlik ettik")
    page.get_by_label("Güç ve eşitsizlik okuması").fill(TRACE)
    page.get_by_label("Öğrenilen ve değişen uygulama").fill("Ulaşım, görüşmenin sorularına eklendi.")
    chip(page, "consent", "not_needed")
    page.get_by_label("Gerekmediyse neden").fill("Birden çok deneyimden kuruldu.")
    chip(page, "visibility", "network")
    page.locator(".saving", has_text="Kaydedildi").wait_for()
    press(page, "İkinci okumaya ver")
    return str(page.url)


def _answered(page: Any, analysis: str, **why: str) -> None:
    """The second reader answers every trap; `why` are those she refuses."""
    page.goto(analysis)
    for box in page.locator("input[type=radio][value=clean]").all():
        box.check()
    for trap, words in why.items():
        page.locator(f"[name=trap-{trap}][value=refused]").check()
        page.locator(f"[name=why-{trap}]").fill(words)
    press(page, "Okumayı bitir")


def _a_year_later(site: Site) -> str:
    """What the machine's own clock does on a day after everything of this centre is over."""
    command = AT.format(LATER).replace("raise SystemExit(main())", "raise SystemExit(main(ASKED))")
    asked = f"ASKED = ['exchange', 'expire', '--centre', {site.centre_of('zeynep')!r}]\n"
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", asked + command],
        env={**environment, "OMUZ_HOME": str(site.home), "OMUZ_LANG": "tr"},
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_an_analysis_is_refused_for_a_traceable_detail_mended_published_and_expires(
    open_as: Any, context_for: Any, site: Site, heard: Any
) -> None:
    heard.expect("404")
    writer, reader = open_as("zeynep", "/ogrenme/"), open_as(READER, "/ogrenme/merkez/")
    analysis = _written(writer)
    assert writer.get_by_text("Bu metne siz de yazdınız").is_visible()
    assert writer.get_by_role("button", name="Okumayı bitir").count() == 0

    reader.goto(analysis)
    marked = reader.locator("fieldset.trap mark").all_inner_texts()
    assert {"Ödemiş’te", "okulda", "öğretmendi"} <= set(marked)
    _answered(reader, analysis, place="İlçe çıkarılsın.", job="Meslek çıkarılsın.")
    assert reader.get_by_text("onarılacak").first.is_visible()
    elif_ = open_as("elif", "/ogrenme/")
    assert elif_.get_by_text(TITLE).count() == 0

    writer.goto(analysis)
    follow(writer, "Yaz")
    assert writer.get_by_text("Meslek çıkarılsın.").is_visible()
    writer.get_by_label("Güç ve eşitsizlik okuması").fill(MENDED)
    press(writer, "İkinci okumaya ver")
    _answered(reader, analysis)
    assert reader.get_by_text("ağda okunuyor").first.is_visible()

    elif_.goto("/ogrenme/")
    follow(elif_, TITLE)
    read = str(elif_.url)
    assert elif_.get_by_text(MENDED).is_visible()
    assert "Bornova" not in elif_.locator("main").inner_text()

    assert re.search(r"dolan [1-9]\d* analiz yok edildi", _a_year_later(site))
    gone = elif_.goto(read)
    assert gone.status == 404
    elif_.goto("/ogrenme/")
    assert elif_.get_by_text(TITLE).count() == 0
    writer.goto("/ogrenme/merkez/")
    assert writer.get_by_text(TITLE).count() == 0
