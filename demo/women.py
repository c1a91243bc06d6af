"""Invents the women of the demonstration: what each told, asked for and received; the same seed gives the same."""

import random
import tomllib
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from demo.invent import FOLDER, shares

FLOWERS = (
    "Açelya Ardıç Aysel Badem Başak Bergamot Ceviz Çiğdem Çilek Çınar Dalya Defne Ebru Erguvan Fesleğen Gelincik Gonca"
    " Gül Hanımeli Hatmi Ihlamur İncir İris Karanfil Kardelen Kekik Kiraz Kumru Lale Lavanta Leylak Manolya Melisa"
    " Menekşe Mercan Mimoza Nane Narin Nergis Nilüfer Okaliptüs Orkide Papatya Pelin Reyhan Safran Selvi Serçe Sedir"
    " Sümbül Şebboy Şeftali Tarçın Turna Üzüm Vişne Yasemin Yonca Zambak Zeytin"
).split()
"""Names women chose for themselves in the demonstration."""

_WISHES = {
    "share": 60, "information": 55, "legal": 44, "psychological": 52, "protection_order": 24, "safety": 26,
    "economic_in_kind": 18, "shelter": 11, "work_training": 14, "nursery": 9, "accompaniment": 10, "health": 7,
    "housing_moving": 8, "papers": 4, "immigration": 3, "school_transfer": 4, "group_work": 7,
}  # fmt: skip
_SAID = (
    "Anlatınca hafifledim; ne yapacağıma ben karar vereceğim.",
    "Haklarımı bilmiyordum. Önce öğrenmek, sonra düşünmek istiyorum.",
    "Çocuklarım için susuyordum, artık onlar için konuşuyorum.",
    "Para elimde değil; bir işim olsa her şey değişir.",
    "Beni yargılamadan dinleyen ilk yer burası oldu.",
    "Ayrıldım ama peşimi bırakmıyor.",
    "Ailem dön diyor, ben dönmek istemiyorum.",
)
_FACTORS = {
    "separation": 46, "threat_to_kill": 20, "strangulation": 10, "weapon": 12, "escalation": 30, "stalking": 28,
    "sexual_violence": 14, "pregnancy": 5, "order_breach": 9, "suicide_threat": 11, "control": 55, "children": 22,
    "alcohol_drugs": 27, "job_loss_debt": 24, "earlier_offence": 13, "animals_property": 15, "family_pressure": 11,
    "armed_or_influential": 6, "own_fear": 13, "heavier_circumstances": 30,
}  # fmt: skip
_GIVEN = {"psychological": "psychological", "legal": "legal", "share": "social_work", "accompaniment": "accompaniment"}
_ENDS = {
    "needs_met": 40, "did_not_want_to_go_on": 22, "no_safe_contact": 14, "information_only": 12, "moved_away": 6,
    "went_to_shelter": 4, "to_another_centre": 2,
}  # fmt: skip
ACTIONS = ("safety_plan", "emergency_line", "protection_order", "lawyer", "trusted_person", "closer_contact")


@dataclass(frozen=True)
class Woman:
    """One invented woman: days since she came, the coded answers of her interview, and what happened since."""

    number: int
    pseudonym: str
    came: int
    again: tuple[int, ...] = ()
    codes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    blocks: dict[str, tuple[dict[str, tuple[str, ...]], ...]] = field(default_factory=dict)
    her_words: str = ""
    channel: str = "phone"
    district: str = "konak"
    anonymous: bool = False
    interviewed_after: int | None = 2
    factors: dict[str, tuple[str, str]] = field(default_factory=dict)
    plan: bool = False
    wishes: tuple[str, ...] = ()
    sessions: tuple[tuple[str, int], ...] = ()
    shelter: str = ""
    shelter_why: tuple[str, ...] = ()
    order: bool = False
    breach: bool = False
    referred: str = ""
    closed: str = ""
    follow_up: int | None = None
    restricted: bool = False

    @property
    def violence(self) -> bool:
        """Whether she came because of violence."""
        return bool(self.codes.get("violence_types"))


def _weighted(rng: random.Random, mix: dict[str, Any]) -> str:
    return rng.choices(list(mix), weights=[float(each) for each in mix.values()])[0]


