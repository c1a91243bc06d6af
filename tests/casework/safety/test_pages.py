"""The pages of risk and safety: written in any order, kept while written, printed as she decided, closed to others."""

import re
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from omuz.casework.cases.models import Case
from omuz.casework.safety.actions.talks import talk_of
from omuz.casework.safety.models import RiskTalk, RiskTrigger, SafetyPlan, UrgentEntry
from omuz.casework.safety.rules.factors import Answer, Factor, Said, When
from omuz.casework.safety.rules.plan import Copy
from omuz.casework.safety.rules.prompt import Level
from omuz.foundation.audit.chain import recorded
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import acting

YES = Answer(Said.YES, When.RECENT)
FEAR = {Factor.OWN_FEAR: Answer(Said.YES)}
STALKED = {Factor.STALKING: YES}
BACKGROUND = {"X-Omuz-Background": "1"}


def at(name: str, *args: object) -> str:
    return reverse(f"safety:{name}", args=args)


def fields_of(client, address: str) -> dict[str, str]:
    """The hidden fields of a page that writes, and where it saves itself."""
    text = client.get(address).content.decode()
    fields = dict(re.findall(r'type="hidden" name="(record|page|version)" value="([^"]*)"', text))
    found = re.search(r'data-autosave-url="([^"]+)"', text)
    return fields | ({"autosave": found[1].replace("&amp;", "&")} if found else {})


def keep(client, fields, version, **changes):
    body = {"version": version, "changed": list(changes), **changes}
    return client.post(fields["autosave"], body, headers=BACKGROUND)


def hidden(fields) -> dict[str, str]:
    return {name: fields[name] for name in ("record", "page", "version")}


def the_talk(member):
    with acting(member.person):
        row = RiskTalk.objects.select_related("case__data_key").get()
        return row, talk_of(row, row.case.key(member.vault)) if row.state == "recorded" else None


def events(member) -> list[str]:
    with acting(member.person):
        return list(AuditEvent.objects.order_by("seq").values_list("event", flat=True))


def test_a_fresh_page_writes_nothing_and_asks_gently(cast, file) -> None:
    response = cast.ayse.client().get(at("talk-new", file.id))
    text = response.content.decode()
    assert response.status_code == 200
    assert "nasıl sorulur, neden?" in text
    assert "sormak zorunda değilsiniz" in text
    assert text.count('id="factor-') == 20
    assert "<title>Belge</title>" in text
    with acting(cast.ayse.person):
        assert not RiskTalk.objects.exists()


def test_a_talk_is_kept_while_it_is_written_resumed_and_recorded(cast, file) -> None:
    client = cast.ayse.client()
    fields = fields_of(client, at("talk-new", file.id))
    first = keep(client, fields, 0, said_stalking="yes", when_stalking="last_3_months")
    assert (first.status_code, first.json()["version"]) == (200, 1)
    assert keep(client, fields, 1, her_words="Her yerde karşıma çıkıyor", nothing="x").json()["version"] == 2
    back = client.get(at("talk-new", file.id))
    assert back["Location"] == at("talk", fields["record"]), "her own unfinished talk is resumed"
    text = client.get(back["Location"]).content.decode()
    assert "Her yerde karşıma çıkıyor" in text
    resumed = fields_of(client, back["Location"])
    told = {"said_stalking": "yes", "when_stalking": "last_3_months", "her_words": "Her yerde karşıma çıkıyor"}
    done = client.post(at("talk-new", file.id), hidden(resumed) | told)
    assert (done.status_code, done["Location"]) == (302, at("talk", fields["record"]))
    row, talk = the_talk(cast.ayse)
    assert (row.state, talk.answers, talk.level) == ("recorded", STALKED, Level.CLOSE_WATCH)
    assert "risk_talk.draft_resumed" in events(cast.ayse)


def test_two_people_writing_one_draft_lose_nothing(cast, file) -> None:
    ayse, nermin = cast.ayse.client(), cast.nermin.client()
    fields = fields_of(ayse, at("talk-new", file.id))
    keep(ayse, fields, 0, note="ilk")
    hers = fields_of(nermin, at("talk", fields["record"]))
    keep(nermin, hers, 1, note="ikinci", done_weapon="lawyer", said_weapon="yes")
    met = keep(ayse, fields, 1, note="üçüncü")
    assert met.status_code == 409
    assert {each["label"]: each["theirs"] for each in met.json()["changes"]}["Görüşmecinin notu"] == "ikinci"
    mine = hidden(fields_of(ayse, at("talk", fields["record"]))) | {"version": 1, "page": "başka", "note": "üçüncü"}
    posted = ayse.post(at("talk-new", file.id), mine)
    text = posted.content.decode()
    assert posted.status_code == 409
    assert "üçüncü" in text
    assert "ikinci" in text


