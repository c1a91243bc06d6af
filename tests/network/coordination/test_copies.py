"""A model leaves its municipality without data, begins another, and what became of it can be read."""

import json
import tomllib
from typing import Any

import pytest
from django.utils import timezone

from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.people.access import Refused, acting
from omuz.network.coordination.actions import focus, plan, protocols, units
from omuz.network.coordination.actions import templates as copying
from omuz.network.coordination.models import CardCount, Protocol, Step, Template, UnitPage, Workspace
from omuz.network.coordination.queries.copies import beside, comparison
from omuz.network.coordination.queries.guide import guide_of
from omuz.network.coordination.queries.templates import content_of, copy_of, model_of
from omuz.network.coordination.rules.differences import Fate, Run, differences, fate
from omuz.network.coordination.rules.shape import TOWN, as_json, as_toml, read_content, read_file
from omuz.network.standards.actions.refusals import NotNow
from tests.network.coordination import groups
from tests.network.coordination.houses import House


def _ready(house: House) -> list[Any]:
    rows = house.mapped()
    house.drafted(rows)
    return rows


def test_a_template_holds_words_and_no_data(house: House) -> None:
    rows = _ready(house)
    groups.held(house, rows[0], notes=[("Vakit yok.", ["barrier_time"], True)])
    house.signed(days_ago=2)
    with acting(house.elif_):
        template = copying.take_template(by=house.elif_, workspace=house.workspace, name="Konak modeli")
        told = json.dumps(template.content, ensure_ascii=False)
        content = content_of(template)
    assert [each.key for each in content.units] == [row.key for row in rows]
    assert content.unit("municipal_police") is not None and len(content.actions) == len(rows)
    assert content.protocol.parties.splitlines()[0] == TOWN and "Konak Belediyesi" not in told
    for data in ("Vakit yok", "dahili 214", "signed", str(timezone.localdate().year) + "-", "staff_count", "came"):
        assert data not in told
    assert len(content.questions) == 9


def test_a_template_survives_both_files_unchanged(house: House) -> None:
    _ready(house)
    with acting(house.elif_):
        content = model_of(house.workspace, "Konak modeli").content
    for written, name in ((as_toml(content), "a.toml"), (as_json(content), "a.json")):
        assert read_file(written, name) == content
    assert tomllib.loads(as_toml(content).decode())["format"] == "omuz-coordination-template"


def _broken(**changed: Any) -> dict[str, Any]:
    unit = {"key": "parks", "name": "Park ve Bahçeler"}
    action = {"code": "a", "unit": "parks", "what": "Işık", "after_months": 0, "months": 3}
    told: dict[str, Any] = {"format": "omuz-coordination-template", "version": 1, "name": "Kalıp", "unit": [unit],
                            "action": [action]}  # fmt: skip
    return told | changed


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"format": "other"}, "koordinasyon kalıbı değil"),
        ({"version": 2}, "bu sürüm okunamıyor"),
        ({"unit": []}, "en az bir müdürlük"),
        ({"signed_on": "x"}, "“signed_on” bilinmiyor"),
        ({"unit": [{"key": "parks", "name": "Park", "staff_count": 40}]}, r"unit\[1\].*“staff_count” bilinmiyor"),
        ({"unit": [{"key": "parks", "name": "Park", "focal_post": "Ayşe Demir"}]}, r"unit\[1\].focal_post.*bir kişiye"),
        ({"action": [{"code": "a", "unit": "yok", "what": "Işık"}]}, "“yok” adlı müdürlük"),
        ({"action": [{"code": "a", "unit": "parks", "what": "0532 111 22 33"}]}, r"action\[1\].what.*bir kişiye"),
        ({"action": [{"code": "a", "unit": "parks", "what": "Işık", "months": 99}]}, "1 ile 60 arasında"),
        ({"unit": [{"key": "parks", "name": "A"}, {"key": "parks", "name": "B"}]}, "iki kez"),
        ({"name": ""}, "dolu bir yazı"),
    ],
)
def test_a_faulty_file_is_refused_with_the_place_of_the_fault(changed: dict[str, Any], words: str) -> None:
    assert read_content(_broken(), "k.json").units[0].key == "parks"
    with pytest.raises(CatalogueError, match=words):
        read_content(_broken(**changed), "k.json")


