"""The plan of action: lateness by the day, moves without a mouse, filters, the drawing, files; and the protocol."""

import io
from datetime import timedelta
from typing import TYPE_CHECKING

import openpyxl
import pytest
from django.urls import reverse

from omuz.foundation.people.access import acting
from omuz.network.coordination.actions import plan as acts
from omuz.network.coordination.actions import protocols
from omuz.network.coordination.models import Protocol, Step
from omuz.network.coordination.queries import plan
from omuz.network.coordination.queries.protocols import Term, term
from omuz.network.coordination.rules.states import SOON_DAYS, Standing, State, standing
from omuz.network.standards.actions.refusals import NotNow

if TYPE_CHECKING:
    from tests.network.coordination.houses import House


def test_an_open_action_is_late_the_day_after_its_last(house: "House") -> None:
    day = house.today
    assert standing(State.PLANNED, day, day) is Standing.PLANNED
    assert standing(State.STARTED, day - timedelta(days=1), day) is Standing.LATE
    assert standing(State.DONE, day - timedelta(days=9), day) is Standing.DONE
    assert standing(State.DROPPED, day - timedelta(days=9), day) is Standing.DROPPED


def test_a_dropped_action_has_a_reason_and_a_done_one_a_day(house: "House") -> None:
    step = house.planned(house.mapped()[0])
    with pytest.raises(NotNow, match="nedenini"):
        house.moved(step, "dropped")
    assert house.moved(step, "dropped", why="Bütçe çıkmadı").why == "Bütçe çıkmadı"
    assert house.moved(step, "done").done_on == house.today
    assert house.moved(step, "started").done_on is None
    with pytest.raises(NotNow, match="Bugünden sonraki"):
        house.moved(step, "done", done_on=house.today + timedelta(days=1))


def test_only_what_nobody_began_is_taken_out(house: "House") -> None:
    first = house.mapped()[0]
    kept, gone = house.moved(house.planned(first), "started"), house.planned(first)
    with acting(house.nermin):
        with pytest.raises(NotNow, match="silinmez"):
            acts.remove_step(by=house.nermin, step=kept)
        acts.remove_step(by=house.nermin, step=gone)
        assert list(Step.objects.values_list("id", flat=True)) == [kept.id]


def test_an_action_ends_after_it_begins_and_names_a_post(house: "House") -> None:
    unit = house.mapped()[0]
    with pytest.raises(NotNow, match="başlangıçtan önce"):
        house.planned(unit, starts=5, ends=1)
    wording = acts.Wording(unit, "Eğitim", "Fatma Hanım", house.today, house.today)
    with acting(house.nermin), pytest.raises(NotNow, match="kişi adına"):
        acts.plan_step(by=house.nermin, workspace=house.workspace, wording=wording)


def test_the_board_moves_by_a_press_and_asks_for_a_reason_on_the_page(house: "House") -> None:
    step = house.planned(house.mapped()[0])
    html = house.page("plan", house.cast.nermin, house.workspace.id, gorunum="pano").content.decode()
    assert f'action="{reverse("coordination:move", args=[house.workspace.id, step.id])}"' in html
    assert "draggable" not in html
    answer = house.post("move", house.cast.nermin, house.workspace.id, step.id, state="started")
    assert answer["Location"].endswith(f"?gorunum=pano#eylem-{step.id}")
    client = house.cast.nermin.client()
    where = reverse("coordination:move", args=[house.workspace.id, step.id])
    answer = client.post(where, {"state": "dropped"}, follow=True)
    assert "nedenini bir cümleyle" in answer.content.decode() and "Ne durumda?" in answer.content.decode()
    assert house.post("move", house.cast.ayse, house.workspace.id, step.id, state="done").status_code == 403
    html = house.page("plan", house.cast.ayse, house.workspace.id, gorunum="pano").content.decode()
    assert "/tasi/" not in html


def test_the_list_is_narrowed_and_the_file_with_it(house: "House") -> None:
    rows = house.mapped()
    house.planned(rows[0], starts=-60, ends=-3, what="Kart noktası")
    house.planned(rows[1], what="Zabıta akışı")
    html = house.page("plan", house.cast.ayse, house.workspace.id, durum="delayed").content.decode()
    assert "Kart noktası" in html and "Zabıta akışı" not in html and "3 gün" in html
    html = house.page("plan", house.cast.ayse, house.workspace.id, birim=str(rows[1].id)).content.decode()
    assert "Zabıta akışı" in html and "Kart noktası" not in html
    assert "Bu süzgeçte eylem yok" in house.page("plan", None, house.workspace.id, ara="yokböyle").content.decode()
    answer = house.page("plan-file", house.cast.ayse, house.workspace.id, "xlsx", ara="zabıta")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert [row[0].value for row in sheet.iter_rows()] == ["Eylem", "Zabıta akışı"]
    assert "koordinasyon" not in answer["Content-Disposition"]
    assert house.page("plan-file", None, house.workspace.id, "pdf").content.startswith(b"%PDF")


