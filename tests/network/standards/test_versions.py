"""Drafting: v0 stays by its hash, centres speak, the editor decides, the next version is frozen."""

import html
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Refused, acting
from omuz.network.standards.actions import remarks, versions
from omuz.network.standards.actions.refusals import NotNow
from omuz.network.standards.models import Remark, Standard
from omuz.network.standards.queries.catalogue import catalogue_standard
from omuz.network.standards.queries.versions import differences, threads
from omuz.network.standards.rules.content import digest, read_content

if TYPE_CHECKING:
    from tests.network.standards.houses import House


def test_the_catalogue_holds_twelve_chapters_and_ninety_criteria_each_with_four_levels() -> None:
    content = read_content(catalogue_standard())
    criteria = list(content.criteria())
    assert [each.code for each in content.chapters] == list("ABCDEFGHIJKL")
    assert len(criteria) == 90
    assert all(set(each.levels) == set("0123") and each.evidence["en"] for each in criteria)


def test_the_published_version_is_frozen_by_the_hash_of_its_text(house: "House") -> None:
    assert house.standard.sha256 == digest(catalogue_standard()) == digest(house.standard.content)
    assert house.standard.still_draft
    house.standard.content["chapters"][0]["criteria"][0]["title"]["tr"] = "Başka"
    with acting(house.sema.person), pytest.raises(DatabaseError):
        _overwrite(house)


def _overwrite(house: "House") -> None:
    with recorded(by=house.sema.person, event="standard.published"):
        house.standard.save()


def _draft(house: "House") -> Any:
    with acting(house.sema.person):
        return versions.open_draft(by=house.sema.person, based_on=house.standard)


def test_a_proposal_with_support_and_dissent_goes_into_the_draft_and_v0_stays(house: "House") -> None:
    draft, was = _draft(house), house.standard.sha256
    nermin, songul, sema = house.cast.nermin.person, house.songul.person, house.sema.person
    with acting(nermin):
        said = remarks.remark(
            by=nermin, draft=draft, code="A1", kind="proposal", part="title.tr", words="Kuruluş kararı ve yönerge var",
            centre_id=house.cast.konak.id,
        )  # fmt: skip
    with acting(songul):
        remarks.remark(
            by=songul, draft=draft, code="A1", kind="dissent", reason="Eskisi daha açık.", about=said,
            centre_id=house.cast.bornova.id,
        )  # fmt: skip
        with pytest.raises(NotNow):
            remarks.remark(by=songul, draft=draft, code="A1", kind="dissent", centre_id=house.cast.bornova.id)
        with pytest.raises(Refused):
            remarks.settle(by=songul, proposal=said, accept=True)
    with acting(sema):
        remarks.settle(by=sema, proposal=said, accept=True)
        now = versions.held_draft(draft)
        (one,) = differences(house.standard.text, now.text)
        assert (one.criterion.code, one.part, one.language) == ("A1", "title", "tr")
        made = versions.publish(by=sema, draft=now, still_draft=True)
        house.standard.refresh_from_db()
    assert made.number == 1
    assert house.standard.sha256 == was == digest(house.standard.content)


def test_a_draft_nobody_changed_is_not_published_and_two_are_not_open_at_once(house: "House") -> None:
    draft = _draft(house)
    with acting(house.sema.person):
        with pytest.raises(NotNow):
            versions.publish(by=house.sema.person, draft=draft, still_draft=True)
        with pytest.raises(NotNow):
            versions.open_draft(by=house.sema.person, based_on=house.standard)


def test_a_coordinator_notes_the_decision_of_her_own_municipality_and_no_other(house: "House") -> None:
    nermin = house.cast.nermin.person
    told = {"standard": house.standard, "body": "council", "decided_on": date(2026, 3, 4), "number": "2026/112"}
    with acting(nermin):
        made = versions.adopt(by=nermin, organisation_id=house.cast.town.id, **told)
        assert made.centre_id == house.cast.konak.id
        with pytest.raises(Refused):
            versions.adopt(by=nermin, organisation_id=house.cast.bornova.organisation_id, **told)


def test_the_editor_and_elif_draft_and_publish_in_the_browser_with_an_accessible_redline(house: "House") -> None:
    sema, ayse = house.sema.client(), house.cast.ayse.client()
    page = sema.post(reverse("standards:draft", args=[house.standard.id]), follow=True)
    draft_id = page.resolver_match.kwargs["standard_id"]
    told = {"kind": "proposal", "part": "meaning.tr", "words": "Bambaşka bir açıklama."}
    answer = ayse.post(reverse("standards:remark", args=[draft_id, "B1"]), told, follow=True)
    assert "Bambaşka" in answer.content.decode()
    with acting(house.sema.person):
        said = Remark.objects.get(code="B1")
    assert said.centre_id == house.cast.konak.id
    elif_ = house.cast.elif_.client()
    elif_.post(reverse("standards:settle", args=[said.id]), {"outcome": "accept"})
    html = sema.get(reverse("standards:redline", args=[draft_id])).content.decode()
    assert "<del>" in html
    assert "<ins>" in html
    assert "hazırlanan taslak" in html
    sema.post(reverse("standards:publish", args=[draft_id]), {"still_draft": "on"})
    assert "sürüm 1" in sema.get(reverse("standards:standard", args=[draft_id])).content.decode()


