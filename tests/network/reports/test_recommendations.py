"""Recommendations: drawn from protected figures, written by people, decided in a meeting, followed a year later."""

import html
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Refused, acting
from omuz.insight.reports.asked import Asked
from omuz.insight.reports.gathered import Rows
from omuz.network.reports.actions.refusals import NotNow
from omuz.network.reports.actions.voices import recommendations as acts
from omuz.network.reports.models import Recommendation
from omuz.network.reports.queries.voices.recommendations import gap_figures
from omuz.network.reports.queries.voices.report import recommendations as given
from omuz.network.reports.rules.voices_drafts import drafts_from
from omuz.network.reports.rules.voices_proposals import proposals
from tests.network.reports import voices
from tests.network.reports.voices import TODAY, figures

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = pytest.mark.django_db
PEOPLE = ("ayse", "nermin", "zeynep", "elif_", "derya", "can")
TOLD = acts.Told(
    who="directorate", post_tr="Fen İşleri", what_tr="Görüşme odasının kapısı değişir.", means_tr="Bakım bütçesi",
    until=date(2027, 9, 30), what_en="The door of the interview room is changed.",
)  # fmt: skip
KEYS = frozenset({"recommendations.accepted", "recommendations.former"})


@pytest.fixture
def elif_(cast: "Cast", settings: Any) -> Any:
    """The network coordinator, with rooms that give this year’s figures."""
    rooms = ("standards", "needs", "profiles", "policies")
    settings.REPORT_SOURCES = dict.fromkeys(rooms, f"{voices.__name__}.pieces")
    return cast.elif_.person


def _accepted(person: Any, year: int = 2026) -> Recommendation:
    with acting(person):
        row = acts.write(by=person, year=year, told=TOLD)
        return acts.decide(by=person, row=row, accept=True, decision="24. toplantı, karar 3", on=date(2026, 2, 17))


def _printed(person: Any, year: int, key: str) -> list[str]:
    with acting(person):
        piece = given(person, Asked("needs", year, KEYS)).get(key)
    return [" | ".join(words.tr for words in row) for row in piece.rows] if isinstance(piece, Rows) else []


def test_drafts_come_from_printed_figures_only_and_say_which() -> None:
    found = {draft.gap: draft for draft in drafts_from(figures(), proposals())}
    assert set(found) == {"A5", "C", "B", "D", "procedure.crisis", "procedure.minors", "policy.J"}
    assert "9/14" in found["A5"].reason.tr
    assert "11/19" in found["C"].reason.en
    assert found["C"].reason.tr.endswith("ağırlık ortancası 4")
    assert "6/17" in found["procedure.crisis"].reason.tr
    assert "Çalışan iyilik hâli" in found["policy.J"].what.tr
    assert found["A5"].figure == "standards.critical_below:A5"


def test_needs_are_drafted_by_frequency_times_severity() -> None:
    order = [draft.gap for draft in drafts_from(figures(), proposals()) if len(draft.gap) == 1]
    assert order == ["C", "B", "D"], "11 × 4 stands before 12 × 3; the need one centre named is hidden, starts nothing"


def test_without_figures_there_is_nothing_to_draw() -> None:
    assert drafts_from({}, proposals()) == []


def test_every_sentence_of_the_catalogue_fits_what_a_recommendation_may_hold() -> None:
    known = proposals()
    for proposal in known.by_gap.values():
        for words, longest in ((proposal.post, 160), (proposal.what, 600), (proposal.means, 300)):
            assert len(words.tr) <= longest
            assert len(words.en) <= longest
        assert proposal.until(2026).year == 2027
    assert set("ABCDEFGHIJKL") <= known.by_gap.keys()


def test_a_gap_is_drawn_once_a_year_and_what_people_changed_stays(elif_: Any) -> None:
    with acting(elif_):
        drafts = drafts_from(gap_figures(elif_, 2026), proposals())
        assert acts.draw(by=elif_, year=2026, drafts=drafts) == 7
        row = Recommendation.objects.get(year=2026, gap="A5")
        changed = acts.change(by=elif_, row=row, told=acts.Told(**{**TOLD.__dict__, "gap": "A5"}), seen=1)
        assert acts.draw(by=elif_, year=2026, drafts=drafts) == 0
        assert Recommendation.objects.get(pk=row.pk).what_tr == TOLD.what_tr
        assert changed.revision == 2
        assert acts.draw(by=elif_, year=2027, drafts=drafts) == 7


def test_nothing_is_overwritten_silently(elif_: Any) -> None:
    with acting(elif_):
        row = acts.write(by=elif_, year=2026, told=TOLD)
        acts.change(by=elif_, row=row, told=TOLD, seen=1)
        with pytest.raises(NotNow, match="başkası"):
            acts.change(by=elif_, row=row, told=TOLD, seen=1)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("post_tr", "Fen İşleri, Fatma Hanım"), ("what_tr", "0532 123 45 67 numarasını arasın"), ("means_tr", ""),
        ("what_tr", "x" * 601), ("who", "nobody"),
    ],
)  # fmt: skip
def test_no_person_no_number_no_empty_and_no_endless_text(elif_: Any, field: str, text: str) -> None:
    with acting(elif_), pytest.raises(NotNow):
        acts.write(by=elif_, year=2026, told=acts.Told(**{**TOLD.__dict__, field: text}))