def test_the_drawing_covers_whole_months_and_says_each_day(house: "House") -> None:
    rows = house.mapped()
    house.planned(rows[0], starts=-40, ends=10)
    house.planned(rows[1], starts=70, ends=100)
    with acting(house.elif_):
        drawn = plan.drawing(plan.lines(house.workspace, house.today), house.today)
    assert drawn is not None and drawn.now in drawn.months
    assert all(bar.before + bar.long + bar.after == len(drawn.months) for bar in drawn.bars)
    assert drawn.bars[0].before == 0 and drawn.bars[-1].after == 0
    html = house.page("plan", house.cast.ayse, house.workspace.id, gorunum="cizelge").content.decode()
    assert 'aria-current="date"' in html and html.count("<td colspan") >= 3


def test_a_signed_protocol_is_renewed_never_rewritten(house: "House") -> None:
    house.drafted(house.mapped())
    house.signed(days_ago=650, term=700)
    with acting(house.nermin):
        assert term(house.workspace, house.today).term is Term.SOON
        with pytest.raises(NotNow, match="değiştirilmez"):
            protocols.write_draft(
                by=house.nermin, workspace=house.workspace, draft=protocols.Draft("Başka", "Belediye", "Metin")
            )
        made = protocols.renew(by=house.nermin, workspace=house.workspace)
        assert made.renewed_from is not None and made.signed_on is None and made.text == "1. Amaç"
        assert term(house.workspace, house.today).term is Term.SOON
        assert term(house.workspace, house.today + timedelta(days=60)).term is Term.ENDED
        with pytest.raises(NotNow, match="imzalı bir protokol yok"):
            protocols.renew(by=house.nermin, workspace=house.workspace)
    html = house.page("protocol", house.cast.ayse, house.workspace.id).content.decode()
    assert "Süresi doluyor" in html and "taslak" in html
    assert SOON_DAYS == 90


def test_a_protocol_has_parties_and_no_persons(house: "House") -> None:
    house.mapped()
    html = house.page("draft", house.cast.nermin, house.workspace.id).content.decode()
    assert "Zabıta Müdürlüğü" in html and "Tanı, yalnızken sor" in html
    refused = house.post(
        "draft", house.cast.nermin, house.workspace.id, title="Protokol", parties="Konak\nFatma Kaya", text="Metin"
    )
    assert refused.status_code == 422 and "Taraf bir kişi değil" in refused.content.decode()
    given = {"title": "Protokol", "parties": "Konak Belediyesi\nZabıta", "text": "1. Amaç"}
    assert house.post("draft", house.cast.nermin, house.workspace.id, **given).status_code == 302
    day = house.today.isoformat()
    answer = house.post("protocol", house.cast.nermin, house.workspace.id, signed_on=day, starts_on=day, ends_on=day)
    assert answer.status_code == 422
    answer = house.post("protocol", house.cast.nermin, house.workspace.id, signed_on=day, starts_on=day, ends_on="")
    assert answer.status_code == 302
    with acting(house.elif_):
        row = Protocol.objects.get()
    for ending, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        answer = house.page("protocol-paper", house.cast.zeynep, house.workspace.id, row.id, ending)
        assert answer.content.startswith(begins)
    assert house.page("protocol-paper", None, house.workspace.id, row.id, "txt").status_code == 404


@pytest.mark.parametrize("key", ["women_family", "private_office", "social_aid"])
def test_a_directorates_sheet_is_one_page(house: "House", key: str) -> None:
    import pypdf

    from omuz.network.coordination.actions import units

    with acting(house.nermin):
        (row,) = units.take_in(by=house.nermin, workspace=house.workspace, keys=[key])
    answer = house.page("unit-sheet", house.cast.ayse, house.workspace.id, row.id)
    read = pypdf.PdfReader(io.BytesIO(answer.content))
    assert len(read.pages) == 1 and read.metadata is not None and read.metadata.title == "Belge"
    assert "Kaydetme" in read.pages[0].extract_text()
