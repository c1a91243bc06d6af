"""The invented network's standards: v0 published, a finished round with three visits, a draft being talked about."""

import random
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from demo.invent import ISTANBUL, network
from omuz.foundation.audit.actors import SYSTEM
from omuz.foundation.people.access import Person, acting, person_for
from omuz.foundation.people.actions import accounts
from omuz.foundation.people.models import Centre
from omuz.foundation.people.rules import Role
from omuz.network.standards.actions import assessing, improving, policies, remarks, rounds, versions, visiting
from omuz.network.standards.models import Assessment, AssessmentRound, Standard
from omuz.network.standards.rules.evidence import Evidence
from omuz.network.standards.rules.levels import is_gap

LATE, DECLINED, RUNNING = "bergama-1", "dernek-1", "buca-1"
STRONG = ("buyuksehir-1", "buyuksehir-2", "cigli-1", "gaziemir-1")
"""Centres that meet the minimum in this year's round; others come near."""
WITH_STEPS = ("bornova-1", "buca-1", "cigli-1", "gaziemir-1", "bayrakli-1", "karabaglar-1", "buyuksehir-3")
_GIVEN = "Burcu Derin Ece Fidan Güler Hale Işıl Jale Lale Mine Nesrin Oya Pelin Rana Suna Tuba".split()
_SURNAMES = "Alkan Baş Ceylan Doğan Er Gürsoy Işık Köse Öz Sezer Tan Uysal".split()
VISITS = (("konak-1", "bornova-1"), ("bornova-1", "karsiyaka-1"), ("karsiyaka-1", "konak-1"))
"""Visited centre and visiting centre."""

_MIX = {1: (0, 2, 4, 4), 2: (1, 3, 4, 2), 3: (2, 4, 3, 1)}
"""How the levels 0–3 divide, by how well a centre is off."""

_PROPOSALS = (
    ("D6", "meaning.tr", "Acil olmayan başvuruda ilk görüşme en geç üç iş günü içinde, acil olanda aynı gün yapılır."),
    ("J1", "title.tr", "Dışarıdan, düzenli ve ücretli süpervizyon en az ayda bir yapılıyor"),
    ("B7", "evidence.tr", "Çalışma çizelgesi; esnek saatte yapılan görüşme sayısı"),
)
_EVIDENCE = (
    ("A1", Evidence("document", "Meclis kararı 2024/118; yönerge sürüm 2, müdürlük dolabında", date(2024, 5, 6))),
    ("B1", Evidence("document", "Ses denemesi tutanağı: kapı kapalıyken koridordan duyulmuyor", date(2026, 2, 11))),
    ("C5", Evidence("document", "Yenileme eğitimi katılım çizelgesi: 18 saat", date(2026, 3, 20), date(2027, 3, 20))),
)


def plant_standards(
    teams: Mapping[str, Any], people: Mapping[str, Any], centres: Mapping[str, Centre], today: date
) -> None:
    """Everything of this room, with the acts people use; `teams` maps a centre's code to its coordinator.

    `people` holds the persons `elif`, `ayse` and `zeynep`.
    """
    elif_ = people["elif"]
    with acting(elif_):
        standard = versions.take_in(by=elif_)
    before = _round(elif_, standard, list(centres.values()), today.year - 1, today - timedelta(days=420))
    done = set(centres) - {LATE, DECLINED, RUNNING}
    seconds = _seconds(people, centres, done)
    _assess(teams, seconds, centres, before, done, better=0)
    with acting(elif_):
        rounds.close_round(by=elif_, asked=before)
    asked = _round(elif_, standard, list(centres.values()), today.year, today - timedelta(days=75))
    _assess(teams, seconds, centres, asked, done, better=1)
    _others(elif_, teams, centres, asked, today)
    for visited, visitor in VISITS:
        _visit(elif_, teams, centres, asked, visited, visitor)
    for code in ("konak-1", *WITH_STEPS):
        _steps(teams[code], centres[code], asked, today)
    with acting(elif_):
        rounds.close_round(by=elif_, asked=asked)
    _draft(elif_, teams, centres, standard)
    _plans(teams["konak-1"], centres["konak-1"], today)


def _round(by: Person, standard: Standard, guests: list[Centre], year: int, opens_on: date) -> AssessmentRound:
    with acting(by):
        return rounds.open_round(
            by=by,
            standard=standard,
            title=f"{year} öz değerlendirmesi",
            year=year,
            opens_on=opens_on,
            due_on=opens_on + timedelta(days=45),
            guests=[centre.id for centre in guests],
        )


def _row(asked: AssessmentRound, centre: Centre) -> Assessment:
    row: Assessment = Assessment.objects.select_related("round__standard").get(round=asked, centre_id=centre.id)
    return row