def _drawn(rng: random.Random, mix: dict[str, int]) -> tuple[str, ...]:
    found = [code for code, percent in mix.items() if rng.random() * 100 < percent]
    rng.shuffle(found)
    return tuple(found[:5]) or ("share",)


def _real(mix: dict[str, Any]) -> dict[str, Any]:
    return {code: weight for code, weight in mix.items() if code not in ("not_asked", "did_not_want", "unknown")}


def _children(rng: random.Random) -> tuple[dict[str, tuple[str, ...]], ...]:
    ages = ("age_0_2", "age_3_5", "age_6_11", "age_12_14", "age_15_17")
    exposures = ("none", "witnessed", "witnessed", "targeted", "unknown", "did_not_want")
    return tuple(
        {
            "age": (rng.choice(ages),),
            "with_her": (rng.choice(("yes", "yes", "no")),),
            "exposure": (rng.choice(exposures),),
        }
        for _each in range(rng.choice((0, 0, 1, 1, 2, 3)))
    )


def _herself(rng: random.Random, codes: dict[str, tuple[str, ...]]) -> None:
    """What she told of her life; most of it nobody asked, and silence stays silence."""
    mixes: dict[str, tuple[str, ...]] = {
        "relationship": (
            "married",
            "married",
            "divorcing",
            "divorced",
            "separated",
            "in_relationship",
            "religious_marriage",
        ),
        "relationship_years": ("years_0_5", "years_6_10", "years_11_20", "years_over_20"),
        "since": ("under_year", "years_1_5", "years_6_10", "years_over_10"),
        "last": ("last_week", "last_month", "last_year", "longer_ago", "last_three_days"),
        "frequency": ("rarely", "monthly", "weekly", "increasing"),
        "housing": ("rented", "own_home", "with_family", "home_of_person"),
        "income": ("none", "depends_on_other", "own_not_enough", "own_enough", "aid_only"),
        "work": ("care_at_home", "employed_insured", "employed_uninsured", "seeking", "student"),
        "nationality_status": ("citizen", "citizen", "citizen", "temporary_protection", "foreign"),
    }
    for name, choices in mixes.items():
        if rng.random() < 0.55:
            codes[name] = (rng.choice(choices),)
    if rng.random() < 0.16:
        codes["needs"] = (rng.choice(("step_free", "children_corner", "easy_words", "in_writing", "care_duty")),)
        codes["needs_met"] = (rng.choice(("all", "all", "some", "none")),)
    if rng.random() < 0.07:
        codes["interpreter_language"] = (rng.choice(("arabic", "kurmanci", "farsi", "russian")),)
        codes["interpreter_how"] = (rng.choice(("phone", "in_person", "not_found")),)


def _factors(rng: random.Random) -> dict[str, tuple[str, str]]:
    told = {}
    for factor, percent in _FACTORS.items():
        drawn = rng.random() * 100
        if drawn < percent:
            told[factor] = (rng.choice(("yes", "yes", "partly")), rng.choice(("last_3_months", "earlier")))
        elif drawn < percent + 45:
            told[factor] = ("no", "")
        elif drawn > 93:
            told[factor] = (rng.choice(("unknown", "did_not_want")), "")
    return told


def invented(seed: int, number: int, district: str) -> list[Woman]:
    """That many women of one centre, the ten vignettes not among them."""
    rng = random.Random(f"women:{seed}:{district}")
    return [_woman(rng, each, district) for each in range(number)]


def _woman(rng: random.Random, number: int, district: str) -> Woman:
    violent = rng.random() < 0.82
    codes: dict[str, tuple[str, ...]] = {}
    blocks: dict[str, tuple[dict[str, tuple[str, ...]], ...]] = {}
    if violent:
        codes["violence_types"] = tuple(
            code for code, share in _real(shares()["violence_types"]).items() if rng.random() * 100 < share
        ) or ("psychological",)
        relation = _weighted(rng, _real(shares()["relation"]))
        blocks["persons"] = ({"relation": (relation,), "sex": ("man",)},)
    if rng.random() < 0.85:
        codes["age_band"] = (_weighted(rng, _real(shares()["age_band"])),)
    children = _children(rng)
    codes["has_children"] = ("yes",) if children else (rng.choice(("no", "not_asked")),)
    if children:
        blocks["children"] = children
    _herself(rng, codes)
    wishes = _drawn(rng, _WISHES)
    codes["requests"] = wishes
    codes["urgent"] = ("yes",) if rng.random() < 0.08 else ("no",)
    return _with_history(
        rng,
        Woman(
            number,
            FLOWERS[number % len(FLOWERS)],
            rng.randrange(4, 700),
            codes=codes,
            blocks=blocks,
            her_words=rng.choice(_SAID),
            channel=_weighted(rng, _real(shares()["channel"])),
            district=district,
            anonymous=rng.random() < 0.08,
            wishes=wishes,
        ),
    )