def test_a_talk_ahead_of_its_day_comes_back_with_everything_typed(cast, file) -> None:
    client = cast.ayse.client()
    fields = fields_of(client, at("talk-new", file.id))
    day = timezone.localdate() + timedelta(days=2)
    response = client.post(at("talk-new", file.id), hidden(fields) | {"on": f"{day:%d.%m.%Y}", "note": "yarın"})
    assert response.status_code == 422
    assert "bugünden ileri olamaz" in response.content.decode()
    assert "yarın" in response.content.decode()


def test_an_urgent_word_says_why_without_a_number_and_calls_the_team(cast, file) -> None:
    client = cast.ayse.client()
    fields = fields_of(client, at("talk-new", file.id))
    response = client.post(at("talk-new", file.id), hidden(fields) | {"said_own_fear": "yes"}, follow=True)
    text = response.content.decode()
    assert "Acil ekip görüşmesi" in text
    assert "bugünkü acil listeye girdi" in text
    assert "kimse bunun altına indiremez" in text
    level = text.split('class="level"')[1].split("</details>")[0]
    assert not re.search(r"%|\b\d+\s*/\s*\d+|puanı|skor", re.sub(r"<[^>]+>", " ", level))
    assert 'href="' + at("lower", fields["record"]) not in text, "against her fear there is nothing to press"


def test_what_is_open_is_shown_and_can_be_written(cast, file, talked) -> None:
    row, client = talked(STALKED), cast.ayse.client()
    text = client.get(at("talk", row.id)).content.decode()
    assert "daha yazılmadı" in text
    client.post(at("actions", row.id), {"version": row.revision, "done_stalking": ["digital_safety", "nonsense"]})
    _row, talk = the_talk(cast.ayse)
    assert talk.actions == {Factor.STALKING: ("digital_safety",)}
    assert "daha yazılmadı" not in client.get(at("talk", row.id)).content.decode()


def test_one_press_raises(cast, file, talked) -> None:
    row, client = talked(STALKED), cast.ayse.client()
    assert "Yükselt: Acil ekip görüşmesi" in client.get(at("talk", row.id)).content.decode()
    client.post(at("raise", row.id), {"version": row.revision, "then": "urgent_team"})
    assert the_talk(cast.ayse)[1].level is Level.URGENT_TEAM
    text = client.post(at("raise", row.id), {"version": row.revision, "then": "urgent_team"}, follow=True)
    assert "bu arada değişti" in text.content.decode()


def test_lowering_asks_for_a_reason_and_tells_a_counsellor_how_far_she_may_go(cast, file, talked) -> None:
    row = talked(STALKED)
    body = {"version": row.revision, "then": "standard", "reason": "team_judged", "words": "Taşındı"}
    ayse = cast.ayse.client()
    assert "yalnız merkez koordinatörü" in ayse.get(at("lower", row.id)).content.decode()
    refused = ayse.post(at("lower", row.id), body)
    assert refused.status_code == 422
    assert "Taşındı" in refused.content.decode()
    nermin = cast.nermin.client()
    assert nermin.post(at("lower", row.id), body | {"words": ""}).status_code == 422
    assert nermin.post(at("lower", row.id), body)["Location"] == at("talk", row.id)
    assert "Taşındı" in nermin.get(at("talk", row.id)).content.decode()


def test_her_fear_cannot_be_lowered_on_any_page(cast, file, talked) -> None:
    row, client = talked(FEAR), cast.nermin.client()
    assert "kimsenin onayıyla indirilemez" in client.get(at("lower", row.id)).content.decode()
    body = {"version": row.revision, "then": "standard", "reason": "team_judged", "words": "x"}
    assert client.post(at("lower", row.id), body).status_code == 422
    added = client.post(at("talk-add", row.id), {"version": row.revision, "said_own_fear": "no"})
    assert added.status_code == 422
    assert "korkusu geri alınamaz" in added.content.decode()
    assert the_talk(cast.ayse)[1].level is Level.URGENT_TEAM


def test_something_can_be_added_to_a_recorded_talk(cast, file, talked) -> None:
    row, client = talked(STALKED), cast.ayse.client()
    assert client.get(at("talk-add", row.id)).status_code == 200
    body = {"version": row.revision, "said_stalking": "yes", "when_stalking": "last_3_months", "said_control": "partly"}
    assert client.post(at("talk-add", row.id), body).status_code == 302
    assert the_talk(cast.ayse)[1].answers == STALKED | {Factor.CONTROL: Answer(Said.PARTLY)}
    stale = client.post(at("talk-add", row.id), body | {"note": "kaybolmasın"})
    assert stale.status_code == 409
    assert "kaybolmasın" in stale.content.decode()


