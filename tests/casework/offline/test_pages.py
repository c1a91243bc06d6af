"""Who gets which page, what the kept page holds, and what the addresses answer."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from omuz.casework.contacts.models import Contact
from omuz.casework.offline.models import OfflineDelivery, OfflineDevice
from omuz.foundation.people.access import acting
from tests.cast import PASSWORD
from tests.trust.racing import shown

pytestmark = pytest.mark.django_db

SCRIPT = {"X-Omuz-Background": "1"}


def post(client: Any, path: str, **told: Any) -> Any:
    return client.post(path, json.dumps(told), content_type="application/json")


def entry(device: Any, **more: Any) -> dict[str, Any]:
    told = {"id": str(uuid4()), "device": str(device), "kind": "tally", "written_at": timezone.now().isoformat()}
    return told | {"edits": {"note": {"was": [], "now": ["Söz"]}}, "finished": False} | more


def test_the_kept_page_is_the_same_for_everybody_and_names_nobody(cast: Any, client: Any) -> None:
    nobody, ayse = client.get("/belge/"), cast.ayse.client().get("/belge/")
    assert nobody.status_code == ayse.status_code == 200
    assert nobody.content == ayse.content
    text = ayse.content.decode()
    for word in ("Ayşe", "Konak Kadın", "konak-1", "csrf", cast.ayse.staff.username):
        assert word not in text
    assert "omuz" not in client.get("/belge/belge.webmanifest").content.decode().lower()
    assert "script-src 'self'" in ayse["Content-Security-Policy"]
    assert client.get("/belge/saklayan.js")["Content-Type"].startswith("text/javascript")


def test_a_computer_is_switched_on_with_her_password_only(cast: Any, allowed: None) -> None:
    client = cast.ayse.client()
    assert client.get("/belge/durum/", headers=SCRIPT).json()["hours"] == 24
    assert post(client, "/belge/ac/", password="yanlış").status_code == 422
    with acting(cast.ayse.person):
        assert not OfflineDevice.objects.exists()
    given = post(client, "/belge/ac/", password=PASSWORD)
    assert given.status_code == 200
    assert given["Cache-Control"] == "no-store"
    device = given.json()["device"]
    assert client.get(f"/belge/durum/?aygit={device}", headers=SCRIPT).json()["device"] == "on"
    assert post(client, "/belge/yarim/", device=device).json()["half"] == given.json()["half"]
    assert cast.nermin.client().get(f"/belge/durum/?aygit={device}", headers=SCRIPT).json()["device"] == "other"
    assert cast.zeynep.client().get(f"/belge/durum/?aygit={device}", headers=SCRIPT).json()["device"] == "other"
    assert post(cast.zeynep.client(), "/belge/yarim/", device=device).status_code == 404
    assert post(client, "/belge/kapat/", device=device, why="signed_out").status_code == 200
    assert client.get(f"/belge/durum/?aygit={device}", headers=SCRIPT).json()["device"] == "ended"
    assert post(client, "/belge/yarim/", device=device).status_code == 410


def test_an_address_of_the_script_opened_by_hand_leads_to_the_page(cast: Any) -> None:
    assert cast.ayse.client().get("/belge/durum/")["Location"] == "/belge/"


def test_without_the_coordinators_word_nothing_is_switched_on(cast: Any) -> None:
    client = cast.ayse.client()
    assert client.get("/belge/durum/", headers=SCRIPT).json()["hours"] == 0
    assert post(client, "/belge/ac/", password=PASSWORD).status_code == 410


def test_the_same_delivery_gets_the_same_answer_and_is_written_once(cast: Any, computer: Any) -> None:
    client, told = cast.ayse.client(), entry(computer)
    answers = [post(client, "/belge/teslim/", **told) for _again in range(3)]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    with acting(cast.ayse.person):
        assert (Contact.objects.count(), OfflineDelivery.objects.count()) == (1, 1)


def test_a_finished_tally_is_recorded_where_the_rules_accept_it_and_else_stays_a_draft(
    cast: Any, computer: Any
) -> None:
    client, now = cast.ayse.client(), timezone.localtime()
    fields = {"on": [f"{now:%d.%m.%Y}"], "clock": ["00:01"], "channel": ["phone"], "note": ["Söz"]}
    whole = {name: {"was": [], "now": values} for name, values in fields.items()}
    assert post(client, "/belge/teslim/", **entry(computer, edits=whole, finished=True)).json()["outcome"] == "recorded"
    del whole["channel"]
    assert post(client, "/belge/teslim/", **entry(computer, edits=whole, finished=True)).json()["outcome"] == "draft"


@pytest.mark.parametrize(
    "broken",
    [
        {"id": "yok"}, {"kind": "başka"}, {"written_at": "dün"}, {"written_at": "2026-11-23T10:00:00"}, {"edits": []},
        {"edits": {"note": "Söz"}}, {"edits": {"note": {"now": "Söz"}}}, {"edits": {"note": {"now": [1]}}},
        {"device": None}, {"interview": "x", "kind": "talk"},
    ],
)  # fmt: skip
def test_what_is_malformed_is_refused_in_a_sentence_and_writes_nothing(
    cast: Any, computer: Any, broken: dict[str, Any]
) -> None:
    answer = post(cast.ayse.client(), "/belge/teslim/", **entry(computer) | broken)
    assert answer.status_code == 400
    assert "hiçbir şey yazılmadı" in answer.json()["error"]
    with acting(cast.ayse.person):
        assert not Contact.objects.exists()
        assert not OfflineDelivery.objects.exists()


@pytest.mark.parametrize("name", ["ac", "yarim", "kapat", "dolan", "teslim"])
def test_a_form_where_our_script_sends_json_is_refused_in_a_sentence(cast: Any, computer: Any, name: str) -> None:
    answer = cast.ayse.client(raise_request_exception=False).post(f"/belge/{name}/", {"password": "x"}, headers=SCRIPT)
    assert answer.status_code == 400
    assert "hiçbir şey yazılmadı" in answer.json()["error"]


def test_her_drafts_are_told_by_code_and_another_centre_gets_nothing(
    cast: Any, allowed: None, draft_of: Any, file: Any
) -> None:
    draft = draft_of(cast.ayse, her_words="Önce")
    ayse = cast.ayse.client()
    assert [row["code"] for row in ayse.get("/belge/taslaklar/", headers=SCRIPT).json()["drafts"]] == [file.code]
    assert post(ayse, f"/belge/taslaklar/{draft.id}/").json()["fields"] == {"her_words": ["Önce"]}
    zeynep = cast.zeynep.client()
    assert zeynep.get("/belge/taslaklar/", headers=SCRIPT).json()["drafts"] == []
    assert post(zeynep, f"/belge/taslaklar/{draft.id}/").status_code == 404


def test_only_the_coordinator_opens_her_page_and_only_for_her_centre(cast: Any, computer: Any) -> None:
    nermin, zeynep = cast.nermin.client(), cast.zeynep.client()
    assert "Ayşe Demir" in nermin.get("/belge/ayar/").content.decode()
    assert cast.ayse.client().get("/belge/ayar/").status_code == 403
    assert zeynep.get("/belge/ayar/").status_code == 403
    assert nermin.get("/belge/ayar/?merkez=bornova-1").status_code == 404
    assert nermin.post("/belge/ayar/", {"hours": "5"}).status_code == 422
    assert nermin.post(f"/belge/ayar/{uuid4()}/").status_code == 404
    assert nermin.post(f"/belge/ayar/{computer}/").status_code == 302
    with acting(cast.nermin.person):
        assert OfflineDevice.objects.get().ended_why == "withdrawn"
    assert nermin.post("/belge/ayar/", {"hours": "12", "stop": "1"}).status_code == 302
    assert cast.ayse.client().get("/belge/durum/", headers=SCRIPT).json()["hours"] == 0


def test_a_permit_ended_meanwhile_is_not_given_anew_by_an_old_page(cast: Any, computer: Any) -> None:
    nermin, where = cast.nermin.client(), "/belge/ayar/"
    stale = shown(nermin.get(where).content.decode(), "hours")
    assert nermin.post(where, {**stale, "stop": "1"}).status_code == 302
    told = nermin.post(where, {**stale, "hours": "12"})
    assert told.status_code == 422 and "kaldırdı" in told.content.decode()
    assert cast.ayse.client().get("/belge/durum/", headers=SCRIPT).json()["hours"] == 0
    again = {**shown(told.content.decode(), "hours"), "hours": "12"}
    assert nermin.post(where, again).status_code == 302
    told = nermin.post(where, {**stale, "hours": "48"})
    assert told.status_code == 422 and "12" in told.content.decode()
    assert nermin.post(where, {**stale, "hours": "48", "stop": "1"}).status_code == 302, "ending it waits for nobody"
    assert cast.ayse.client().get("/belge/durum/", headers=SCRIPT).json()["hours"] == 0


def test_a_comparison_is_another_centres_nothing_and_is_opened_with_one_event(
    cast: Any, computer: Any, sent: Any, draft_of: Any
) -> None:
    from omuz.casework.interviews.actions import keep_draft

    draft, nermin = draft_of(cast.ayse, her_words="Önce"), cast.nermin
    with acting(nermin.person):
        keep_draft(
            by=nermin.person, vault=nermin.vault, interview_id=draft.id, revision=draft.revision, page="y",
            changes={"her_words": ["Nermin yazdı"]},
        )  # fmt: skip
    told = sent(cast.ayse, computer, "talk", interview_id=draft.id, her_words=("Önce", "Ayşe yazdı"))
    path = f"/belge/karsilastir/{told.target}/"
    assert cast.zeynep.client().get(path).status_code == 404
    client = cast.ayse.client()
    text = client.get(path).content.decode()
    assert "Nermin yazdı" in text
    assert "Ayşe yazdı" in text
    assert "Ayşe yazdı" not in client.get("/belge/karsilastir/").content.decode()
    today = client.get("/bugun/").content.decode()
    assert path in today
    assert "Ayşe yazdı" not in today
    stale = client.post(path, {"version": "0", "pick-her_words": "mine"})
    assert stale.status_code == 409
    assert client.post(path, {"version": "2"}).status_code == 422
    done = client.post(path, {"version": str(draft.revision + 1), "pick-her_words": "mine"})
    assert done.status_code == 302
    assert client.get(path).status_code == 302
    assert path not in client.get("/bugun/").content.decode()


def test_signing_out_tells_the_browser_to_keep_nothing(cast: Any) -> None:
    assert cast.ayse.client().post("/cikis/")["Clear-Site-Data"] == '"cache", "storage"'
