"""A programme's closing report: everything in it comes from promises, evidence and lines written on the way."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from omuz.foundation.people.access import Refused, acting
from omuz.insight.reports.asked import Asked
from omuz.insight.reports.gathered import Facts, Rows, payload_of, piece_of
from omuz.network.programmes import actions
from omuz.network.programmes.models import Evidence, Goal, Programme
from omuz.network.programmes.queries.report import pieces

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
KEYS = frozenset(
    f"programme.{name}"
    for name in ("facts", "results", "activities", "outputs", "partners", "spending", "deviations", "handover")
)
BLANK: dict[str, Any] = {
    "title_en": "", "indicator": "", "indicator_en": "", "counting": "", "baseline": None, "target": None,
    "typed": None, "begins_on": None, "until": None, "done_on": None, "left": False, "difference": "",
    "difference_en": "", "where": "", "where_en": "",
}  # fmt: skip
ABOUT: dict[str, Any] = {
    "code": "ornek", "title": "Birlikte (örnek)", "title_en": "Together (example)", "donor": "Örnek Fon",
    "donor_en": "Example Fund", "number": "Ö-1", "starts_on": date(2024, 11, 1), "ends_on": date(2026, 10, 31),
    "about": "Merkezleri donatmak", "about_en": "To equip centres", "currency": "EUR", "closed_on": None,
}  # fmt: skip


@pytest.fixture
def programme(cast: "Cast") -> Programme:
    elif_ = cast.elif_.person
    with acting(elif_):
        return actions.write_programme(by=elif_, told=ABOUT)


def _goal(cast: "Cast", row: Programme, level: str, code: str, parent: Goal | None = None, **told: Any) -> Goal:
    with acting(cast.elif_.person):
        whole = {**BLANK, "code": code, "title": f"Söz {code}", **told}
        return actions.write_goal(
            by=cast.elif_.person, programme=row, level=level, told=whole, parent=parent, today=TODAY
        )


def _shown(cast: "Cast", goal: Goal, number: int, on: date = date(2025, 5, 5)) -> None:
    told = {"kind": Evidence.Kind.DOCUMENT, "reference": None, "words": "Tutanak", "on": on, "number": number}
    with acting(cast.elif_.person):
        actions.show(by=cast.elif_.person, goal=goal, told=told)


def _remark(cast: "Cast", row: Programme, kind: str, **told: Any) -> None:
    with acting(cast.elif_.person):
        actions.remark(by=cast.elif_.person, programme=row, kind=kind, told=told)


def _given(cast: "Cast", about: str = "ornek", keys: frozenset[str] = KEYS) -> dict[str, Any]:
    with acting(cast.elif_.person):
        return dict(pieces(cast.elif_.person, Asked("programme_closing", 2026, keys, about)))


def _said(rows: Rows, language: str = "tr") -> list[list[str]]:
    return [[words.say(language) for words in row] for row in rows.rows]


def test_what_was_reached_is_counted_from_evidence_and_an_unknown_baseline_stays_unknown(
    cast: "Cast", programme: Programme
) -> None:
    top = _goal(cast, programme, "objective", "1")
    result = _goal(cast, programme, "result", "1.1", top, title="Çalışanlar donandı", title_en="Staff are equipped",
                   indicator="katılım", counting="numbers", target=30)  # fmt: skip
    _shown(cast, result, 18)
    _shown(cast, result, 1300, date(2025, 6, 6))
    rows = _given(cast)["programme.results"]
    assert _said(rows) == [["1.1 Çalışanlar donandı", "katılım", "bilinmiyor", "30", "1.318",
                            "belge: 2 (05.05.2025 – 06.06.2025)"]]  # fmt: skip
    assert _said(rows, "en")[0][0] == "1.1 Staff are equipped"
    assert _said(rows, "en")[0][4] == "1,318"


def test_a_target_nobody_wrote_anything_of_says_so(cast: "Cast", programme: Programme) -> None:
    top = _goal(cast, programme, "objective", "1")
    _goal(cast, programme, "result", "1.1", top, counting="typed", target=4)
    assert _said(_given(cast)["programme.results"])[0][4] == "yazılmadı"


def test_work_given_up_or_late_is_a_departure_from_the_plan_by_itself(cast: "Cast", programme: Programme) -> None:
    top = _goal(cast, programme, "objective", "1")
    result = _goal(cast, programme, "result", "1.1", top)
    _goal(cast, programme, "activity", "1.1.1", result, left=True, counting="typed", target=2, typed=1,
          difference="Seçim dönemi", difference_en="Elections")  # fmt: skip
    _goal(cast, programme, "output", "1.1.2", result, until=date(2026, 1, 1))
    _remark(cast, programme, "departure", what="Yüz yüze eğitim", then="çevrim içi", why="deprem")
    rows = _said(_given(cast)["programme.deviations"])
    assert rows == [
        ["Yüz yüze eğitim", "çevrim içi", "deprem"],
        ["1.1.1 Söz 1.1.1", "1, vazgeçildi", "Seçim dönemi"],
        ["1.1.2 Söz 1.1.2", "gecikti", "yazılmadı"],
    ]
    assert _said(_given(cast)["programme.activities"], "en") == [["1.1.1 Söz 1.1.1", "2", "1, given up", "Elections"]]


def test_outputs_that_did_not_come_about_are_told_too(cast: "Cast", programme: Programme) -> None:
    top = _goal(cast, programme, "objective", "1")
    result = _goal(cast, programme, "result", "1.1", top)
    _goal(cast, programme, "output", "1.1.1", result, where="ağın sayfası", done_on=date(2026, 1, 1))
    _goal(cast, programme, "output", "1.1.2", result, where="ağın sayfası")
    rows = _said(_given(cast)["programme.outputs"])
    assert [row[1] for row in rows] == ["ağın sayfası", "üretilmedi (başlamadı)"]


def test_spending_is_summed_and_its_share_told(cast: "Cast", programme: Programme) -> None:
    _remark(cast, programme, "spending", what="Eğitim", what_en="Training", planned=Decimal(1000), spent=Decimal(980))
    _remark(cast, programme, "spending", what="Rapor", planned=Decimal(500), spent=Decimal(550))
    rows = _given(cast)["programme.spending"]
    assert _said(rows)[-1] == ["Toplam", "1.500,00", "1.530,00", "%102"]
    assert _said(rows, "en")[0] == ["Training", "1,000.00", "980.00", "98%"]
    assert rows.columns[1].tr == "Planlanan (EUR)"


def test_work_nobody_goes_on_with_is_named_as_such(cast: "Cast", programme: Programme) -> None:
    _remark(cast, programme, "handover", what="Aylık toplantılar", then="ağ koordinatörlüğü", why="gönüllü zaman")
    _remark(cast, programme, "handover", what="Eğitim içeriği")
    rows = _given(cast)["programme.handover"]
    assert [row[1] for row in _said(rows)] == ["ağ koordinatörlüğü", "henüz sahibi yok"]


def test_the_programme_at_a_glance_leaves_out_what_nobody_wrote(cast: "Cast", programme: Programme) -> None:
    facts = _given(cast)["programme.facts"]
    assert isinstance(facts, Facts)
    told = {name.tr: words.say("en") for name, words in facts.facts}
    assert told["Program"] == "Together (example)"
    assert "Kapandığı gün" not in told
    assert "Bütçe (EUR)" not in told


def test_only_what_is_asked_for_is_given_and_everything_can_be_kept(cast: "Cast", programme: Programme) -> None:
    _remark(cast, programme, "partner", what="Örnek dernek", then="yürütücü")
    found = _given(cast, keys=frozenset({"programme.partners"}))
    assert set(found) == {"programme.partners"}
    for key, piece in _given(cast).items():
        assert piece_of(payload_of(piece), key) == piece


def test_an_unknown_programme_or_none_gives_nothing(cast: "Cast", programme: Programme) -> None:
    assert _given(cast, about="yok") == {} == _given(cast, about="")


def test_who_may_not_read_programmes_is_given_nothing(cast: "Cast", programme: Programme) -> None:
    for member in (cast.ayse, cast.zeynep, cast.derya, cast.can):
        with acting(member.person), pytest.raises(Refused):
            pieces(member.person, Asked("programme_closing", 2026, KEYS, "ornek"))
    with acting(cast.nermin.person):
        assert pieces(cast.nermin.person, Asked("programme_closing", 2026, KEYS, "ornek"))


def test_the_closing_report_is_begun_for_it_in_both_languages_and_prints(cast: "Cast", programme: Programme) -> None:
    from omuz.network.reports.actions import editions
    from omuz.network.reports.queries import desk

    _remark(cast, programme, "partner", what="Örnek dernek", then="yürütücü", then_en="lead")
    elif_ = cast.elif_.person
    with acting(elif_):
        edition = editions.begin(by=elif_, report="programme_closing", year=2026, about="ornek")
        titles = {language: desk.document(elif_, edition, language) for language in ("tr", "en")}
        assert titles["tr"].title == "Birlikte (örnek): Kapanış Raporu"
        assert titles["tr"].subtitle == "Örnek Fon için, 2026"
        assert titles["en"].title == "Together (example): Closing Report"
        assert titles["en"].subtitle == "For Example Fund, 2026"
        assert desk.pdf(elif_, edition, "en").startswith(b"%PDF")
        assert desk.docx(elif_, edition, "tr").startswith(b"PK")
    page = cast.elif_.client().get("/raporlar/yeni/programme_closing/").content.decode()
    assert 'value="ornek"' in page


def test_evidence_is_counted_again_where_its_room_changed_it(cast: "Cast", programme: Programme) -> None:
    from tests.network.standards import houses

    house = houses.made(cast)
    elif_ = cast.elif_.person
    with acting(elif_):
        actions.write_programme(by=elif_, told={**ABOUT, "ends_on": house.asked.due_on}, row=programme)
    top = _goal(cast, programme, "objective", "1", counting="numbers", target=4)
    told = {"kind": Evidence.Kind.STANDARDS, "reference": house.asked.id, "words": "eski", "on": house.asked.opens_on,
            "number": 99}  # fmt: skip
    with acting(elif_):
        actions.show(by=elif_, goal=top, told=told)
        assert actions.recount(by=elif_, programme=programme, today=TODAY) == 1
        assert actions.recount(by=elif_, programme=programme, today=TODAY) == 0
        piece = Evidence.objects.get()
        assert (piece.words == "eski", piece.number == 99) == (False, False)
    with acting(cast.nermin.person), pytest.raises(Refused):
        actions.recount(by=cast.nermin.person, programme=programme, today=TODAY)