def test_only_what_was_accepted_is_printed_with_its_decision(elif_: Any) -> None:
    with acting(elif_):
        acts.write(by=elif_, year=2026, told=TOLD)
        rejected = acts.write(by=elif_, year=2026, told=acts.Told(**{**TOLD.__dict__, "what_tr": "Başka bir şey."}))
        acts.decide(by=elif_, row=rejected, accept=False, why="Bu yıl bütçesi yok.")
    assert _printed(elif_, 2026, "recommendations.accepted") == []
    _accepted(elif_)
    (line,) = _printed(elif_, 2026, "recommendations.accepted")
    assert line.startswith("Bağlı müdürlük: Fen İşleri | Görüşme odasının kapısı değişir. | 30.09.2027 | Bakım bütçesi")
    assert "24. toplantı, karar 3, 17.02.2026" in line


def test_an_acceptance_needs_its_decision_and_a_rejection_its_reason(elif_: Any) -> None:
    with acting(elif_):
        row = acts.write(by=elif_, year=2026, told=TOLD)
        for options in ({"accept": True}, {"accept": False}, {"accept": True, "decision": "1", "on": date(2100, 1, 1)}):
            with pytest.raises(NotNow):
                acts.decide(by=elif_, row=row, **options)
        assert Recommendation.objects.get().state == "draft"


def test_the_next_year_shows_what_became_of_it_and_that_nothing_was_written(elif_: Any) -> None:
    row = _accepted(elif_)
    assert "sonucu henüz yazılmadı" in _printed(elif_, 2027, "recommendations.former")[0]
    with acting(elif_):
        acts.follow(by=elif_, row=row, progress="left", why="Bina boşaltıldı.")
    assert _printed(elif_, 2027, "recommendations.former")[0].endswith("bırakıldı | Bina boşaltıldı.")
    assert _printed(elif_, 2027, "recommendations.accepted") == []


def test_what_was_decided_stays_as_it_was_decided_even_past_the_program(elif_: Any) -> None:
    row = _accepted(elif_)
    with acting(elif_):
        with pytest.raises(NotNow):
            acts.change(by=elif_, row=row, told=TOLD, seen=row.revision)
        with (
            pytest.raises(DatabaseError, match="what was decided stays"),
            transaction.atomic(),
            recorded(by=elif_, event="recommendation.changed"),
        ):
            Recommendation.objects.filter(pk=row.pk).update(what_tr="Başka")


def test_the_standards_editor_writes_but_does_not_decide(cast: "Cast") -> None:
    sema = voices.made(cast).sema.person
    with acting(sema):
        row = acts.write(by=sema, year=2026, told=TOLD)
        with pytest.raises(Refused):
            acts.decide(by=sema, row=row, accept=True, decision="24. toplantı")
        decided = {"state": "accepted", "decided_by": sema.staff_id, "decided_on": TODAY, "decision": "24"}
        with (
            pytest.raises(DatabaseError, match="row-level security"),
            transaction.atomic(),
            recorded(by=sema, event="recommendation.accepted"),
        ):
            Recommendation.objects.filter(pk=row.pk).update(**decided)


def test_six_people_find_of_it_what_their_post_lets_them(cast: "Cast", elif_: Any) -> None:
    with acting(elif_):
        row = acts.write(by=elif_, year=2026, told=TOLD)
    found = {}
    for name in PEOPLE:
        client = getattr(cast, name).client()
        page = client.get(reverse("reports:recommendations") + "?yil=2026")
        one = client.get(reverse("reports:recommendation", args=[row.id]))
        sent = client.post(reverse("reports:draw"), {"yil": "2026"})
        found[name] = (page.status_code, one.status_code, sent.status_code)
        if page.status_code == 200:
            assert "Görüşme odasının kapısı değişir." in html.unescape(page.content.decode())
    assert found == {
        "ayse": (403, 403, 403), "nermin": (200, 200, 403), "zeynep": (403, 403, 403), "elif_": (200, 200, 302),
        "derya": (403, 403, 403), "can": (403, 403, 403),
    }  # fmt: skip


def test_the_pages_draw_write_decide_and_follow(cast: "Cast", elif_: Any) -> None:
    client = cast.elif_.client()
    empty = client.get(reverse("reports:recommendations") + "?yil=2026").content.decode()
    assert "Bu yıl için öneri yok" in empty
    page = client.post(reverse("reports:draw"), {"yil": "2026"}, follow=True).content.decode()
    assert "7 taslak yazıldı" in page
    with acting(elif_):
        row = Recommendation.objects.get(gap="A5")
    where = reverse("reports:recommendation", args=[row.id])
    told = {"who": "centre", "post_tr": "Koordinatör", "what_tr": "Protokol yazılır.", "until": "2027-04-30",
            "means_tr": "Örnek protokol", "revision": "1", "gap": "A5"}  # fmt: skip
    assert client.post(where, {**told, "what_tr": ""}).status_code == 422
    assert client.post(where, told).status_code == 302
    assert "Protokol yazılır." in client.get(where).content.decode()
    decided = {"accept": "yes", "decision": "24. toplantı, karar 1", "on": "2026-02-17"}
    assert "Protokol yazılır." in client.post(f"{where}karar/", decided, follow=True).content.decode()
    followed = client.post(f"{where}sonuc/", {"progress": "done", "why": "Yazıldı ve denendi."}, follow=True)
    assert "Yazıldı ve denendi." in followed.content.decode()
    new = client.post(f"{reverse('reports:new-recommendation')}?yil=2026", {**told, "gap": ""})
    assert new.status_code == 302
