"""Two years of invented centre profiles: last year's all signed, this year's with one late and one declined."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from random import Random

from demo.invent import ISTANBUL, network
from demo.profile_answers import filled
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person, acting
from omuz.foundation.people.models import Centre
from omuz.network.profiles import actions
from omuz.network.surveys import actions as surveys
from omuz.network.surveys.actions.answers import new_answer, note_progress, send
from omuz.network.surveys.logic import blank, judge, submission
from omuz.network.surveys.models import Invitation, Round
from omuz.network.surveys.queries.questionnaires import form_of_version

LATE, DECLINED = "bergama-1", "dernek-1"
WITHOUT_PSYCHOLOGIST = {"selcuk-1", "tire-1", "menderes-1", "dernek-1"}
WITH_LAWYER = {"konak-1", "buca-1", "bornova-1", "karsiyaka-1", "buyuksehir-1", "buyuksehir-2", "cigli-1"}
WITH_BUDGET_LINE = {"konak-1", "karsiyaka-1", "buyuksehir-1", "cigli-1", "narlidere-1"}
OPENED, DUE = timedelta(days=70), timedelta(days=14)
"""This year's round opened so long before the day of the demonstration, and was due so long before it."""


def plant_profiles(leads: Mapping[str, Person], elif_: Person, centres: Mapping[str, Centre], today: date) -> None:
    """Open, answer and sign both rounds with the actions people use, and tell the centres the figures."""
    first = today - OPENED
    days = [date(first.year - 1, first.month, min(first.day, 28)), first]
    for this_year, opens_on in enumerate(days):
        with acting(elif_):
            asked = actions.open_year(by=elif_, opens_on=opens_on, due_on=opens_on + OPENED - DUE)
        for number, (code, lead) in enumerate(leads.items()):
            with acting(lead):
                invitation = Invitation.objects.select_related("round__version__questionnaire").get(
                    round=asked, centre_id=centres[code].id
                )
                _answered(lead, invitation, _said(centres[code], opens_on.year), number, bool(this_year))
        with acting(elif_):
            told = datetime.combine(opens_on + OPENED - DUE + timedelta(days=3), time(10), ISTANBUL)
            actions.publish_figures(by=elif_, asked=asked, now=told)
    _reminded(elif_, asked)