def _seconds(people: Mapping[str, Any], centres: Mapping[str, Centre], codes: set[str]) -> dict[str, Person]:
    """A colleague for the second signature at each centre; Ayşe and Zeynep at theirs, elsewhere somebody invited."""
    found = {"konak-1": people["ayse"], "bornova-1": people["zeynep"]}
    for number, code in enumerate(sorted(codes - set(found))):
        invited = accounts.open_account(
            by=SYSTEM,
            username=f"calisan-{code}",
            full_name=f"{_GIVEN[number % len(_GIVEN)]} {_SURNAMES[number % len(_SURNAMES)]}",
            role=Role.COUNSELLOR,
            place=accounts.Place(centre=centres[code]),
            profession="social_worker",
        )
        found[code] = person_for(invited.staff)
    return found


def _assess(
    teams: Mapping[str, Any], seconds: Mapping[str, Any], centres: Mapping[str, Centre], asked: AssessmentRound,
    codes: set[str], better: int,
) -> None:  # fmt: skip
    """Fill and sign with two hands."""
    for code in sorted(codes):
        lead, second = teams[code], seconds[code]
        with acting(lead):
            row = _row(asked, centres[code])
            assessing.keep(by=lead, assessment=row, changes=_levels(asked, code, better), seen={})
            for criterion, piece in _EVIDENCE:
                assessing.add_evidence(by=lead, assessment=row, code=criterion, piece=piece)
            when = datetime.combine(asked.due_on - timedelta(days=4), time(15, 10), ISTANBUL)
            assessing.sign(by=lead, assessment=row, now=when)
        with acting(second):
            assessing.sign(by=second, assessment=_row(asked, centres[code]), now=when)


def _levels(asked: AssessmentRound, code: str, better: int) -> dict[str, dict[str, str]]:
    """Invented levels of one centre, the same for the same seed."""
    drawn = random.Random(f"{network()['seed']}/{code}/{asked.year}")  # invented, not secret
    mix = _MIX[drawn.choice((2, 3, 3)) if not better else drawn.choice((1, 1, 2, 2))]
    levels: dict[str, dict[str, str]] = {}
    for each in asked.standard.text.criteria():
        level = str(drawn.choices(range(4), weights=mix)[0])
        if each.critical and better and (code in STRONG or drawn.random() < 0.5):
            level = "3" if level == "3" else "2"
        levels[each.code] = {"level": level}
        if is_gap(level) and drawn.random() < 0.2:
            levels[each.code] |= {"next_step": "Müdürlükle takvim belirlenecek", "responsible": "Merkez koordinatörü"}
    levels["I8"] = {"level": "U", "reason": "Konaklama hizmeti verilmiyor."}
    return levels


def _others(
    elif_: Person, teams: Mapping[str, Any], centres: Mapping[str, Centre], asked: AssessmentRound, today: date
) -> None:
    """One has not begun and is late, one declined, one is in the middle with days of its own."""
    with acting(teams[DECLINED]):
        row = _row(asked, centres[DECLINED])
        rounds.decline(
            by=teams[DECLINED], assessment=row, reason="Bu yıl iki çalışanımız izinde; gelecek tura katılırız."
        )
    lead = teams[RUNNING]
    with acting(elif_):
        rounds.change_due(by=elif_, assessment=_row(asked, centres[RUNNING]), due_on=today + timedelta(days=20))
    with acting(lead):
        part = dict(list(_levels(asked, RUNNING, 1).items())[:34])
        assessing.keep(by=lead, assessment=_row(asked, centres[RUNNING]), changes=part, seen={})


def _visit(
    elif_: Person,
    teams: Mapping[str, Any],
    centres: Mapping[str, Centre],
    asked: AssessmentRound,
    visited: str,
    visitor: str,
) -> None:
    """A visit of twelve criteria: mostly the same, two seen lower, one talked through, one that stays disputed."""
    host, guest = teams[visited], teams[visitor]
    with acting(elif_):
        row = _row(asked, centres[visited])
        day = asked.due_on + timedelta(days=7)
        rounds.name_visitor(by=elif_, assessment=row, visitor_id=centres[visitor].id, visit_on=day)
    with acting(guest):
        row = _row(asked, centres[visited])
        own = dict(row.judgements.values_list("code", "level"))
        looked = [code for code in own if code.endswith(("1", "4"))][:12]
        high = [code for code in looked if own[code] in ("2", "3")][:2]
        for code in looked:
            level = str(int(own[code]) - 1) if code in high else own[code]
            comment = "Yazılısı gösterilemedi." if code in high else "Yerinde bakıldı."
            visiting.put_finding(by=guest, assessment=row, code=code, level=level, comment=comment)
        visiting.sign_visit(by=guest, assessment=row, now=datetime.combine(day, time(16, 0), ISTANBUL))
    with acting(host):
        row = _row(asked, centres[visited])
        for code in high:
            visiting.say(by=host, assessment=row, code=code, words="Belge müdürlükteydi, o gün yanımızda değildi.")
        if high:
            lower = str(int(own[high[0]]) - 1)
            visiting.agree(by=host, assessment=row, code=high[0], level=lower)
    with acting(guest):
        row = _row(asked, centres[visited])
        for code in high[1:]:
            visiting.agree(
                by=guest, assessment=row, code=code, level="",
                disagreement="Merkez uygulamayı yeterli sayıyor; ziyaret eden, yazılı olmadan tam saymıyor.",
            )  # fmt: skip
        visiting.approve(by=guest, assessment=row)
    with acting(host):
        visiting.approve(by=host, assessment=_row(asked, centres[visited]))