def _with_history(rng: random.Random, woman: Woman) -> Woman:
    """What happened since: the longer ago she came, the more of it."""
    age = woman.came
    waited = rng.choice((0, 1, 1, 2, 3, 5, 9)) if rng.random() < 0.9 and age > 10 else None
    if waited is None:
        return replace(woman, interviewed_after=None, wishes=())
    factors = _factors(rng) if woman.violence and rng.random() < 0.84 else {}
    given = [
        (_GIVEN[wish], rng.choice((1, 1, 2, 3))) for wish in woman.wishes if wish in _GIVEN and rng.random() < 0.72
    ]
    wants_order = woman.violence and ("protection_order" in woman.wishes or rng.random() < 0.1)
    closed = ""
    if age > 120 and rng.random() < (0.97 if age > 330 else 0.72):
        closed = _weighted(rng, _ENDS)
    again = (rng.randrange(5, age - 100),) if closed and age > 260 and rng.random() < 0.3 else ()
    return replace(
        woman,
        interviewed_after=waited,
        factors=factors,
        plan=bool(factors) and rng.random() < 0.7,
        sessions=tuple(given),
        shelter=rng.choice(("placed", "refused", "gave_up", "waiting")) if "shelter" in woman.wishes else "",
        shelter_why=(rng.choice(("son_over_12", "full", "papers", "distance")),),
        order=wants_order,
        breach=wants_order and rng.random() < 0.2,
        referred=rng.choice(("bar_legal_aid", "sonim", "hospital", "municipal_social_aid", "police"))
        if rng.random() < 0.4
        else "",
        closed=closed,
        again=again,
        follow_up=rng.choice((0, 1, 2, 4, 7, -3)) if not closed and rng.random() < 0.3 else None,
    )


@cache
def vignettes() -> tuple[Woman, ...]:
    """The ten women of `vignettes.toml`."""
    told = tomllib.loads((FOLDER / "vignettes.toml").read_text(encoding="utf-8"))["woman"]
    return tuple(_vignette(place, each) for place, each in enumerate(told))


def _vignette(place: int, told: dict[str, Any]) -> Woman:
    single = ("age_band", "nationality_status", "interpreter_language", "interpreter_how", "housing", "income", "work")
    codes: dict[str, tuple[str, ...]] = {name: (told[name],) for name in single if name in told}
    codes |= {name: tuple(told[name]) for name in ("violence_types", "requests", "needs") if name in told}
    traits = {"traits": tuple(told["traits"])} if "traits" in told else {}
    blocks: dict[str, Any] = {
        "persons": tuple({"relation": (each,), "sex": ("man",), **traits} for each in told["relation"])
    }
    if "children" in told:
        codes["has_children"] = ("yes",)
        blocks["children"] = tuple(
            {"age": (each,), "with_her": ("yes",), "exposure": ("witnessed",)} for each in told["children"]
        )
    return Woman(
        number=place,
        pseudonym=told["pseudonym"],
        came=told["days"],
        again=tuple(told.get("again", ())),
        codes=codes,
        blocks=blocks,
        her_words=told["her_words"],
        anonymous=told.get("anonymous", False),
        factors={
            name: (said, "last_3_months" if said in ("yes", "partly") else "")
            for name, said in told.get("factors", {}).items()
        },
        plan=told.get("plan", False),
        wishes=tuple(told["requests"]),
        sessions=(("social_work", 1), ("psychological", 2))
        if "psychological" in told["requests"]
        else (("social_work", 2),),
        shelter=told.get("shelter", ""),
        shelter_why=tuple(told.get("shelter_why", ())),
        order=told.get("order", False),
        breach=told.get("breach", False),
        closed=told.get("closed", ""),
        restricted=told.get("restricted", False),
    )


def day(today: date, ago: int) -> date:
    """The day that many days before today."""
    return today - timedelta(days=ago)