def test_the_page_of_the_file_shows_word_reminders_and_plan(cast, file, talked, planned) -> None:
    talked(STALKED)
    planned({"bag": "Halamda"})
    text = cast.nermin.client().get(at("file", file.id)).content.decode()
    for words in ("Yakın izleme", "Üç ay geçti", "02.06.2026", "Geçerli plan"):
        assert words in text
    assert "safety.read" in events(cast.nermin)


def test_without_a_talk_the_page_does_not_say_that_there_is_no_risk(cast, file) -> None:
    text = cast.ayse.client().get(at("file", file.id)).content.decode()
    text = text.partition("<main")[2].partition("</main>")[0]
    assert "“risk yok” demek değildir" in text
    assert "Standart" not in text


def test_a_reminder_is_added_and_taken_away(cast, file) -> None:
    client = cast.ayse.client()
    wrong = client.post(at("reminder", file.id), {"kind": "court_date", "day": "", "note": "kalsın"})
    assert wrong.status_code == 422
    assert "kalsın" in wrong.content.decode()
    end = timezone.localdate() + timedelta(days=40)
    client.post(at("reminder", file.id), {"kind": "order_ending", "day": f"{end:%d.%m.%Y}"})
    with acting(cast.ayse.person):
        due = [row.due_on for row in RiskTrigger.objects.order_by("due_on")]
        first = RiskTrigger.objects.order_by("due_on")[0]
    assert due == [end - timedelta(days=days) for days in (30, 14, 3)]
    assert client.get(at("reminder-drop", first.id)).status_code == 200
    client.post(at("reminder-drop", first.id), {"version": first.revision, "reason": "date_changed"})
    with acting(cast.ayse.person):
        assert RiskTrigger.objects.get(id=first.id).state == "dropped"


def test_the_team_says_that_it_met(cast, file, talked) -> None:
    talked(FEAR)
    with acting(cast.ayse.person):
        entry = UrgentEntry.objects.get()
    client = cast.nermin.client()
    text = client.post(at("met", entry.id), {"decided": "Birlikte karakola gidilecek"}, follow=True).content.decode()
    assert "acil listeden çıktı" in text
    assert "Birlikte karakola gidilecek" in text
    assert "bu arada görüşmüş" in client.post(at("met", entry.id), follow=True).content.decode()


def test_a_plan_is_kept_while_it_is_written_in_her_words(cast, file, planned) -> None:
    planned({"bag": "Halamda", "lock": "Cuma"})
    client = cast.ayse.client()
    fields = fields_of(client, at("plan-new", file.id))
    assert keep(client, fields, 0, h_bag="Komşuda").status_code == 200
    text = client.get(at("plan", fields["record"])).content.decode()
    assert "Komşuda" in text
    assert "Cuma" in text, "what the page began with is part of the draft"
    body = hidden(fields_of(client, at("plan", fields["record"]))) | {"h_bag": "Komşuda", "copy": "coded_card"}
    assert client.post(at("plan-new", file.id), body)["Location"] == at("plan", fields["record"])
    compared = client.get(at("plan", fields["record"])).content.decode()
    for words in ("Halamda", "Komşuda", "Kodlu kart", "sürümüyle karşılaştırma"):
        assert words in compared


@pytest.mark.parametrize("copy", [Copy.NOT_ASKED, Copy.DOES_NOT_WANT])
def test_no_paper_comes_out_unless_she_wants_one(cast, file, planned, copy) -> None:
    planned({"bag": "Halamda"}, copy=Copy.SAFE_PERSON)
    row, client = planned({"bag": "Halamda"}, copy=copy), cast.ayse.client()
    assert client.get(at("plan-print", row.id)).status_code == 404
    assert at("plan-print", row.id) not in client.get(at("plan", row.id)).content.decode()
    with acting(cast.ayse.person):
        older = SafetyPlan.objects.exclude(id=row.id).get()
    assert client.get(at("plan-print", older.id)).status_code == 404, "an older yes is no yes"


def test_the_paper_says_neither_whose_it_is_nor_where_it_comes_from(cast, file, planned) -> None:
    words = {"bag": "Halamda", "day": "Salı sabahı"}
    row = planned(words, copy=Copy.SAFE_PERSON)
    response = cast.ayse.client().get(at("plan-print", row.id))
    text = response.content.decode()
    main = text.split('<dl class="paper-sheet"')[1].split("</dl>")[0]
    for hers in words.values():
        assert hers in main
    for telling in (file.code, "Konak", "KDM", "Danışma", "şiddet", "Güvenlik planı", "logo", "<img", "Ayşe"):
        assert telling not in main
    assert "<title>Belge</title>" in text
    assert events(cast.ayse)[-1] == "plan.printed"


