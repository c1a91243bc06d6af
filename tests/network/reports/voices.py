"""What tests of recommendations, quotes and cards share: a needs round Konak answered, figures through the gate."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.privacy.cells import Dimension, RawTable
from omuz.foundation.privacy.gate import INSTITUTIONS, SCORES, protect
from omuz.insight.reports.asked import Asked
from omuz.insight.reports.gathered import Piece, Table, TableWords

if TYPE_CHECKING:
    from omuz.foundation.people.access import Person
    from tests.cast import Cast, Member

SAID = "Çocuk odasında çalışacak ikinci bir uzman; Fatma Hanım 3 Mart’ta Buca’ya taşındı."
EDITED = "Çocuk odası için bir uzman daha gerekiyor."
STRENGTH = "Komşu merkezle nöbet değişimi bizi ayakta tuttu."
NEED = "/data/need_1/need_1_what"
OTHER = "/data/strength"
TODAY = date(2026, 11, 23)


@dataclass
class House:
    """The cast with a needs round of this year that Konak answered; `sema` edits, `songul` leads Bornova."""

    cast: "Cast"
    sema: "Member"
    songul: "Member"
    asked: Any
    answer_id: Any


def made(cast: "Cast") -> House:
    """The house of one test."""
    from django.http import QueryDict
    from django.utils import timezone

    from omuz.foundation.people.access import acting
    from omuz.foundation.people.actions import accounts
    from omuz.foundation.people.rules import Role
    from omuz.network.surveys import actions
    from omuz.network.surveys.actions.rounds import Guest
    from omuz.network.surveys.models import Invitation
    from omuz.network.surveys.queries.questionnaires import catalogue_files
    from omuz.network.surveys.rules.merging import Seen
    from tests.cast import member

    sema = member("sema", "Sema Uz", Role.STANDARDS_EDITOR, accounts.Place())
    songul = member("songul", "Songül Er", Role.CENTRE_COORDINATOR, accounts.Place(centre=cast.bornova))
    elif_, nermin, today = cast.elif_.person, cast.nermin.person, timezone.localdate()
    file = next(path for path in catalogue_files() if path.name == "needs_priorities.xlsx")
    with acting(elif_):
        version, _new = actions.take_in(by=elif_, content=file.read_bytes(), name=file.name)
        version = actions.publish_version(by=elif_, version=version)
        asked = actions.open_round(
            by=elif_, version=version, title="Üç ihtiyaç", opens_on=today, due_on=today + timedelta(days=20),
            guests=[Guest(cast.konak.id), Guest(cast.bornova.id)],
        )  # fmt: skip
    with acting(nermin):
        rows = Invitation.objects.select_related("round__version__questionnaire")
        answer = actions.begin_answer(by=nermin, invitation=rows.get(round=asked, centre_id=cast.konak.id))
    sections = {
        "need_1": {
            NEED: SAID, "/data/need_1/need_1_area": "c", "/data/need_1/need_1_severity": "3",
            "/data/need_1/need_1_owner": "directorate",
        },
        "strength": {OTHER: STRENGTH},
    }  # fmt: skip
    for section, answers in sections.items():
        data = QueryDict(mutable=True)
        for path, text in answers.items():
            data.setlist(path, [text])
        with acting(nermin):
            actions.keep_answer(
                by=nermin, answer_id=answer.id, section=section, data=data, seen=Seen("p", 99, {}), changed=list(data)
            )
    with acting(nermin):
        actions.submit_answer(by=nermin, answer_id=answer.id)
    return House(cast, sema, songul, asked, answer.id)


def share(indicator: str, dimension: str, parts: Mapping[str, int], whole: int) -> Table:
    """A protected share of centres by one dimension whose categories overlap, as the rooms make it."""
    raw = RawTable(
        indicator=indicator, version=1, dimensions=(Dimension(dimension, tuple(parts)),),
        counts={**{(code,): value for code, value in parts.items()}, ("*",): whole},
        measure="share", share_over=(dimension,), multi=(dimension,), base="merkez", period="2026", grain="year",
    )  # fmt: skip
    words = {code: Words(f"{code} usulü", f"procedure {code}") for code in parts}
    return Table(protect(raw, INSTITUTIONS), wording=TableWords(categories={dimension: words}))


def medians(indicator: str, dimension: str, values: Mapping[str, float]) -> Table:
    """A protected median by one dimension, from eight centres each."""
    raw = RawTable(
        indicator=indicator, version=1, dimensions=(Dimension(dimension, tuple(values)),),
        counts={**{(code,): 8 for code in values}, ("*",): 19},
        medians={**{(code,): value for code, value in values.items()}, ("*",): 3.0},
        measure="median", multi=(dimension,), base="merkez", period="2026", grain="year",
    )  # fmt: skip
    return Table(protect(raw, SCORES))


def figures() -> dict[str, Piece]:
    """The year’s figures: criteria below, one of them hidden; needs, one of them hidden; a procedure missing."""
    return {
        "standards.critical_below": share("standards.critical_below", "criterion", {"A5": 9, "E4": 1, "B1": 0}, 14),
        "needs.area_named": share("needs.area_named", "area", {"c": 11, "b": 12, "d": 6, "i": 1}, 19),
        "needs.area_severity": medians("needs.area_severity", "area", {"c": 4.0, "b": 3.0, "d": 2.0, "i": 4.0}),
        "profiles.procedures": share("profiles.procedures", "procedure", {"crisis": 6, "forms": 17, "minors": 9}, 17),
        "policies.chapters": share("policies.chapters", "chapter", {"j": 4, "a": 12}, 15),
    }


def pieces(person: "Person", asked: Asked) -> Mapping[str, Piece]:
    """A room that gives these figures."""
    del person
    return {key: piece for key, piece in figures().items() if key in asked.keys}
