"""What the invented municipalities have written down: documents on the register, and the form on policy alignment."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from random import Random

from demo.answering import written
from demo.invent import ISTANBUL, network
from omuz.foundation.people.access import Person, acting
from omuz.foundation.people.models import Centre
from omuz.network.standards.actions import policies
from omuz.network.surveys import actions
from omuz.network.surveys.actions.rounds import Guest
from omuz.network.surveys.models import Invitation, Round
from omuz.network.surveys.queries.questionnaires import catalogue_files, form_of_version

FORM = "municipality_policy.xlsx"
SILENT = ("bergama", "tire")
"""Municipalities that sent no form."""
REGISTERED = ("menemen", "buca", "karsiyaka", "karabaglar", "cigli", "gaziemir", "metropolitan", "narlidere")
"""Municipalities whose documents stand on the register, besides Konak’s."""
OPENED, DUE = timedelta(days=63), timedelta(days=12)

_TARGETS = ("hedef 2.4", "hedef 3.1", "hedef 4.2", "hedef 5.1")
_NEXT = (
    "{year} performans programına kadın danışma merkezi için ayrı bir satır ve gösterge yazılmalı.",
    "Eşitlik eylem planının izleme raporu mecliste ele alınmalı; bütçesi olmayan eylemlere kaynak ayrılmalı.",
    "Merkezin çalışma yönergesi meclis kararıyla yürürlüğe girmeli.",
    "Norm kadroya ikinci psikolog, performans programına süpervizyon gideri yazılmalı.",
    "Stratejik planın ara güncellemesine görüşme odalarının ses yalıtımı hedef olarak girmeli.",
)
_DECISIONS = ("Merkezin çalışma yönergesi", "Ek görüşme odası", "Psikolog için hizmet alımı", "Baro ile protokol")


def plant_policies(leads: Mapping[str, Person], elif_: Person, centres: Mapping[str, Centre], today: date) -> Round:
    """The form asked of every municipality and answered by all but two; documents entered by those who have some."""
    halls = _halls(centres)
    asked = _asked(elif_, [centres[code] for code in halls.values()], today - OPENED, today - DUE)
    form = form_of_version(asked.version)
    for number, (name, code) in enumerate(halls.items()):
        if name in SILENT:
            continue
        when = datetime.combine(asked.opens_on + timedelta(days=6 + 2 * number), time(14, 10), ISTANBUL)
        with acting(leads[code]):
            rows = Invitation.objects.select_related("round__version__questionnaire")
            said = _said(name, centres[code], asked.opens_on.year)
            written(leads[code], rows.get(round=asked, centre_id=centres[code].id), form, said, when)
    for name in REGISTERED:
        _entered(leads[halls[name]], name, centres[halls[name]], today.year)
    with acting(elif_):
        actions.close_round(by=elif_, asked=asked)
    return asked


def _halls(centres: Mapping[str, Centre]) -> dict[str, str]:
    """Municipality → the centre whose coordinator answers for it."""
    owners = [owner for owner in network()["organisation"] if owner["kind"] != "ngo"]
    return {
        owner["key"]: next(each["code"] for each in owner["centres"] if each["code"] in centres) for owner in owners
    }


def _asked(elif_: Person, answering: list[Centre], opens_on: date, due_on: date) -> Round:
    file = next(path for path in catalogue_files() if path.name == FORM)
    with acting(elif_):
        version, _new = actions.take_in(by=elif_, content=file.read_bytes(), name=file.name)
        return actions.open_round(
            by=elif_,
            version=version if version.frozen else actions.publish_version(by=elif_, version=version),
            title="Belediye politika uyumu",
            note="Yalnız herkese açık belgeler yazılır; her belgenin günü ve sayısı sorulur.",
            opens_on=opens_on,
            due_on=due_on,
            guests=[Guest(centre.id, centre.organisation_id) for centre in answering],
        )


def _said(name: str, centre: Centre, year: int) -> dict[str, str]:
    """Path below the root → answer of one municipality; the same for the same seed."""
    dice = Random(f"{network()['seed']}/{name}/policy")  # invented answers, no secret
    plan, leap = dice.random() < 0.75, dice.random() < 0.55
    return {
        "municipality/municipality_name": f"{centre.name.split(' KDM')[0]} Belediyesi (örnek)",
        "municipality/municipality_type": "metropolitan" if name == "metropolitan" else "district",
        **({} if name == "metropolitan" else {"municipality/municipality_district": centre.district}),
        "municipality/municipality_centres": "4" if name == "metropolitan" else "1",
        **(_plan(dice, year) if plan else {"strategic_plan_part/strategic_plan": dice.choice(("no", "partly"))}),
        **_performance(dice, year),
        **(_leap(dice, year) if leap else {"leap_part/leap": "no"}),
        "gender_budget_part/gender_budget": dice.choice(("0", "0", "1", "1", "2", "3")),
        "bodies_part/equality_bodies": dice.choice(("committee", "committee unit", "unit women_assembly", "none")),
        "bodies_part/harassment_policy": dice.choice(("yes", "no", "no", "partly")),
        "decisions_part/decisions_count": dice.choice(("0", "1", "2")),
        "next": dice.choice(_NEXT).format(year=year + 1),
    }  # fmt: skip


def _chapters(dice: Random, most: int) -> str:
    return " ".join(sorted(dice.sample("abcefghjl", dice.randint(1, most))))


def _decided(dice: Random, group: str, name: str, year: int) -> dict[str, str]:
    day, last = date(year, dice.randint(9, 11), dice.randint(2, 26)), group.rpartition("/")[2]
    return {
        f"{group}/{last}_name": name,
        f"{group}/{last}_date": day.isoformat(),
        f"{group}/{last}_number": f"{year}/{dice.randint(40, 340)}",
    }


def _plan(dice: Random, year: int) -> dict[str, str]:
    return {
        "strategic_plan_part/strategic_plan": "yes",
        "strategic_plan_part/strategic_plan_from": str(year - 1),
        "strategic_plan_part/strategic_plan_to": str(year + 3),
        "strategic_plan_part/strategic_plan_target": dice.choice(_TARGETS),
        "strategic_plan_part/strategic_plan_indicator": "Yıl içinde danışmanlık verilen kadın sayısı",
        **_decided(dice, "strategic_plan_part/strategic_plan_doc", "Stratejik Plan (örnek)", year - 2),
        "strategic_plan_part/strategic_plan_chapters": _chapters(dice, 4),
    }


def _performance(dice: Random, year: int) -> dict[str, str]:
    return {
        "performance_part/performance": "yes",
        "performance_part/performance_year": str(year),
        "performance_part/performance_line": dice.choice(("yes", "no", "no", "partly")),
        **_decided(dice, "performance_part/performance_doc", "Performans Programı (örnek)", year - 1),
        "performance_part/performance_chapters": _chapters(dice, 3),
    }


def _leap(dice: Random, year: int) -> dict[str, str]:
    actions_, first = dice.randint(4, 12), year - dice.randint(1, 2)
    return {
        "leap_part/leap": "yes",
        "leap_part/leap_period": f"{first}–{first + 3}",
        "leap_part/leap_actions": str(actions_),
        "leap_part/leap_actions_funded": str(dice.randint(1, actions_ - 1)),
        "leap_part/leap_actions_done": str(dice.randint(0, actions_ // 2)),
        **_decided(dice, "leap_part/leap_doc", "Yerel Eşitlik Eylem Planı (örnek)", first - 1),
        "leap_part/leap_chapters": _chapters(dice, 5),
    }


def _entered(lead: Person, name: str, centre: Centre, year: int) -> None:
    """The plan, this year’s programme and, where there is one, the equality plan and a decision."""
    dice = Random(f"{network()['seed']}/{name}/documents")  # invented documents, no secret
    told = [
        policies.Told(
            "strategic_plan", "Stratejik plan (örnek)", date(year - 2, 10, dice.randint(2, 26)),
            f"{year - 2}/{dice.randint(210, 330)}", year - 1, year + 3, "Belediye sitesi",
            chapters={"A": dice.choice(_TARGETS), dice.choice("BCG"): f"s. {dice.randint(40, 90)}"},
        ),
        policies.Told(
            "performance_programme", "Performans programı (örnek)", date(year - 1, 11, dice.randint(2, 26)),
            f"{year - 1}/{dice.randint(210, 330)}", year, year, "Belediye sitesi",
            chapters={"A": f"satır {dice.randint(90, 160)}"},
        ),
    ]  # fmt: skip
    if dice.random() < 0.6:
        many = dice.randint(5, 11)
        told.append(
            policies.Told(
                "leap", "Yerel eşitlik eylem planı (örnek)", date(year - 1, 4, dice.randint(2, 26)),
                f"{year - 1}/{dice.randint(60, 140)}", year - 1, year + 2, "Eşitlik birimi",
                chapters={"A": "eylem 3", "H": "eylem 8"}, actions=many, funded=dice.randint(2, many - 1),
            )
        )  # fmt: skip
    if dice.random() < 0.5:
        what, number = dice.choice(_DECISIONS), f"{year}/{dice.randint(9, 99)}"
        told.append(
            policies.Told(
                "council_decision", f"{what} (örnek)", date(year, dice.randint(1, 9), 6), number,
                reference="Meclis kararları", chapters={dice.choice("ABC"): "karar metni"},
            )
        )  # fmt: skip
    with acting(lead):
        for each in told:
            policies.write_document(by=lead, organisation_id=centre.organisation_id, told=each)