def _answered(lead: Person, invitation: Invitation, values: Mapping[str, str], number: int, this_year: bool) -> None:
    code = next(post.centre_code for post in lead.posts if post.centre_id == invitation.centre_id)
    if this_year and code == DECLINED:
        surveys.decline(
            by=lead, invitation=invitation, reason="Bu yıl ekip yeniden kuruluyor; gelecek yıl yanıtlayacağız."
        )
        return
    late = this_year and code == LATE
    if late:
        values = dict(list(values.items())[: len(values) // 2])
    form = form_of_version(invitation.round.version)
    instance = blank(form, who=lead.username)
    for path, text in values.items():
        instance.put(f"{form.path}/{path}", text)
    dice = Random(f"{network()['seed']}/{code}/rest")  # invented answers, no secret
    judged = judge(form, instance, browser=True) if late else filled(form, instance, dice, values)
    when = datetime.combine(invitation.round.opens_on + timedelta(days=9 + number), time(11, 20), ISTANBUL)
    event = "answer.begun" if late else "answer.submitted"
    with recorded(by=lead, event=event, centre=invitation.centre_id, about=f"round:{invitation.round.code}"):
        answer = new_answer(lead, invitation, instance)
        note_progress(invitation, form, judged)
        if not late:
            if judged.faults:
                raise ValueError(f"{judged.faults[0].path}: {judged.faults[0].message}")
            send(lead, answer, submission(form, instance))
            answer.submitted_at = answer.changed_at = invitation.submitted_at = when
            answer.save(update_fields=["submitted_at", "changed_at"])
            invitation.save(update_fields=["submitted_at"])
    if not late:
        actions.sign(by=lead, invitation=invitation, now=when + timedelta(hours=3))


def _reminded(elif_: Person, asked: Round) -> None:
    with acting(elif_):
        surveys.remind(by=elif_, asked=asked)


def _yes(dice: Random, likely: float) -> str:
    return dice.choices(["yes", "partly", "no", "unknown"], [likely, 0.15, 1 - likely, 0.05])[0]


def _said(centre: Centre, year: int) -> dict[str, str]:
    """Path below the root → answer of one centre in one year; most stays from year to year, some things grow."""
    stays = Random(f"{network()['seed']}/{centre.code}")  # invented answers, no secret
    dice = Random(f"{network()['seed']}/{centre.code}/{year}")  # as above
    said = {**_who(centre, stays), **_work(centre, stays, dice), **_rules(stays, dice, year)}
    said["budget/budget_line"] = "yes" if centre.code in WITH_BUDGET_LINE else "no"
    more = Random(f"{network()['seed']}/{centre.code}/more")  # as above
    said |= {**_founded(said["identity/type"], more), **_team(said, more), **_sessions(said, more)}
    order = ("identity", "place", "staff", "services_hours", "budget", "procedures", "cooperation", "data", "policy")
    return dict(sorted(said.items(), key=lambda item: order.index(item[0].split("/")[0])))


def _who(centre: Centre, stays: Random) -> dict[str, str]:
    """Identity and rooms."""
    kind = {"buyuksehir": "metropolitan", "dernek": "ngo"}.get(centre.code.split("-")[0], "district")
    district, rooms = centre.district or "konak", stays.randint(3, 7)
    return {
        "identity/name": centre.name,
        "identity/area_district": district,
        "identity/area_served": district,
        "identity/area_others": "yes",
        "identity/type": kind,
        "identity/directive": _yes(stays, 0.3),
        "place/rooms_count": str(rooms),
        "place/rooms_interview": str(min(rooms, stays.randint(1, 3))),
        "place/soundproof": _yes(stays, 0.5),
        "place/waiting": _yes(stays, 0.6),
        "place/alarm_button": _yes(stays, 0.3),
        "place/child_space": _yes(stays, 0.6),
    }


_PARENTS = {
    "metropolitan": "Kadın Çalışmaları Şube Müdürlüğü",
    "district": "Kadın ve Aile Hizmetleri Müdürlüğü",
    "ngo": "Dernek yönetim kurulu",
}
_FOUNDED = {
    "council_decision": "Belediye meclisi kararı",
    "approval": "Başkanlık oluru",
    "board_decision": "Yönetim kurulu kararı",
}


def _founded(kind: str, more: Random) -> dict[str, str]:
    """Who decided when that there be a centre: an association's board, or a municipality's council or mayor."""
    decision = "board_decision" if kind == "ngo" else more.choice(("council_decision", "council_decision", "approval"))
    year, month = more.randint(2006, 2021), more.randint(1, 9)
    return {
        "identity/founding_decision": decision,
        "identity/founding_date": f"{year}-{month + 2:02}-{more.randint(1, 28):02}",
        "identity/founding_doc/founding_doc_name": _FOUNDED[decision],
        "identity/founding_doc/founding_doc_date": f"{year}-{month:02}-{more.randint(1, 28):02}",
        "identity/founding_doc/founding_doc_number": f"{year}/{more.randint(3, 140)}",
        "identity/parent": _PARENTS[kind],
    }


def _team(said: Mapping[str, str], more: Random) -> dict[str, str]:
    """The rest of the staff; contracts, women and training add up to no more than there are."""
    titles = "sociologist lawyer counsellor child_development nurse_midwife support security driver".split()
    found = {f"staff/staff_by_title/staff_by_title_{title}": str(int(more.random() < 0.2)) for title in titles}
    total = sum(int(text) for name, text in {**said, **found}.items() if "/staff_by_title_" in name)
    servants = more.randint(0, total)
    contracts = {"civil_servant": servants, "company": total - servants, "contracted": 0, "part_time": 0}
    contracts |= {"assigned": 0, "volunteer": more.randint(0, 1)}
    subjects = "equality feminist_interviewing law_6284 risk data_protection trauma children lgbti migration".split()
    return {
        **found,
        **{f"staff/contract/contract_{name}": str(number) for name, number in contracts.items()},
        "staff/women_staff_count": str(max(0, total - more.randint(0, 1))),
        **{f"staff/training/training_{name}": str(more.randint(0, total)) for name in subjects},
    }


def _sessions(said: Mapping[str, str], more: Random) -> dict[str, str]:
    """Talks in a year as many as the psychologists can hold, and how many came because of violence."""
    psychologists = int(said["staff/staff_by_title/staff_by_title_psychologist"])
    applications = int(said["services_hours/volume_applications"])
    return {
        "services_hours/sessions_adult": str(psychologists * more.randint(220, 420)),
        "services_hours/sessions_child": str(psychologists * more.randint(10, 60)),
        "services_hours/volume_violence": str(round(applications * more.uniform(0.45, 0.75))),
    }


def _work(centre: Centre, stays: Random, dice: Random) -> dict[str, str]:
    """Staff and services."""
    psychologist = 0 if centre.code in WITHOUT_PSYCHOLOGIST else stays.randint(1, 2)
    persons, lawyer = stays.randint(90, 420) + dice.randint(-30, 60), centre.code in WITH_LAWYER
    services = ["social_work", *(["psychological"] if psychologist else []), *(["legal"] if lawyer else [])]
    services += [code for code in ("accompaniment", "group_work", "child_support") if stays.random() < 0.5]
    return {
        "staff/staff_by_title/staff_by_title_social_worker": str(stays.randint(0, 2)),
        "staff/staff_by_title/staff_by_title_psychologist": str(psychologist),
        "staff/staff_by_title/staff_by_title_office": str(stays.randint(0, 2)),
        "staff/diverted_hours": str(stays.randint(0, 20)),
        "staff/supervision": _yes(dice, 0.25),
        "staff/lone_days": str(stays.randint(0, 12)),
        "services_hours/hours": "Hafta içi 08.30–17.30",
        "services_hours/channels": "phone face_to_face" + (" email" if stays.random() < 0.5 else ""),
        "services_hours/services": " ".join(services),
        "services_hours/legal": stays.choice(["hours", "bar_protocol", "volunteer"]) if lawyer else "none",
        "services_hours/volume_applications": str(persons + dice.randint(20, 90)),
        "services_hours/volume_persons": str(persons),
        "services_hours/time_to_first_days": str(dice.randint(1, 12)),
        "services_hours/time_to_first_walk_in": _yes(stays, 0.7),
        "services_hours/unmet": " ".join(stays.sample(["shelter", "housing", "cash", "nursery", "interpreting"], 3)),
    }


def _rules(stays: Random, dice: Random, year: int) -> dict[str, str]:
    """Budget, procedures, cooperation, records, policy."""
    return {
        "budget/approval_time_days": str(stays.randint(2, 25)),
        "procedures/crisis": _yes(dice, 0.3 if year % 2 else 0.4),
        "procedures/risk_tool": _yes(stays, 0.4),
        "procedures/safety_plan": _yes(stays, 0.4),
        "procedures/conflict": _yes(stays, 0.2),
        "cooperation/focal_points": _yes(stays, 0.4),
        "cooperation/network_meetings": str(dice.randint(2, 10)),
        "data/record_place": " ".join(stays.sample(["paper", "excel", "word", "ebys"], 2)),
        "data/double_entry_hours": str(stays.randint(2, 14)),
        "data/own_phone": _yes(stays, 0.6),
        "data/retention": _yes(stays, 0.3),
        "policy/strategic_plan": _yes(stays, 0.5),
        "policy/leap": _yes(stays, 0.5),
        "policy/gender_budget": _yes(stays, 0.2),
        "policy/priorities_1": stays.choice(["İkinci psikolog", "Görüşme odasının sesi", "Tercüman", "Bütçe kalemi"]),
    }
