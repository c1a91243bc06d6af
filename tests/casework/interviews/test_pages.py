"""The page of an interview: any order, kept while written, never lost, filled with what is known, closed to others."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from omuz.casework.cases.models import Case
from omuz.casework.cases.queries.files import OpenedCase
from omuz.casework.interviews.models import Interview
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import acting
from tests.casework.interviews.pages import HIDDEN, checked, keep, new_of, only, page_of, said_now, sent, typed_now
from tests.cast import Cast

Recorder = Callable[..., Interview]


def test_an_empty_page_is_enough(cast: Cast, file: OpenedCase) -> None:
    client = cast.ayse.client()
    fields = page_of(client, new_of(file))
    response = client.post(new_of(file), {name: fields[name] for name in HIDDEN})
    assert response.status_code == 302
    interview = only(cast.ayse)
    assert response["Location"] == reverse("interviews:open", args=[interview.id])
    assert said_now(cast.ayse, file).answers.on == timezone.localdate()
    assert "Hiçbir" not in client.get(response["Location"]).content.decode()


def test_opening_a_new_page_writes_one_look_and_nothing_else(cast: Cast, file: OpenedCase) -> None:
    client = cast.ayse.client()
    with acting(cast.ayse.person):
        before = AuditEvent.objects.count()
    page_of(client, new_of(file))
    with acting(cast.ayse.person):
        assert AuditEvent.objects.count() == before + 1
        assert AuditEvent.objects.get(event="interview.begun").about == f"case:{file.code}"
        assert not Interview.objects.exists()


def test_the_page_begins_with_what_she_told_in_the_contact(cast: Cast, file: OpenedCase) -> None:
    text = cast.ayse.client().get(new_of(file)).content.decode()
    assert "02.03.2026 günü söyledikleri dolduruldu" in text
    assert checked(text, "violence_types", "physical")
    assert checked(text, "persons-0-relation", "spouse")
    assert checked(text, "age_band", "age_25_34")


def test_a_later_talk_begins_with_the_last_one_and_asks_nothing_twice(
    cast: Cast, file: OpenedCase, recorded_by: Recorder
) -> None:
    recorded_by(
        cast.ayse, housing=("rented",), requests=("shelter",), notes_allowed=("yes",),
        words={"her_words": "Geçen sefer."},
        blocks={"children": ({"age": ("age_3_5",), "with_her": ("yes",)},)},
    )  # fmt: skip
    text = cast.nermin.client().get(new_of(file)).content.decode()
    assert "04.03.2026 günlü görüşmede söyledikleri" in text
    assert checked(text, "housing", "rented")
    assert checked(text, "children-0-age", "age_3_5")
    # Today's wishes, permission and words are today's.
    assert checked(text, "requests", "not_asked")
    assert checked(text, "notes_allowed", "not_asked")
    assert "Geçen sefer." not in text


def test_everything_typed_is_recorded_in_her_order(cast: Cast, file: OpenedCase) -> None:
    client = cast.ayse.client()
    typed = sent(
        page_of(client, new_of(file)), minutes="70", requests=["shelter", "legal", "share"], her_words="Kendi cümlesi",
        worker_view="Benim görüşüm", incident_on="01.03.2026",
        **{"children-0-age": "age_3_5", "children-0-exposure": "witnessed", "persons-0-relation": "spouse",
           "persons-0-traits": ["weapon"], "places-0-place": "police", "places-0-result": "turned_away"},
    )  # fmt: skip
    assert client.post(new_of(file), typed).status_code == 302
    said = said_now(cast.ayse, file)
    assert said.answers.said("requests") == ("shelter", "legal", "share")
    assert (said.answers.minutes, said.answers.on, said.answers.incident_on) == (70, date(2026, 3, 4), date(2026, 3, 1))
    assert said.answers.blocks["children"] == ({"age": ("age_3_5",), "exposure": ("witnessed",)},)
    assert said.answers.blocks["persons"] == ({"relation": ("spouse",), "traits": ("weapon",)},)
    assert (said.text("her_words"), said.text("worker_view")) == ("Kendi cümlesi", "Benim görüşüm")
    text = client.get(reverse("interviews:open", args=[only(cast.ayse).id])).content.decode()
    assert text.index("Sığınak") < text.index("Hukuki destek") < text.index("Dinlenmek, paylaşmak")
    assert "Silaha erişimi var" in text
    with acting(cast.ayse.person):
        assert Case.objects.get(id=file.id).state == "first_interview"


def test_a_fault_loses_nothing_that_was_typed(cast: Cast, file: OpenedCase) -> None:
    client = cast.ayse.client()
    tomorrow = f"{timezone.localdate() + timedelta(days=1):%d.%m.%Y}"
    fields = page_of(client, new_of(file))
    typed = sent(fields, her_words="Uzun bir söz", requests=["legal", "shelter"], needs=["wheelchair"]) | {
        "on": tomorrow
    }
    response = client.post(new_of(file), typed)
    text = response.content.decode()
    assert response.status_code == 422
    assert "henüz gelmedi" in text
    assert "Uzun bir söz" in text
    assert checked(text, "needs", "wheelchair")
    assert text.index('value="legal"') < text.index('value="shelter"') < text.index('value="share"')
    with acting(cast.ayse.person):
        assert not Interview.objects.exists()


def test_words_longer_than_there_is_room_are_refused_and_kept_on_the_page(cast: Cast, file: OpenedCase) -> None:
    client = cast.ayse.client()
    long = "ş" * 1001
    response = client.post(new_of(file), sent(page_of(client, new_of(file)), her_words=long))
    assert response.status_code == 422
    assert long in response.content.decode()


@pytest.mark.parametrize("value", ["31.02.2026", "yarın", "99:99", "\x00", "9" * 400])
def test_any_day_typed_ends_in_a_sentence(cast: Cast, file: OpenedCase, value: str) -> None:
    client = cast.ayse.client()
    typed = sent(page_of(client, new_of(file))) | {"on": value, "minutes": value, "incident_on": value}
    assert client.post(new_of(file), typed).status_code == 422


@pytest.mark.parametrize("name", ["requests", "children-0-age", "places-0-place", "persons-3-traits"])
def test_a_code_of_no_list_is_refused(cast: Cast, file: OpenedCase, name: str) -> None:
    client = cast.ayse.client()
    response = client.post(new_of(file), sent(page_of(client, new_of(file))) | {name: "uydurma"})
    assert response.status_code == 422


def test_three_silences_are_one_press_each_at_every_question(cast: Cast, file: OpenedCase) -> None:
    text = cast.ayse.client().get(new_of(file)).content.decode()
    names = set(re.findall(r'name="([\w-]+)" value="not_asked"', text))
    assert {"requests", "violence_types", "needs", "age_band", "children-5-exposure", "persons-3-traits"} <= names
    for name in names:
        for special in ("did_not_want", "unknown"):
            assert re.search(rf'name="{name}" value="{special}"', text)


def test_beside_each_question_stands_how_it_could_be_asked_and_that_it_need_not(cast: Cast, file: OpenedCase) -> None:
    text = cast.ayse.client().get(new_of(file)).content.decode()
    assert text.count("nasıl sorulur?") >= 25
    assert "Sormak zorunda değilsiniz" in text
    assert "Not almamda sakınca var mı?" in text
    form = text[text.index("data-interview") : text.index("</form>", text.index("data-interview"))]
    assert not re.search(r"\brequired\b", form)


def test_a_page_saves_itself_and_is_resumed_another_day_by_a_colleague(cast: Cast, file: OpenedCase) -> None:
    client = cast.ayse.client()
    fields = page_of(client, new_of(file))
    first = keep(client, fields, 0, how="phone").json()
    second = keep(client, fields, first["version"], her_words="Ayşe aradı 0532 111 22 33", requests=["share", "legal"])
    assert second.json()["version"] == 2
    assert len(second.json()["notes"]["her_words"]) == 2
    draft = only(cast.ayse)
    assert draft.state == "draft"
    text = cast.nermin.client().get(reverse("interviews:open", args=[draft.id])).content.decode()
    assert "Ayşe aradı 0532 111 22 33" in text
    assert checked(text, "how", "phone")
    assert text.index('value="share"') < text.index('value="legal"')
    assert re.search(r'name="version" value="2"', text)
    # What was known before stands there as well.
    assert checked(text, "violence_types", "physical")
    fresh = cast.ayse.client().get(new_of(file)).content.decode()
    assert reverse("interviews:open", args=[draft.id]) in fresh


def test_a_draft_keeps_the_day_it_was_begun_on(cast: Cast, file: OpenedCase) -> None:
    client = cast.ayse.client()
    keep(client, page_of(client, new_of(file)), 0, how="phone")
    assert typed_now(cast.ayse, file)["on"] == [f"{timezone.localdate():%d.%m.%Y}"]


def test_an_emptied_group_is_kept_as_empty_and_a_field_that_does_not_exist_is_not(cast: Cast, file: OpenedCase) -> None:
    client = cast.ayse.client()
    fields = page_of(client, new_of(file))
    keep(client, fields, 0, requests=["share"])
    body = {"version": 1, "changed": ["requests", "persons-0-name", "religion"], "persons-0-name": "x", "religion": "y"}
    client.post(fields["autosave"], body, headers={"X-Omuz-Background": "1"})
    kept = typed_now(cast.ayse, file)
    assert kept["requests"] == []
    assert kept.keys() == {"on", "requests"}


def test_a_draft_becomes_the_interview(cast: Cast, file: OpenedCase) -> None:
    client = cast.ayse.client()
    fields = page_of(client, new_of(file))
    keep(client, fields, 0, how="phone")
    client.post(new_of(file), sent(fields | {"version": "1"}, how="phone", her_words="bitti"))
    interview = only(cast.ayse)
    assert (interview.state, str(interview.id)) == ("recorded", fields["interview"])
    assert said_now(cast.ayse, file).text("her_words") == "bitti"


def test_two_people_on_one_draft_both_see_what_the_other_wrote(cast: Cast, file: OpenedCase) -> None:
    ayse, nermin = cast.ayse.client(), cast.nermin.client()
    fields = page_of(ayse, new_of(file))
    keep(ayse, fields, 0, how="phone", her_words="bir")
    other = page_of(nermin, reverse("interviews:open", args=[fields["interview"]]))
    assert keep(nermin, other, 1, her_words="Nermin’in yazdığı", **{"children-0-age": "age_3_5"}).status_code == 200
    met = keep(ayse, fields, 1, her_words="Ayşe’nin yazdığı")
    assert met.status_code == 409
    assert met.json()["version"] == 2
    assert {change["label"]: change["theirs"] for change in met.json()["changes"]} == {
        "Kendi sözleriyle": "Nermin’in yazdığı", "1. çocuk: Yaş": "3–5",
    }  # fmt: skip
    mine = sent(fields | {"version": "1"}, her_words="Ayşe’nin yazdığı")
    response = ayse.post(new_of(file), mine)
    text = response.content.decode()
    assert response.status_code == 409
    assert "Nermin’in yazdığı" in text
    assert "Ayşe’nin yazdığı" in text
    assert ayse.post(new_of(file), mine | {"version": "2"}).status_code == 302
    assert said_now(cast.ayse, file).text("her_words") == "Ayşe’nin yazdığı"


def test_saving_from_a_page_left_open_after_it_was_recorded_loses_nothing(cast: Cast, file: OpenedCase) -> None:
    client = cast.ayse.client()
    fields = page_of(client, new_of(file))
    client.post(new_of(file), sent(fields, how="phone"))
    assert client.post(new_of(file), sent(fields, how="phone")).status_code == 302
    stale = client.post(new_of(file), sent(fields | {"page": uuid4().hex}, her_words="yeni söz"))
    assert stale.status_code == 409
    assert "yeni söz" in stale.content.decode()
    assert keep(client, fields, 1, her_words="yeni söz").status_code == 422


def test_a_draft_is_thrown_away_with_a_reason(cast: Cast, file: OpenedCase) -> None:
    client = cast.ayse.client()
    fields = page_of(client, new_of(file))
    keep(client, fields, 0, her_words="Silinecek")
    address = reverse("interviews:discard", args=[fields["interview"]])
    assert "Geri getirilemez" in client.get(address).content.decode()
    assert client.post(address, {"version": 1}).status_code == 200
    assert client.post(address, {"version": 0, "reason": "no_talk"}).status_code == 200
    assert client.post(address, {"version": 1, "reason": "no_talk"}).status_code == 302
    assert client.get(reverse("interviews:open", args=[fields["interview"]])).status_code == 404


def test_words_that_name_her_are_saved_and_shown_with_a_warning(cast: Cast, file: OpenedCase) -> None:
    client = cast.ayse.client()
    typed = sent(page_of(client, new_of(file)), worker_view="Zeynep’in numarası 0532 111 22 33")
    response = client.post(new_of(file), typed)
    assert "tanıtabilecek" in client.get(response["Location"]).content.decode()


def test_a_girl_under_eighteen_leads_to_the_child_protection_steps(
    cast: Cast, file: OpenedCase, recorded_by: Recorder
) -> None:
    interview = recorded_by(cast.ayse, age_band=("under_15",))
    way = reverse("cases:child", args=[file.id])
    client = cast.ayse.client()
    text = client.get(reverse("interviews:open", args=[interview.id])).content.decode()
    assert way in text
    assert "Kararı tek başınıza vermeyin" in text
    fresh = client.get(new_of(file)).content.decode()
    assert re.search(r'data-minor="age_15_17 under_15">', fresh)


def test_a_neighbour_who_interprets_is_warned_about_and_the_telephone_offered(
    cast: Cast, file: OpenedCase, recorded_by: Recorder
) -> None:
    interview = recorded_by(cast.ayse, interpreter_how=("neighbour",))
    text = cast.ayse.client().get(reverse("interviews:open", args=[interview.id])).content.decode()
    assert "telefonla bulun" in text


def test_a_correction_asks_for_a_reason_and_shows_what_became_different(
    cast: Cast, file: OpenedCase, recorded_by: Recorder
) -> None:
    interview = recorded_by(cast.ayse, requests=("legal",), words={"her_words": "ilk"})
    client = cast.nermin.client()
    address = reverse("interviews:correct", args=[interview.id])
    fields = page_of(client, address)
    typed = sent(fields, requests=["legal", "shelter"], her_words="ilk")
    assert client.post(address, typed).status_code == 422
    assert client.post(address, typed | {"reason": "she_added"}).status_code == 302
    text = client.get(reverse("interviews:open", args=[interview.id])).content.decode()
    assert "Sonradan anlattı" in text
    assert "Nermin Aksoy" in text
    stale = client.post(address, typed | {"reason": "misheard", "her_words": "başka"})
    assert stale.status_code == 409
    assert "başka" in stale.content.decode()


def test_reading_is_one_event_and_the_page_is_neutral_and_can_be_printed(
    cast: Cast, file: OpenedCase, recorded_by: Recorder
) -> None:
    interview = recorded_by(cast.nermin, words={"her_words": "Sözü"})
    response = cast.ayse.client().get(reverse("interviews:open", args=[interview.id]))
    text = response.content.decode()
    assert "<title>Belge</title>" in text
    assert "data-print" in text
    assert "no-store" in response["Cache-Control"]
    with acting(cast.ayse.person):
        event = AuditEvent.objects.get(event="interview.opened")
    assert (event.username, event.about) == ("ayse", f"case:{file.code}")


def test_the_blank_paper_holds_every_topic_and_no_word_about_whose_it_is(cast: Cast) -> None:
    text = cast.ayse.client().get(reverse("interviews:paper")).content.decode()
    sheet = text[text.index('class="sheet"') :]
    for words in ("Ne istiyor", "Sığınak", "Şiddet uygulayan", "Çocuklar", "Kendi sözleriyle", "Görüşmecinin notu"):
        assert words in sheet
    assert "Konak" not in sheet


def test_pages_are_in_english_for_who_reads_english(cast: Cast, file: OpenedCase) -> None:
    client = cast.ayse.client()
    client.post(reverse("language"), {"language": "en", "next": new_of(file)})
    text = client.get(new_of(file)).content.decode()
    for words in ("What she asks for", "In her own words", "how to ask?", "Not asked", "Save the interview"):
        assert words in text