def _steps(lead: Person, centre: Centre, asked: AssessmentRound, today: date) -> None:
    """Steps for gaps of one centre: one overdue, two ahead, one done and looked at again."""
    with acting(lead):
        row = _row(asked, centre)
        gaps = [code for code, level in row.judgements.order_by("code").values_list("code", "level") if is_gap(level)]
        for number, code in enumerate(gaps[:4]):
            step = improving.Step(
                what=(
                    "Yönergeyi güncelle",
                    "Görüşme odasına ses yalıtımı",
                    "Süpervizyon için hizmet al",
                    "Afişi çok dilli bas",
                )[number],
                responsible=("Şube müdürü", "Destek hizmetleri sorumlusu", "Merkez koordinatörü", "Basın birimi")[
                    number
                ],
                until=today + timedelta(days=(-12, 30, 75, -40)[number]),
                means="Performans programı",
                plan="Stratejik plan 2025–2029, hedef 4.2",
                equality="YEEP 2025–2027, eylem 6" if number == 1 else "",
            )
            opened = improving.open_step(by=lead, centre_id=centre.id, code=code, step=step, assessment=row)
        improving.settle_step(by=lead, row=opened, done=True, outcome="Dört dilde basıldı, asıldı.")
        improving.recheck(by=lead, row=opened, level="3", on=today - timedelta(days=5))


def _draft(elif_: Person, teams: Mapping[str, Any], centres: Mapping[str, Centre], standard: Standard) -> None:
    """A draft with proposals, support, dissent with its reason, a comment, and one proposal already in."""
    with acting(elif_):
        draft = versions.open_draft(by=elif_, based_on=standard)
    made = []
    for (code, part, words), voice in zip(_PROPOSALS, ("konak-1", "bornova-1", "karsiyaka-1"), strict=True):
        who = teams[voice]
        with acting(who):
            made.append(
                remarks.remark(
                    by=who,
                    draft=draft,
                    code=code,
                    kind="proposal",
                    part=part,
                    words=words,
                    reason="Ölçülebilir olsun.",
                    centre_id=centres[voice].id,
                )
            )
    told = (("bornova-1", "support", ""), ("buca-1", "dissent", "Küçük merkez üç iş gününü her zaman tutamaz."))
    for voice, kind, reason in told:
        who = teams[voice]
        with acting(who):
            remarks.remark(
                by=who, draft=draft, code=made[0].code, kind=kind, reason=reason, about=made[0],
                centre_id=centres[voice].id,
            )  # fmt: skip
    with acting(teams["buca-1"]):
        remarks.remark(
            by=teams["buca-1"], draft=draft, code="E6", kind="comment", words="Örnek yazı da eklense kolaylaşır.",
            centre_id=centres["buca-1"].id,
        )  # fmt: skip
    with acting(elif_):
        remarks.settle(by=elif_, proposal=made[1], accept=True)


def _plans(lead: Person, centre: Centre, today: date) -> None:
    """Three documents of one municipality; other municipalities stay as gaps."""
    year = today.year
    told = (
        policies.Told(
            "strategic_plan", "Stratejik plan (örnek)", date(year - 2, 10, 3), "2024/301", year - 1, year + 3,
            "Belediye sitesi", chapters={"A": "hedef 4.2", "C": "s. 61", "G": "s. 63"},
        ),
        policies.Told(
            "performance_programme", "Performans programı (örnek)", date(year - 1, 11, 5), "2025/288", year, year,
            "Belediye sitesi", chapters={"A": "satır 118", "B": "satır 121"},
        ),
        policies.Told(
            "leap", "Yerel eşitlik eylem planı (örnek)", date(year - 1, 4, 2), "2025/97", year - 1, year + 1,
            "Eşitlik birimi", chapters={"A": "eylem 6", "H": "eylem 11", "L": "eylem 14"}, actions=9, funded=6,
        ),
    )  # fmt: skip
    with acting(lead):
        for each in told:
            policies.write_document(by=lead, organisation_id=centre.organisation_id, told=each)