def test_a_word_that_names_somebody_is_refused_and_stays_on_the_page(house: "House") -> None:
    draft = _draft(house)
    client = house.cast.ayse.client()
    told = {"kind": "comment", "words": "0532 123 45 67 numaralı kadın"}
    answer = client.post(reverse("standards:remark", args=[draft.id, "A1"]), told)
    assert answer.status_code == 422
    assert "0532 123 45 67" in answer.content.decode()


def test_the_sources_the_scale_and_the_rules_of_the_catalogue_belong_to_the_text(house: "House") -> None:
    text = house.standard.text
    assert list(text.scale) == ["0", "1", "2", "3", "U"]
    assert {code for each in text.criteria() for code in each.sources} <= set(text.references)
    page = house.cast.ayse.client().get(reverse("standards:text", args=[house.standard.id])).content.decode()
    first = next(text.criteria())
    for words in (text.references["KD"]["tr"], text.scale["U"]["meaning"]["tr"], first.levels["3"]["tr"]):
        assert words in html.unescape(page)
    alone = house.cast.ayse.client().get(reverse("standards:criterion", args=[house.standard.id, "A1"]))
    assert text.references["KD"]["tr"] in html.unescape(alone.content.decode())


def test_a_decision_without_a_number_comes_back_with_what_was_typed(house: "House") -> None:
    told = {"organisation": str(house.cast.town.id), "body": "council", "decided_on": "2026-03-04", "number": ""}
    answer = house.cast.nermin.client().post(reverse("standards:adopt", args=[house.standard.id]), told)
    assert answer.status_code == 422
    assert "2026-03-04" in answer.content.decode()


def _proposed(house: "House", draft: Any) -> Any:
    nermin = house.cast.nermin.person
    with acting(nermin):
        return remarks.remark(
            by=nermin, draft=draft, code="A1", kind="proposal", part="title.tr", words="Yönerge var",
            centre_id=house.cast.konak.id,
        )  # fmt: skip


def _voice(house: "House", draft: Any, said: Any, kind: str) -> Any:
    songul = house.songul.person
    with acting(songul):
        return remarks.remark(
            by=songul, draft=draft, code="A1", kind=kind, reason="Daha açık.", about=said,
            centre_id=house.cast.bornova.id,
        )  # fmt: skip


def test_a_person_has_one_voice_about_a_proposal_and_about_the_words_as_they_stand(house: "House") -> None:
    draft = _draft(house)
    said = _proposed(house, draft)
    for about in (said, None):
        _voice(house, draft, about, "support")
        for kind in ("support", "dissent"):
            with pytest.raises(NotNow, match="zaten söylediniz"):
                _voice(house, draft, about, kind)
    (thread,) = [each for each in threads(draft, "A1") if each.remark == said]
    assert (thread.support, thread.dissent) == (1, 0)
    with acting(house.songul.person), pytest.raises(IntegrityError), transaction.atomic():
        _voice_written(house, draft, said)


def _voice_written(house: "House", draft: Any, said: Any) -> None:
    person, centre = house.songul.person, house.cast.bornova.id
    with recorded(by=person, event="remark.made", centre=centre):
        Remark.objects.create(standard=draft, code="A1", kind="support", about=said, centre_id=centre,
                              staff_id=person.staff_id, made_at=timezone.now())  # fmt: skip


def test_a_settled_proposal_takes_no_more_voices_and_is_settled_once(house: "House") -> None:
    draft, sema = _draft(house), house.sema.person
    said = _proposed(house, draft)
    with acting(sema):
        open_page = Remark.objects.select_related("standard").get(pk=said.pk)
        remarks.settle(by=sema, proposal=said, accept=True)
        with pytest.raises(NotNow, match="zaten sonuçlanmış"):
            remarks.settle(by=sema, proposal=open_page, accept=False, reason="Olmaz.")
        assert Remark.objects.get(pk=said.pk).outcome == "accepted"
    for kind in ("support", "dissent"):
        with pytest.raises(NotNow, match="sonuçlan"):
            _voice(house, draft, open_page, kind)


def test_a_draft_begins_from_the_newest_version_only_and_elif_opens_it(house: "House") -> None:
    elif_, client = house.cast.elif_.person, house.cast.elif_.client()
    page = client.post(reverse("standards:draft", args=[house.standard.id]), follow=True)
    draft_id = page.resolver_match.kwargs["standard_id"]
    with acting(elif_):
        draft = versions.held_draft(Standard.objects.get(pk=draft_id))
        assert draft.opened_by == elif_.staff_id
        versions.change_criterion(by=elif_, draft=draft, code="A1", changes={"weight": 1}, revision=0)
    client.post(reverse("standards:publish", args=[draft_id]))
    with acting(elif_), pytest.raises(NotNow, match="son sürüm"):
        versions.open_draft(by=elif_, based_on=house.standard)
    button = "Bu sürümden taslak aç"
    assert button not in client.get(reverse("standards:standard", args=[house.standard.id])).content.decode()
    assert button in client.get(reverse("standards:standard", args=[draft_id])).content.decode()
