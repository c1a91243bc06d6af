"""What this room shows on other pages: the file, the timeline, today, and what she herself may read."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.template.loader import render_to_string

from omuz.casework.cases.models import Case
from omuz.casework.cases.queries.files import open_case
from omuz.casework.safety.actions import drafts
from omuz.casework.safety.actions.drafts import Draft
from omuz.casework.safety.models import RiskTalk
from omuz.casework.safety.queries import panel as shown
from omuz.casework.safety.rules.factors import Answer, Factor, Said, When
from omuz.casework.safety.rules.plan import Copy
from omuz.casework.safety.rules.talk import SHE_DID_NOT_WANT
from omuz.foundation.audit.chain import recorded
from omuz.foundation.catalogue.lists import code_list
from omuz.foundation.people.access import acting

DAY = date(2026, 3, 2)
YES = Answer(Said.YES, When.RECENT)
FEAR = {Factor.OWN_FEAR: Answer(Said.YES)}
KNOWN = dict.fromkeys(Factor, Answer(Said.NO))


@pytest.fixture
def asked(cast, file):
    """Ask one of the functions the case page calls, as a member of the cast."""

    def ask(name, member=None, **more):
        who = member or cast.ayse
        with acting(who.person):
            opened = open_case(who.person, file.id, vault=who.vault)
            return getattr(shown, name)(who.person, vault=who.vault, opened=opened, **more)

    return ask


def today_of(cast, member=None, day=DAY):
    who = member or cast.ayse
    with acting(who.person):
        return shown.today(who.person, vault=who.vault, centre_id=cast.konak.id, day=day)


def drawn(panel) -> str:
    return render_to_string(panel.template, dict(panel.context))


def test_before_the_first_talk_the_strip_is_empty_and_the_panel_says_so(asked) -> None:
    assert asked("strip") is None
    assert "“risk yok” demek değildir" in drawn(asked("panel"))


def test_the_strip_says_the_word_and_not_low_where_too_little_is_known(asked, talked) -> None:
    talked()
    assert asked("strip") == "Bilgi eksik; düşük risk denemez"
    talked(KNOWN, on=DAY + timedelta(days=1))
    assert asked("strip") == "Standart"
    talked(KNOWN | {Factor.STALKING: YES}, on=DAY + timedelta(days=2))
    assert asked("strip") == "Yakın izleme"


def test_the_panel_shows_word_reasons_open_work_and_the_next_talk(asked, talked, planned) -> None:
    talked(FEAR)
    planned({"bag": "Halamda"})
    panel = asked("panel")
    text = drawn(panel)
    assert panel.urgent
    for words in ("Acil ekip görüşmesi", "Ekip bugün görüşmeli", "neden?", "yapılanı yazılmamış", "02.06.2026"):
        assert words in text


def test_the_timeline_has_talks_plans_and_meetings(asked, talked, planned) -> None:
    talked({Factor.STALKING: YES})
    planned({"bag": "Halamda"})
    planned({"bag": "Komşuda"}, on=DAY + timedelta(days=3))
    told = [(each.on, str(each.title)) for each in asked("entries")]
    assert told == [
        (DAY, "Risk konuşuldu"),
        (DAY, "Güvenlik planı yazıldı"),
        (DAY + timedelta(days=3), "Güvenlik planı yenilendi"),
    ]


def test_today_shows_what_is_due_by_code_alone(cast, file, talked) -> None:
    talked(FEAR)
    due = date(2026, 6, 2)
    kinds = {each.kind: each for each in today_of(cast, cast.nermin, day=due)}
    assert set(kinds) == {"urgent", "risk_talk"}
    assert kinds["urgent"].urgent
    assert (kinds["risk_talk"].code, kinds["risk_talk"].when) == (file.code, due)
    assert not kinds["risk_talk"].mine
    assert today_of(cast, cast.ayse, day=due - timedelta(days=30))[0].kind == "urgent"
    assert [each.kind for each in today_of(cast, day=due - timedelta(days=30))] == ["urgent"]
    words = " ".join(str(each.title) for each in kinds.values())
    for telling in ("Acil ekip", "korku", "tehdit", "şiddet"):
        assert telling not in words


def test_her_own_draft_stands_on_today_and_not_on_her_colleagues(cast, file) -> None:
    with acting(cast.ayse.person):
        draft = Draft(file.id, uuid4(), 0, {"note": ["yarım"]}, "p")
        drafts.keep(RiskTalk, by=cast.ayse.person, vault=cast.ayse.vault, draft=draft)
    assert [each.kind for each in today_of(cast)] == ["draft"]
    assert today_of(cast, cast.nermin) == []


@pytest.mark.parametrize("change", [{"closed_on": DAY, "state": "closed"}, {"paused_on": DAY}])
def test_a_closed_or_paused_file_reminds_of_no_talk(cast, file, talked, change) -> None:
    talked(KNOWN)
    with acting(cast.ayse.person), recorded(by=cast.ayse.person, event="case.stepped", centre=file.centre_id):
        Case.objects.filter(id=file.id).update(**change)
    assert today_of(cast, day=date(2026, 6, 2)) == []


def test_a_file_hidden_from_her_is_not_on_her_today(cast, file, talked) -> None:
    talked(FEAR)
    with acting(cast.nermin.person), recorded(by=cast.nermin.person, event="case.restricted", centre=file.centre_id):
        Case.objects.filter(id=file.id).update(hidden_from=[cast.ayse.staff.pk])
    assert today_of(cast, day=date(2026, 6, 2)) == []
    assert len(today_of(cast, cast.nermin, day=date(2026, 6, 2))) == 2


def test_she_reads_her_plan_her_words_and_what_was_agreed_and_never_the_word(asked, talked, planned) -> None:
    talked(
        FEAR | {Factor.STALKING: YES},
        actions={Factor.STALKING: ("digital_safety", "lawyer"), Factor.OWN_FEAR: (SHE_DID_NOT_WANT,)},
        her_words="Beni öldürür",
        note="Görüşmecinin kendi notu",
    )
    planned({"bag": "Halamda"}, copy=Copy.AT_CENTRE)
    text = " ".join(
        f"{section.title} " + " ".join(f"{label}: {words}" for label, words in section.lines)
        for section in asked("told_to_her")
    )
    for hers in ("Halamda", "Merkezde dursun", "Beni öldürür", "Telefon ve hesap güvenliği", "Avukatla görüşme"):
        assert hers in text
    for level in code_list("risk_prompt"):
        assert level.tr not in text
    assert "kendi notu" not in text
    assert "korku" not in text


def test_what_is_held_about_her_is_counted(asked, talked, planned) -> None:
    talked()
    planned()
    planned()
    assert asked("held") == [("Risk konuşması", 1), ("Güvenlik planı sürümü", 2)]