@pytest.mark.parametrize("raw", [b"{", b"\xff\xfe", b"name = ", b"[1]", b"x" * 1_000_001])
def test_what_is_no_template_is_refused_in_a_sentence(house: House, raw: bytes) -> None:
    with acting(house.elif_), pytest.raises(NotNow, match="Kalıp alınmadı"):
        copying.bring_in(by=house.elif_, raw=raw, filename="k.toml")


def test_a_file_is_brought_in_once_and_by_a_centre_for_its_own_municipality(house: House) -> None:
    raw = json.dumps(_broken()).encode()
    songul = house.songul.person
    with acting(songul):
        made = copying.bring_in(by=songul, raw=raw, filename="k.json")
        assert made.brought_in and made.municipality_id == house.bornova.id
        with pytest.raises(NotNow, match="zaten"):
            copying.bring_in(by=songul, raw=raw, filename="k.json")
    with acting(house.cast.ayse.person), pytest.raises(Refused):
        copying.bring_in(by=house.cast.ayse.person, raw=raw, filename="k.json")
    with acting(house.cast.can.person):
        assert not Template.objects.exists()


def test_a_municipality_begins_with_everything_in_its_own_name_and_nothing_decided(house: House) -> None:
    rows = _ready(house)
    house.signed()
    house.moved(house.planned(rows[0], what="Vazgeçilen"), "dropped", why="Bütçe yok")
    _template, begun = groups.copied(house)
    with acting(house.elif_):
        assert begun.municipality_id == house.bornova.id and begun.stage == 0 and not begun.committed_on
        protocol = Protocol.objects.get(workspace=begun)
        assert protocol.signed_on is None and protocol.party_lines[0] == "Bornova Belediyesi"
        assert not begun.units.exclude(focal_contact="").exists() and not begun.units.exclude(staff_count=None).exists()
        assert {row.state for row in begun.steps.all()} == {"planned"}
        assert begun.steps.count() == len(rows) and not begun.steps.filter(what="Vazgeçilen").exists()
        assert not UnitPage.objects.filter(unit__workspace=begun).exclude(confirmed_on=None).exists()
        assert not CardCount.objects.filter(unit__workspace=begun).exists()
        template, today = Template.objects.get(), timezone.localdate()
        with pytest.raises(NotNow, match="zaten açık"):
            copying.begin_from(by=house.elif_, template=template, municipality=house.bornova, on=today)


def test_a_centre_begins_its_own_municipality_and_no_other(house: House) -> None:
    _ready(house)
    with acting(house.elif_):
        template = copying.take_template(by=house.elif_, workspace=house.workspace, name="Konak modeli")
    songul, today = house.songul.person, timezone.localdate()
    with acting(songul):
        with pytest.raises(Refused):
            copying.begin_from(by=songul, template=template, municipality=house.cast.town, on=today)
        with pytest.raises(Refused):
            copying.take_template(by=songul, workspace=house.workspace, name="Başkasının modeli")
        made = copying.begin_from(by=songul, template=template, municipality=house.bornova, on=today)
        assert Workspace.objects.get(pk=made.pk).steps.exists()


