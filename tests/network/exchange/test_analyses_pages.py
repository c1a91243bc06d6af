"""The pages of analyses for each of the six: read, write, keep while writing, read a second time, expire."""

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from lxml import html

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import acting
from omuz.foundation.vault import actions as vault
from omuz.network.exchange.actions.writing import hand_on
from omuz.network.exchange.models import CaseAnalysis, PublishedAnalysis
from omuz.network.exchange.rules.analyses import State
from tests.network.exchange.drafts import CLEAN, TITLE, TOLD, begun, handed, kept, read, shown

if TYPE_CHECKING:
    from tests.cast import Cast, Member

pytestmark = pytest.mark.django_db


def _at(name: str, *args: Any) -> str:
    return reverse(f"exchange:{name}", args=args)


def _document(content: bytes) -> Any:
    return html.document_fromstring(content.decode())


def _words(response: Any) -> str:
    return " ".join(_document(response.content).xpath("//main")[0].text_content().split())


def _page(member: "Member", name: str, *args: Any, **asked: str) -> str:
    response = member.client().get(_at(name, *args), asked)
    assert response.status_code == 200, response.status_code
    return _words(response)


def _open_copy(cast: "Cast") -> PublishedAnalysis:
    with acting(cast.ayse.person):
        found: PublishedAnalysis = PublishedAnalysis.objects.get()
    return found


def _now(cast: "Cast", row: CaseAnalysis) -> CaseAnalysis:
    with acting(cast.ayse.person):
        found: CaseAnalysis = CaseAnalysis.objects.get(id=row.id)
    return found


def _all_clean(**why: str) -> dict[str, str]:
    told = {f"trap-{code}": "refused" if code in why else "clean" for code in CLEAN}
    return {**told, **{f"why-{code}": words for code, words in why.items()}}


def test_who_may_come_in(cast: "Cast") -> None:
    came = {
        member.person.username: (
            member.client().get(_at("overview")).status_code,
            member.client().get(_at("own")).status_code,
        )
        for member in (cast.ayse, cast.nermin, cast.zeynep, cast.elif_, cast.derya, cast.can)
    }
    assert came == {
        "ayse": (200, 200), "nermin": (200, 200), "zeynep": (200, 200), "elif": (200, 403), "derya": (403, 403),
        "can": (403, 403),
    }  # fmt: skip


def test_a_draft_opens_for_nobody_outside_its_centre(cast: "Cast") -> None:
    row = handed(cast)
    for name in ("analysis", "write", "versions", "destroy"):
        statuses = [
            member.client().get(_at(name, row.id)).status_code
            for member in (cast.zeynep, cast.elif_, cast.derya, cast.can)
        ]
        assert statuses == [404, 403, 403, 403]


def test_the_empty_pages_say_what_to_do(cast: "Cast") -> None:
    assert "Bir merkez analizini ağa açınca" in _page(cast.elif_, "overview")
    assert "Henüz analiz yok" in _page(cast.ayse, "own")


def test_the_network_reads_it_without_the_name_of_the_centre_and_no_file_of_it_can_be_taken(cast: "Cast") -> None:
    shown(cast)
    copy = _open_copy(cast)
    for member in (cast.zeynep, cast.elif_):
        assert TITLE in _page(member, "overview")
        response = member.client().get(_at("published", copy.id))
        told = _words(response)
        assert "Kararın bitişinden önce takvime not koyuyoruz." in told
        assert "başarı öyküsüne alınmaz" in told
        assert "Konak" not in told
        assert "Ayşe" not in told
        assert "bornova" not in response.content.decode().partition("<main")[2].lower()
        links = _document(response.content).xpath("//main//a/@href")
        assert not [link for link in links if any(kind in link for kind in ("pdf", "docx", "xlsx", "indir"))]


