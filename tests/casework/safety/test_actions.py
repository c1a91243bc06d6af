"""Acts about risk: what a talk sets going, who may lower its word, what a plan keeps; one event each."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.http import Http404

from omuz.casework.cases.models import Case, CaseStep
from omuz.casework.cases.queries.files import open_case
from omuz.casework.safety.actions import drafts
from omuz.casework.safety.actions.drafts import Conflict, DiscardReason, Draft, NotNow, typed_of
from omuz.casework.safety.actions.plans import plan_of, write_plan
from omuz.casework.safety.actions.reminders import add_trigger, drop_trigger
from omuz.casework.safety.actions.talks import (
    NotCalmer,
    NotLowered,
    act_on_factors,
    add_to_talk,
    lower_level,
    raise_level,
    record_talk,
    talk_of,
)
from omuz.casework.safety.actions.urgent import met_urgently
from omuz.casework.safety.models import RiskTalk, RiskTrigger, SafetyPlan, UrgentEntry
from omuz.casework.safety.queries.plans import versions_of
from omuz.casework.safety.queries.talks import reminders_of
from omuz.casework.safety.queries.urgent import meetings_of, urgent_entries
from omuz.casework.safety.rules.factors import Answer, Factor, Said, When
from omuz.casework.safety.rules.plan import Copy, Plan
from omuz.casework.safety.rules.prompt import Level, LowerProblem
from omuz.casework.safety.rules.talk import SHE_DID_NOT_WANT, LowerReason, Talk
from omuz.casework.safety.rules.triggers import DropReason, TriggerKind
from omuz.foundation.audit.chain import recorded
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import acting

DAY = date(2026, 3, 2)
YES = Answer(Said.YES, When.RECENT)
FEAR = {Factor.OWN_FEAR: Answer(Said.YES)}
STALKED = {Factor.STALKING: YES}


def by(member, **more):
    return {"by": member.person, "vault": member.vault, **more}


def talk_now(member, row) -> Talk:
    with acting(member.person):
        found = RiskTalk.objects.select_related("case__data_key").get(id=row.id)
        return talk_of(found, found.case.key(member.vault))


def lower(member, row, then=Level.STANDARD, words="Kardeşinin evine geçti.", **more):
    with acting(member.person):
        return lower_level(
            **by(member), talk_id=row.id, then=then, reason=LowerReason.TEAM_JUDGED, words=words, on=DAY, **more
        )


def raised(member, row, then=Level.URGENT_TEAM, **more):
    with acting(member.person):
        return raise_level(**by(member), talk_id=row.id, then=then, on=DAY, **more)


def events(member, *names) -> list[str]:
    with acting(member.person):
        return list(AuditEvent.objects.filter(event__in=names).order_by("seq").values_list("event", flat=True))


def on_list(member, centre) -> list:
    with acting(member.person):
        return urgent_entries(member.person, member.vault, centre.id)


def test_a_talk_is_recorded_with_nothing_but_its_day(cast, file, talked) -> None:
    row = talked()
    talk = talk_now(cast.nermin, row)
    assert (talk.on, talk.answers, talk.level, talk.prompt.too_little_known) == (DAY, {}, Level.STANDARD, True)
    assert events(cast.ayse, "risk_talk.recorded") == ["risk_talk.recorded"]


def test_no_plain_column_says_what_was_talked_about(cast, file, talked, planned) -> None:
    talked(FEAR | STALKED, her_words="Beni öldürür diye korkuyorum")
    planned({"bag": "Çanta halamda duruyor"})
    with acting(cast.ayse.person), connection.cursor() as cursor:
        for table in ("risktalk", "risktrigger", "urgententry", "safetyplan"):
            cursor.execute(f"SELECT safety_{table}::text FROM safety_{table}")
            rows = " ".join(row[0] for row in cursor.fetchall())
            for word in ("own_fear", "stalking", "urgent_team", "korku", "halamda", "three_months"):
                assert word not in rows
                assert word.encode().hex() not in rows


def test_her_own_fear_puts_the_file_on_the_urgent_list_the_same_day(cast, file, talked) -> None:
    talked(FEAR)
    lines = on_list(cast.nermin, cast.konak)
    assert [(line.code, line.due_on, line.case_id) for line in lines] == [(file.code, DAY, file.id)]
    with acting(cast.zeynep.person), pytest.raises(Http404):
        urgent_entries(cast.zeynep.person, cast.zeynep.vault, cast.konak.id)


def test_a_file_stands_once_on_the_list_and_the_list_empties_itself(cast, file, talked) -> None:
    talked(FEAR)
    talked(FEAR, on=DAY + timedelta(days=1))
    (line,) = on_list(cast.ayse, cast.konak)
    with acting(cast.nermin.person):
        met_urgently(**by(cast.nermin), entry_id=line.id, on=DAY, decided="Sığınak aranacak")
        met = meetings_of(open_case(cast.nermin.person, file.id, vault=cast.nermin.vault))
    assert on_list(cast.ayse, cast.konak) == []
    assert [(each.on, each.decided) for each in met] == [(DAY, "Sığınak aranacak")]
    with acting(cast.ayse.person), pytest.raises(NotNow):
        met_urgently(**by(cast.ayse), entry_id=line.id, on=DAY)


def test_a_calm_talk_calls_nobody_and_a_raise_by_hand_does(cast, file, talked) -> None:
    row = talked(STALKED)
    assert on_list(cast.ayse, cast.konak) == []
    raised(cast.ayse, row)
    assert len(on_list(cast.ayse, cast.konak)) == 1
    assert talk_now(cast.ayse, row).level is Level.URGENT_TEAM
    with pytest.raises(NotNow):
        raised(cast.ayse, row, Level.CLOSE_WATCH)


def test_only_the_coordinator_lowers_below_the_rule_and_only_with_words(cast, file, talked) -> None:
    row = talked(STALKED)
    with pytest.raises(NotLowered) as refused:
        lower(cast.ayse, row)
    assert refused.value.problem is LowerProblem.NEEDS_LEAD
    with pytest.raises(NotLowered) as wordless:
        lower(cast.nermin, row, words=" ")
    assert wordless.value.problem is LowerProblem.NEEDS_WORDS
    lower(cast.nermin, row)
    talk = talk_now(cast.ayse, row)
    assert (talk.level, talk.prompt.level, talk.changes[-1].words) == (
        Level.STANDARD, Level.CLOSE_WATCH, "Kardeşinin evine geçti.",
    )  # fmt: skip
    with acting(cast.nermin.person):
        event = AuditEvent.objects.get(event="risk.lowered")
        assert (event.why, event.about) == ("team_judged", f"case:{file.code}")


def test_against_her_own_fear_not_even_the_coordinator_lowers(cast, file, talked) -> None:
    row = talked(FEAR)
    for member, then in ((cast.nermin, Level.CLOSE_WATCH), (cast.nermin, Level.STANDARD), (cast.ayse, Level.STANDARD)):
        with pytest.raises(NotLowered) as refused:
            lower(member, row, then)
        assert refused.value.problem is LowerProblem.HER_FEAR_STANDS
    assert talk_now(cast.ayse, row).level is Level.URGENT_TEAM
    assert events(cast.nermin, "risk.lowered") == []


def test_a_raise_made_by_mistake_can_be_taken_back_to_the_word_of_the_rule(cast, file, talked) -> None:
    row = talked(STALKED)
    raised(cast.ayse, row)
    lower(cast.ayse, row, Level.CLOSE_WATCH, words="Yanlış düğmeye bastım.")
    assert talk_now(cast.ayse, row).level is Level.CLOSE_WATCH


def test_a_colleague_who_changed_it_meanwhile_is_not_overwritten(cast, file, talked) -> None:
    row = talked(STALKED)
    raised(cast.nermin, row, revision=row.revision)
    with pytest.raises(Conflict):
        raised(cast.ayse, row, revision=row.revision)
    with pytest.raises(Conflict):
        lower(cast.nermin, row, revision=row.revision)


def add(member, row, answers, **more):
    with acting(member.person):
        return add_to_talk(**by(member), talk_id=row.id, talk=Talk(DAY, answers), revision=row.revision, on=DAY, **more)


def test_what_she_adds_later_can_raise_a_word_that_was_lowered(cast, file, talked) -> None:
    row = lower(cast.nermin, talked(STALKED))
    added = add(cast.ayse, row, STALKED | FEAR)
    assert talk_now(cast.ayse, row).level is Level.URGENT_TEAM
    assert len(on_list(cast.ayse, cast.konak)) == 1
    with acting(cast.ayse.person):
        earlier = added.opened(added.case.key(cast.ayse.vault), "answers")["earlier"]
    assert [sorted(each["factors"]) for each in earlier] == [["stalking"], ["stalking"]]


def test_a_recorded_talk_cannot_be_made_calmer_and_her_fear_not_be_taken_back(cast, file, talked) -> None:
    row = talked(STALKED | FEAR)
    for answers in (STALKED, STALKED | {Factor.OWN_FEAR: Answer(Said.NO)}, {Factor.WEAPON: YES}):
        with pytest.raises(NotCalmer):
            add(cast.nermin, row, answers)
    assert talk_now(cast.ayse, row).fear == Answer(Said.YES)


def test_every_red_factor_asks_for_an_action_and_the_talk_is_kept_all_the_same(cast, file, talked) -> None:
    row = talked(STALKED | FEAR, actions={Factor.STALKING: ("digital_safety",)})
    assert talk_now(cast.ayse, row).open_factors == (Factor.OWN_FEAR,)
    with acting(cast.ayse.person):
        done = {Factor.OWN_FEAR: (SHE_DID_NOT_WANT,)}
        act_on_factors(**by(cast.ayse), talk_id=row.id, actions=done, revision=row.revision, on=DAY)
    talk = talk_now(cast.ayse, row)
    assert talk.complete
    assert talk.actions[Factor.STALKING] == ("digital_safety",)


def test_every_talk_calls_for_the_next_in_three_months_and_answers_what_was_due(cast, file, talked) -> None:
    talked()
    with acting(cast.ayse.person):
        given = by(cast.ayse, case_id=file.id, on=DAY)
        add_trigger(**given, kind=TriggerKind.NEW_THREAT, day=DAY + timedelta(days=2), note="Mesaj atmış")
        add_trigger(**given, kind=TriggerKind.ORDER_ENDING, day=DAY + timedelta(days=40))
    talked(on=DAY + timedelta(days=3))
    with acting(cast.ayse.person):
        told = reminders_of(open_case(cast.ayse.person, file.id, vault=cast.ayse.vault))
    waiting = [(each.kind, each.due_on) for each in told if each.open]
    assert waiting == [
        (TriggerKind.ORDER_ENDING, DAY + timedelta(days=10)),
        (TriggerKind.ORDER_ENDING, DAY + timedelta(days=26)),
        (TriggerKind.ORDER_ENDING, DAY + timedelta(days=37)),
        (TriggerKind.THREE_MONTHS, date(2026, 6, 5)),
    ]
    answered = {each.kind: each.talked_on for each in told if not each.open}
    assert answered == dict.fromkeys((TriggerKind.NEW_THREAT, TriggerKind.THREE_MONTHS), DAY + timedelta(days=3))


def test_a_reminder_is_taken_away_with_a_reason_and_once(cast, file) -> None:
    with acting(cast.ayse.person):
        (trigger,) = add_trigger(**by(cast.ayse), case_id=file.id, kind=TriggerKind.COURT_DATE, day=DAY, on=DAY)
        given = by(cast.ayse, trigger_id=trigger.id, reason=DropReason.DATE_CHANGED, on=DAY)
        assert drop_trigger(**given).due_on is None
        with pytest.raises(NotNow):
            drop_trigger(**given)
        assert not RiskTrigger.objects.filter(state="open").exists()


def test_a_talk_after_the_first_interview_takes_the_file_to_assessment(cast, file, talked) -> None:
    talked()
    with acting(cast.ayse.person):
        assert Case.objects.get(id=file.id).state == "contact", "talking early skips no step"
        with recorded(by=cast.ayse.person, event="case.stepped", centre=file.centre_id):
            Case.objects.filter(id=file.id).update(state="first_interview")
    talked(on=DAY + timedelta(days=1))
    with acting(cast.ayse.person):
        assert Case.objects.get(id=file.id).state == "assessment"
        assert CaseStep.objects.filter(case_id=file.id).order_by("-number")[0].state == "assessment"


def draft(case, record_id, *, revision=0, page="p1", **changes) -> Draft:
    return Draft(case.id, record_id, revision, {name: [value] for name, value in changes.items()}, page)


def test_a_draft_is_kept_resumed_recorded_and_never_overwritten_unseen(cast, file) -> None:
    talk_id = uuid4()
    with acting(cast.ayse.person):
        given = by(cast.ayse)
        row = drafts.keep(RiskTalk, **given, draft=draft(file, talk_id, said_weapon="yes", her_words="Tabancası var"))
        again = drafts.keep(RiskTalk, **given, draft=draft(file, talk_id, said_weapon="yes"))
        assert (row.state, again.revision) == ("draft", 1), "the same words again write nothing"
        kept = drafts.keep(RiskTalk, **given, draft=draft(file, talk_id, revision=1, note="sakin"))
    with acting(cast.nermin.person), pytest.raises(Conflict) as met:
        drafts.keep(RiskTalk, **by(cast.nermin), draft=draft(file, talk_id, revision=1, page="p2", note="telaşlı"))
    assert met.value.fields == ("note",)
    with acting(cast.ayse.person):
        typed = typed_of(kept, kept.case.key(cast.ayse.vault))
        assert typed.fields == {"said_weapon": ["yes"], "her_words": ["Tabancası var"], "note": ["sakin"]}
        told = {"case_id": file.id, "talk": Talk(DAY, {Factor.WEAPON: YES}), "talk_id": talk_id, "revision": 2}
        assert record_talk(**given, **told, page="p1").state == "recorded"
        assert record_talk(**given, **told, page="p1").revision == 3, "a second press changes nothing"
        with pytest.raises(NotNow):
            record_talk(**given, **told)
        with pytest.raises(NotNow):
            drafts.keep(RiskTalk, **given, draft=draft(file, talk_id, revision=3, note="geç"))
        assert RiskTalk.objects.count() == 1


def test_a_draft_thrown_away_holds_nothing_any_more(cast, file) -> None:
    plan_id = uuid4()
    with acting(cast.ayse.person):
        drafts.keep(SafetyPlan, **by(cast.ayse), draft=draft(file, plan_id, h_bag="Halamda"))
        given = by(cast.ayse, record_id=plan_id, reason=DiscardReason.SHE_ASKED)
        with pytest.raises(Conflict):
            drafts.discard(SafetyPlan, **given, revision=9)
        gone = drafts.discard(SafetyPlan, **given, revision=1)
        key = gone.case.key(cast.ayse.vault)
        assert (gone.state, gone.opened(key, "answers"), gone.opened(key, "words")) == ("discarded", {}, {})
        with pytest.raises(NotNow):
            write_plan(**by(cast.ayse), case_id=file.id, plan=Plan(DAY), plan_id=plan_id)


def test_every_version_of_her_plan_is_kept_and_the_last_one_holds(cast, file, planned) -> None:
    planned({"bag": "Halamda", "lock": " "}, copy=Copy.DOES_NOT_WANT)
    last = planned({"bag": "Komşuda"}, copy=Copy.CODED_CARD, card="süt, ekmek", who=cast.nermin)
    with acting(cast.ayse.person):
        versions = versions_of(open_case(cast.ayse.person, file.id, vault=cast.ayse.vault))
        assert plan_of(last, last.case.key(cast.ayse.vault)) == versions[-1].plan
    assert [(each.number, dict(each.plan.words), each.plan.copy) for each in versions] == [
        (1, {"bag": "Halamda"}, Copy.DOES_NOT_WANT),
        (2, {"bag": "Komşuda"}, Copy.CODED_CARD),
    ]


@pytest.mark.parametrize("how", ["elsewhere", "hidden", "listed"])
def test_nobody_outside_the_file_can_act_on_it(cast, file, talked, planned, how) -> None:
    row, outsider = talked(STALKED), cast.zeynep if how == "elsewhere" else cast.ayse
    if how != "elsewhere":
        shut = {"hidden_from": [cast.ayse.staff.pk]} if how == "hidden" else {"only_for": [cast.nermin.staff.pk]}
        with (
            acting(cast.nermin.person),
            recorded(by=cast.nermin.person, event="case.restricted", centre=file.centre_id),
        ):
            Case.objects.filter(id=file.id).update(**shut)
    acts = (
        lambda: raised(outsider, row),
        lambda: lower(outsider, row),
        lambda: add(outsider, row, FEAR),
        lambda: talked(who=outsider),
        lambda: planned(who=outsider),
    )
    for act in acts:
        with pytest.raises(Http404):
            act()
    with acting(outsider.person):
        assert not UrgentEntry.objects.exists()
        assert not RiskTalk.objects.exists()