def test_the_card_holds_only_the_words_she_chose(cast, file, planned) -> None:
    row = planned({"bag": "Halamda"}, copy=Copy.CODED_CARD, card="süt, ekmek, 3. durak")
    text = cast.ayse.client().get(at("plan-print", row.id)).content.decode()
    assert "süt, ekmek, 3. durak" in text
    assert "Halamda" not in text


def test_a_draft_is_thrown_away_with_a_reason(cast, file) -> None:
    client = cast.ayse.client()
    for kind, field in (("talk", "note"), ("plan", "card")):
        fields = fields_of(client, at(f"{kind}-new", file.id))
        keep(client, fields, 0, **{field: "yarım"})
        address = at(f"{kind}-discard", fields["record"])
        assert client.get(address).status_code == 200
        assert client.post(address, {"version": 1}).status_code == 422
        assert client.post(address, {"version": 1, "reason": "no_talk"})["Location"] == at("file", file.id)
        assert client.get(at(kind, fields["record"])).status_code == 404


def test_the_paper_form_is_blank_and_without_a_word_about_whose_it_is(cast) -> None:
    text = cast.ayse.client().get(at("paper")).content.decode()
    sheet = text.split('<div class="sheet">')[1]
    assert "☐" not in sheet
    assert sheet.count("sheet-group") >= 28
    for telling in ("Kadın Danışma", "Konak", "logo"):
        assert telling not in sheet.split("</main>")[0]


def addresses(file, talk, plan, entry: UUID, trigger: UUID) -> list[str]:
    return [
        at("file", file.id), at("talk-new", file.id), at("plan-new", file.id), at("talk", talk.id),
        at("talk-add", talk.id), at("talk-discard", talk.id), at("lower", talk.id), at("plan", plan.id),
        at("plan-discard", plan.id), at("plan-print", plan.id), at("reminder-drop", trigger),
    ]  # fmt: skip


def posts(file, talk, plan, entry: UUID, trigger: UUID) -> list[str]:
    return [
        at("talk-new", file.id), at("plan-new", file.id), at("talk-keep", file.id, uuid4()),
        at("talk-keep", file.id, talk.id), at("plan-keep", file.id, uuid4()), at("reminder", file.id),
        at("raise", talk.id), at("lower", talk.id), at("actions", talk.id), at("met", entry),
        at("reminder-drop", trigger), at("talk-add", talk.id),
    ]  # fmt: skip


@pytest.fixture
def everything(cast, file, talked, planned):
    """One of each, with their addresses."""
    talk, plan = talked(FEAR | STALKED), planned({"bag": "Halamda"}, copy=Copy.SAFE_PERSON)
    with acting(cast.ayse.person):
        return file, talk, plan, UrgentEntry.objects.get().id, RiskTrigger.objects.get().id


def shut(cast, file, **who) -> None:
    with acting(cast.nermin.person), recorded(by=cast.nermin.person, event="case.restricted", centre=file.centre_id):
        Case.objects.filter(id=file.id).update(**who)


@pytest.mark.parametrize("who", ["zeynep", "hidden", "listed"])
def test_whoever_may_not_know_of_the_file_finds_no_page_of_it(cast, everything, who) -> None:
    client = (cast.zeynep if who == "zeynep" else cast.ayse).client()
    if who != "zeynep":
        closed = {"hidden_from": [cast.ayse.staff.pk]} if who == "hidden" else {"only_for": [cast.nermin.staff.pk]}
        shut(cast, everything[0], **closed)
    for address in addresses(*everything):
        response = client.get(address)
        assert response.status_code == 404, address
        assert everything[0].code not in response.content.decode()
    body = {"version": 1, "record": str(uuid4()), "then": "urgent_team", "kind": "court_date", "day": "01.01.2027"}
    for address in posts(*everything):
        assert client.post(address, body, headers=BACKGROUND).status_code == 404, address
    assert cast.nermin.client().get(at("file", everything[0].id)).status_code == 200


@pytest.mark.parametrize("who", ["elif_", "derya", "can"])
def test_who_keeps_no_files_is_refused_before_anything_is_looked_up(cast, everything, who) -> None:
    client = getattr(cast, who).client()
    for address in (*addresses(*everything), at("paper")):
        assert client.get(address).status_code == 403, address


def test_the_talk_of_last_time_stands_beside_the_next(cast, file, talked) -> None:
    talked(STALKED, on=date(2026, 2, 2))
    text = cast.ayse.client().get(at("talk-new", file.id)).content.decode()
    assert "Geçen konuşmada: Evet · Son 3 ay" in text
    assert not re.search(r'name="said_stalking" value="yes"[^>]*checked', text), "last time’s answer is not today’s"