def test_the_list_is_narrowed_by_kind_of_place_tag_and_words(cast: "Cast") -> None:
    shown(cast)
    second = begun(cast, title="Kırsalda yol", context="rural")
    second = kept(cast.ayse, second, tags=["legal"])
    with acting(cast.ayse.person):
        hand_on(by=cast.ayse.person, vault=cast.ayse.vault, analysis_id=second.id)
    read(cast.nermin, second)
    assert TITLE not in _page(cast.zeynep, "overview", tur="rural")
    assert TITLE not in _page(cast.zeynep, "overview", etiket="legal")
    assert "Kırsalda yol" in _page(cast.zeynep, "overview", etiket="legal", ara="KIRSALDA YOL")
    assert "Bu aramaya uyan analiz yok" in _page(cast.zeynep, "overview", ara="böyle bir söz yok")


def test_a_new_draft_is_kept_while_it_is_typed(cast: "Cast") -> None:
    client = cast.ayse.client()
    where = client.post(_at("begin", cast.konak.id)).headers["Location"]
    page = _document(client.get(where).content)
    (form,) = [each for each in page.forms if each.get("data-autosave-url")]
    hidden = {name: form.fields[name] for name in ("version", "page", "loaded")}
    kept_at = form.get("data-autosave-url")
    answer = client.post(kept_at, {**hidden, "changed": ["title"], "title": TITLE})
    assert answer.status_code == 200
    told = json.loads(answer.content)
    assert told["version"] == int(hidden["version"]) + 1
    refused = client.post(
        kept_at, {**hidden, "version": told["version"], "changed": ["well"], "well": "D-7K3MQ dosyası"}
    )
    assert refused.status_code == 422
    assert "D-7K3MQ" in json.loads(refused.content)["errors"]["well"]
    again = _document(client.get(where).content)
    assert again.xpath("//input[@name='title']/@value") == [TITLE]
    assert "D-7K3MQ" not in again.text_content()


def test_the_other_person_in_the_same_field_is_shown_and_nothing_is_lost(cast: "Cast") -> None:
    row = begun(cast)
    kept(cast.ayse, row, page="a", well=["Ayşe’nin sözü"])
    answer = cast.nermin.client().post(
        _at("keep", row.id), {"version": row.revision, "page": "n", "changed": ["well"], "well": "Nermin’in sözü"}
    )
    assert answer.status_code == 409
    assert json.loads(answer.content)["changes"] == [{"name": "well", "label": "İyi giden", "theirs": "Ayşe’nin sözü"}]
    sent = cast.nermin.client().post(
        _at("write", row.id), {**TOLD, "well": "Nermin’in sözü", "version": row.revision, "loaded": row.revision}
    )
    assert sent.status_code == 409
    assert "Ayşe’nin sözü" in _words(sent)
    assert _document(sent.content).xpath("//textarea[@name='well']")[0].text.strip() == "Nermin’in sözü"


def test_what_is_missing_is_said_and_what_was_typed_stays(cast: "Cast") -> None:
    row = begun(cast)
    sent = cast.ayse.client().post(_at("write", row.id), {**TOLD, "learned": "", "version": row.revision})
    assert sent.status_code == 422
    assert "“Öğrenilen ve değişen uygulama” boş." in _words(sent)
    assert _now(cast, row).state == State.DRAFT


def test_a_traceable_detail_is_refused_mended_and_published(cast: "Cast") -> None:
    row = begun(cast, power="Bornova’daki bir okulda öğretmendi.")
    ayse, nermin = cast.ayse.client(), cast.nermin.client()
    told = {**TOLD, "power": "Bornova’daki bir okulda öğretmendi."}
    assert ayse.post(_at("write", row.id), {**told, "version": row.revision}).status_code == 302
    assert "Bu metne siz de yazdınız" in _words(ayse.get(_at("analysis", row.id)))
    page = _document(nermin.get(_at("analysis", row.id)).content)
    marked = [each.text_content() for each in page.xpath("//fieldset[contains(@class, 'trap')]//mark")]
    assert {"Bornova’daki", "okulda", "öğretmendi"} <= set(marked)
    revision = page.xpath("//input[@name='revision']/@value")[0]
    bare = nermin.post(_at("read-second", row.id), {**_all_clean(job=""), "revision": revision})
    assert bare.status_code == 422
    assert "Neyin değişmesi gerektiğini yazın" in _words(bare)
    why = {"job": "Meslek çıkarılsın.", "place": "İlçe çıkarılsın."}
    assert nermin.post(_at("read-second", row.id), {**_all_clean(**why), "revision": revision}).status_code == 302
    assert "Meslek çıkarılsın." in _words(ayse.get(_at("write", row.id)))
    assert TITLE not in _page(cast.zeynep, "overview")

    now = _now(cast, row)
    assert ayse.post(_at("write", row.id), {**TOLD, "version": now.revision}).status_code == 302
    revision = str(_now(cast, row).revision)
    assert nermin.post(_at("read-second", row.id), {**_all_clean(), "revision": revision}).status_code == 302
    assert TITLE in _page(cast.zeynep, "overview")


