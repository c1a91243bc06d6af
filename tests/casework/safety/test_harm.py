"""The harm scenarios of this room, one test named after each row of the list."""

import re
from pathlib import Path

import pytest
from django.urls import get_resolver, reverse

from omuz.casework.safety.facts import risk_review, risk_talk
from omuz.casework.safety.models import RiskTalk, RiskTrigger, SafetyPlan, UrgentEntry
from omuz.casework.safety.queries.texts import factor_text
from omuz.casework.safety.rules.factors import Answer, Factor, Said, When
from omuz.casework.safety.rules.plan import Copy
from omuz.foundation.catalogue.fact_kinds import fact_kind
from omuz.foundation.catalogue.lists import SPECIAL
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.foundation.people.access import acting
from omuz.insight.indicators.definitions import all_indicators

OURS = ("I18", "I19", "I20", "I21", "I22")
YES = Answer(Said.YES, When.RECENT)


def page(cast, name, *args) -> str:
    return cast.ayse.client().get(reverse(f"safety:{name}", args=args)).content.decode()


def test_row_3_a_plan_leaves_the_printer_without_logo_title_or_code(cast, file, planned) -> None:
    row = planned({"bag": "Halamda"}, copy=Copy.AT_CENTRE)
    response = cast.ayse.client().get(reverse("safety:plan-print", args=[row.id]))
    assert "no-store" in response["Cache-Control"]
    text = response.content.decode()
    assert re.findall(r"<title>(.*?)</title>", text) == ["Belge"]
    assert file.code not in response.request["PATH_INFO"]
    assert file.code not in text.split('id="page"')[1].split("</main>")[0]


def test_row_5_no_page_of_this_room_sends_her_anything() -> None:
    room = Path(__file__).resolve().parents[3] / "src" / "omuz" / "casework" / "safety"
    for path in room.rglob("*.py"):
        assert not re.search(r"send_mail|EmailMessage|smtplib|requests\.|urllib\.request", path.read_text("utf-8")), (
            path
        )


def test_row_18_her_status_is_never_asked_by_itself_and_goes_nowhere(cast, file, talked) -> None:
    heavier = factor_text(Factor.HEAVIER_CIRCUMSTANCES)
    for word in ("göçmen", "statü", "oturum", "kaçak", "vatandaş"):
        assert word not in heavier.ask.tr.lower(), "what she needs is asked, not what she is"
    talked({Factor.HEAVIER_CIRCUMSTANCES: YES})
    for kind in ("risk_talk", "risk_review"):
        assert not any(re.search(r"status|nation|migra|heavier|circum", column) for column in fact_kind(kind).columns)


def test_row_20_the_word_is_no_score_is_not_exported_and_cannot_refuse_help(cast, file, talked) -> None:
    row = talked({Factor.STALKING: YES, Factor.OWN_FEAR: Answer(Said.YES)})
    text = page(cast, "talk", row.id)
    assert "puan değildir" in text
    assert "Yardım vermemek için kullanılamaz" in text
    level = re.sub(r"<[^>]+>", " ", text.split('class="level"')[1].split("</details>")[0])
    assert not re.search(r"%|puanı|skor|\b\d{1,2}\b(?!\.)", re.sub(r"\d{2}\.\d{2}\.\d{4}|[Ss]on 3 ay\w*", "", level))
    routes = [str(each.pattern) for each in get_resolver("omuz.casework.safety.urls").url_patterns]
    assert not any(re.search(r"disari|xlsx|csv|aktar", route) for route in routes), "no way out of the room"
    for model in (RiskTalk, RiskTrigger, UrgentEntry, SafetyPlan):
        plain = set(model.Privacy.operational)
        assert not plain & {"level", "prompt", "risk", "score", "factors", "kind"}


def test_row_20_too_little_known_is_never_called_low(cast, file, talked) -> None:
    text = page(cast, "talk", talked().id)
    assert "düşük risk denemez" in text
    assert not re.search(r"(?<!Bilgi eksik; )düşük risk(?! denemez)", text)


def test_row_21_no_figure_of_this_room_sets_a_target_or_counts_what_she_decides() -> None:
    told = all_indicators()
    for code in OURS:
        text = (catalogue_folder() / "indicators" / f"{code}.toml").read_text(encoding="utf-8")
        assert "target =" not in text
        assert told[code].caveat.tr
        assert "did_not_want" not in told[code].in_base, "her decision is nobody's failure"
        assert set(told[code].in_base) <= set(SPECIAL)
    for code in ("I18", "I19"):
        assert told[code].direction == "none", "neither more talks nor more urgent words are better"


def test_row_22_no_two_women_are_compared_and_no_list_orders_them_by_a_word(cast, file, talked) -> None:
    talked({Factor.STALKING: YES})
    with acting(cast.ayse.person):
        given = {"person": cast.ayse.person, "vault": cast.ayse.vault, "centre_id": cast.konak.id}
        for module in (risk_talk, risk_review):
            for row in module.rows(**given):
                assert file.code not in str(row)
                assert str(file.id) not in str(row)
    with pytest.raises(LookupError):
        fact_kind("risk_talk").columns["code"]