def test_what_was_kept_changed_dropped_and_added_is_told_piece_by_piece(house: House) -> None:
    _ready(house)
    _template, begun = groups.copied(house)
    by = house.elif_
    with acting(by):
        first, second = list(begun.steps.select_related("unit"))[:2]
        page = begun.units.get(key="parks").pages.get()
        parts = {part: getattr(page, part) for part in UnitPage.PARTS} | {"say": page.say + "\nBurada da söyleyin."}
        units.write_page(by=by, unit=begun.units.get(key="parks"), parts=parts)
        wording = plan.Wording(first.unit, "Kart noktasını ikiye çıkarmak", first.post, first.starts_on, first.ends_on)
        plan.change_step(by=by, step=first, wording=wording)
        plan.move(by=by, step=Step.objects.get(pk=second.pk), state=plan.State.DROPPED, why="Bütçe yok")
        units.add_own(by=by, workspace=begun, name="Kent Konseyi")
        protocols.write_draft(
            by=by, workspace=begun, draft=protocols.Draft("Ortak protokol", "Bornova Belediyesi", "1. Amaç")
        )
        questions = {each.code: (each.text, each.probe) for each in guide_of(begun).questions}
        questions["stops"] = ("Sizi burada ne durduruyor?", questions["stops"][1])
        focus.write_guide(by=by, workspace=begun, questions=questions, consent="\n".join(guide_of(begun).consent))
        copy = copy_of(begun)
        assert copy is not None
        told = comparison(begun, copy)
    fates = {(each.group, each.title): each.fate for each in told.pieces}
    parks = next(each for each in told.pieces if each.fate is Fate.CHANGED and each.group.startswith("Park"))
    assert Run("added", "\nBurada da söyleyin.") in parks.runs or any("söyleyin" in run.words for run in parks.runs)
    assert fates["Görüşme kılavuzu", "4. soru"] is Fate.CHANGED
    assert fates["Görüşme kılavuzu", "1. soru"] is Fate.KEPT and fates["Görüşme kılavuzu", "Onam metni"] is Fate.KEPT
    assert fates["Kent Konseyi", "Yeni müdürlük"] is Fate.ADDED
    assert fates["Protokol", "Adı"] is Fate.CHANGED and fates["Protokol", "Metin"] is Fate.KEPT
    actions = [each for each in told.pieces if each.group == "Eylem planı"]
    assert sorted(each.fate.value for each in actions)[:2] == ["changed", "dropped"]
    assert next(each.why for each in actions if each.fate is Fate.DROPPED) == "Bütçe yok"
    assert told.number(Fate.KEPT) > 20


def test_a_copy_nobody_touched_is_kept_whole(house: House) -> None:
    _ready(house)
    _template, begun = groups.copied(house)
    with acting(house.elif_):
        copy = copy_of(begun)
        assert copy is not None
        assert {each.fate for each in comparison(begun, copy).pieces} == {Fate.KEPT}


def test_municipalities_stand_in_the_order_of_the_alphabet_not_of_their_stage(house: House) -> None:
    rows = _ready(house)
    house.planned(rows[0], starts=-40, ends=-10)
    groups.copied(house)
    with acting(house.elif_):
        lines = beside(house.elif_, timezone.localdate())
    assert [line.workspace.municipality.name for line in lines] == ["Bornova Belediyesi", "Konak Belediyesi"]
    konak = lines[1]
    assert konak.standings["delayed"] == 1 and konak.protocol == "taslak" and konak.template == ""
    assert lines[0].share is not None and lines[0].template == "Konak modeli"
    with acting(house.cast.derya.person):
        (own,) = beside(house.cast.derya.person, timezone.localdate())
        assert own.workspace.municipality.name == "Konak Belediyesi"


def test_differences_put_together_give_both_texts_again() -> None:
    before, after = "Önce sor, sonra söyle.\nKaydetme.", "Önce yalnızken sor, sonra söyle.\nHiç kaydetme."
    runs = differences(before, after)
    assert "".join(run.words for run in runs if run.kind != "added") == before
    assert "".join(run.words for run in runs if run.kind != "gone") == after
    assert (fate("a  b", "a b\n"), fate("", "a"), fate("a", ""), fate("a", "b")) == (
        Fate.KEPT, Fate.ADDED, Fate.DROPPED, Fate.CHANGED,
    )  # fmt: skip