def test_who_wrote_it_cannot_send_a_second_reading(cast: "Cast") -> None:
    row = handed(cast)
    sent = cast.ayse.client().post(_at("read-second", row.id), {**_all_clean(), "revision": row.revision})
    assert sent.status_code == 422
    assert _now(cast, row).state == State.READING


def test_the_centre_takes_it_back_from_the_network_with_one_press(cast: "Cast") -> None:
    row = shown(cast)
    copy = _open_copy(cast)
    assert cast.zeynep.client().get(_at("published", copy.id)).status_code == 200
    assert cast.nermin.client().post(_at("step", row.id, "yayindan-cek")).status_code == 302
    assert cast.zeynep.client().get(_at("published", copy.id)).status_code == 404
    assert cast.nermin.client().post(_at("step", row.id, "geri-al")).status_code == 302
    assert _now(cast, row).state == State.DRAFT


def test_an_expired_one_is_shown_to_nobody_and_destroyed_by_a_press(cast: "Cast") -> None:
    row = shown(cast)
    copy = _open_copy(cast)
    _backdate(cast, row)
    assert cast.zeynep.client().get(_at("published", copy.id)).status_code == 404
    assert cast.ayse.client().get(_at("published", copy.id)).status_code == 404
    client = cast.ayse.client()
    assert client.get(_at("analysis", row.id)).status_code == 404
    told = _words(client.get(_at("own")))
    assert "süresi doldu" in told
    assert TITLE not in told
    assert client.post(_at("destroy-expired")).status_code == 302
    assert "Henüz analiz yok" in _words(client.get(_at("own")))
    assert _now(cast, row).state == State.DESTROYED


def _backdate(cast: "Cast", row: CaseAnalysis) -> None:
    over = row.made_at.date() - timedelta(days=2)
    with acting(cast.ayse.person), recorded(by=cast.ayse.person, event="analysis.backdated", centre=cast.konak.id):
        CaseAnalysis.objects.filter(id=row.id).update(keep_until=over)
        PublishedAnalysis.objects.filter(analysis_id=row.id).update(shown_until=over)


def test_before_an_early_end_the_page_says_what_will_be_gone(cast: "Cast") -> None:
    row = begun(cast)
    client = cast.ayse.client()
    assert "Geri getirilemez" in _words(client.get(_at("destroy", row.id)))
    assert client.post(_at("destroy", row.id)).status_code == 302
    assert client.get(_at("analysis", row.id)).status_code == 404


def test_versions_show_what_was_written_over(cast: "Cast") -> None:
    row = begun(cast, well="Ayşe’nin sözü")
    kept(cast.nermin, row, well=["Nermin’in sözü"])
    assert "Ayşe’nin sözü" in _page(cast.ayse, "versions", row.id)


def test_somebody_without_the_key_is_told_and_nothing_breaks(cast: "Cast") -> None:
    begun(cast)
    with acting(cast.nermin.person):
        vault.withdraw(by=cast.nermin.person, centre_id=cast.konak.id, staff_id=cast.ayse.staff.pk)
    assert "anahtarı sizde ya da bu kurulumda yok" in _page(cast.ayse, "own")
