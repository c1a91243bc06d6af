"""The practice room: real pages, invented stories, a comparison, and nothing kept."""

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from omuz.casework.contacts.forms.tally import TallyForm
from omuz.casework.contacts.rules.note import check_note
from omuz.casework.interviews.forms.interview import InterviewForm
from omuz.casework.practice.queries import Story, beside_contact, stories
from omuz.casework.practice.rules import compared, said, was_made
from omuz.foundation.people.access import acting

if TYPE_CHECKING:
    from tests.cast import Cast

STORIES = stories()
SIX = ("ayse", "nermin", "zeynep", "elif_", "derya", "can")


def typed(story: Story, **changed: Any) -> dict[str, Any]:
    """The model answer as a browser would send it."""
    now = timezone.localtime()
    told: dict[str, Any] = {name: list(codes) for name, codes in story.contact.items()}
    return {"on": f"{now:%d.%m.%Y}", "clock": f"{now:%H:%M}", "note": story.note.tr, **told, **changed}


def test_ten_kinds_of_story_are_there_in_both_languages() -> None:
    assert {story.code for story in STORIES} >= {
        *("older_rural", "pregnant_teenager", "migrant_without_papers", "lesbian_student", "deaf_woman"),
        *("wife_of_guard", "returns_home", "he_asks_for_her", "stalked_by_ex", "wealthy_house"),
    }
    for story in STORIES:
        assert story.told.tr and story.told.en and len(story.mistakes) >= 3
    assert sum(bool(story.interview) for story in STORIES) >= 4


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.code)
def test_a_model_answer_is_accepted_by_the_real_form_and_makes_none_of_its_own_mistakes(story: Story) -> None:
    from django.http import QueryDict

    data = QueryDict(mutable=True)
    for name, value in typed(story).items():
        data.setlist(name, value if isinstance(value, list) else [value])
    form = TallyForm(data)
    assert form.is_valid(), form.errors
    told = beside_contact(story, {name: tuple(data.getlist(name)) for name in data})
    assert all(line.same for line in told.lines)
    assert [mistake.code for mistake, made in told.mistakes if made] == []
    if story.interview:
        data = QueryDict(mutable=True)
        for name, codes in {"on": (f"{timezone.localdate():%d.%m.%Y}",), **story.interview}.items():
            data.setlist(name, list(codes))
        assert InterviewForm(data).is_valid()


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.code)
def test_a_model_note_gives_nobody_away(story: Story) -> None:
    from omuz.casework.contacts.queries.sentences import given_names

    assert check_note(story.note.tr, given_names()) == []


def test_not_asked_is_no_answer_and_the_order_of_several_does_not_matter() -> None:
    assert said(("not_asked",)) == ()
    pairs = compared({"done": ("b", "a"), "kind": ("not_asked",)}, {"done": ("a", "b")}, ("done", "kind"))
    assert [(pair.name, pair.same) for pair in pairs] == [("done", True)]


@pytest.mark.parametrize(
    ("field", "codes", "typed_codes", "made"),
    [
        ("district", ("*",), ("konak",), True),
        ("district", ("*",), ("not_asked",), False),
        ("kind", ("violence",), ("violence",), True),
        ("age_band", ("not_asked",), (), True),
        ("note", ("eşiyle konuş",), ("EŞİYLE KONUŞALIM dedim",), True),
        ("note", ("eşiyle konuş",), ("Baroyu söyledim",), False),
    ],
)
def test_a_mistake_shows_in_what_was_typed(
    field: str, codes: tuple[str, ...], typed_codes: tuple[str, ...], made: bool
) -> None:
    assert was_made(field, codes, {field: typed_codes}) is made


@pytest.mark.django_db
def test_the_pages_for_all_six(cast: "Cast") -> None:
    clients = [getattr(cast, who).client() for who in SIX]
    for path in (
        reverse("practice:stories"),
        reverse("practice:contact", args=["older_rural"]),
        reverse("practice:interview", args=["stalked_by_ex"]),
    ):
        assert [client.get(path).status_code for client in clients] == [200, 200, 200, 403, 403, 403], path
    for missing in (
        reverse("practice:contact", args=["yok"]),
        reverse("practice:interview", args=["he_asks_for_her"]),
    ):
        assert clients[0].get(missing).status_code == 404


def _rows() -> dict[str, int]:
    """How many rows every table of the sealed centre holds, seen from inside the two centres."""
    tables = [model._meta.db_table for model in apps.get_models() if model.__module__.startswith("omuz.casework")]
    counts = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table}")
            counts[table] = cursor.fetchone()[0]
    return counts


@pytest.mark.django_db
def test_a_trainee_finishes_a_story_and_nothing_of_it_is_kept(cast: "Cast") -> None:
    story = next(each for each in STORIES if each.code == "wife_of_guard")
    ayse = cast.ayse.client()
    with acting(cast.ayse.person):
        before = _rows()
    told = typed(story, done=["listened_informed", "appointment"], note="Kimsenin bilmediği bir cümle")
    page = ayse.post(reverse("practice:contact", args=[story.code]), told)
    words = page.content.decode()
    assert page.status_code == 200
    assert "Merkeze randevu vermek" in words and "sizde de var" in words
    assert "Kimsenin bilmediği bir cümle" in words
    with acting(cast.ayse.person):
        assert _rows() == before
    assert "Kimsenin bilmediği" not in ayse.get(reverse("practice:contact", args=[story.code])).content.decode()
    assert "Kimsenin bilmediği" not in str(dict(ayse.session))
    assert "bitti" in ayse.get(reverse("practice:stories")).content.decode()
    assert "bitti" not in cast.nermin.client().get(reverse("practice:stories")).content.decode()


@pytest.mark.django_db
def test_what_was_practised_is_hers_alone_at_the_database(cast: "Cast") -> None:
    from omuz.network.training.models import Practised

    cast.ayse.client().post(reverse("practice:contact", args=["older_rural"]), typed(STORIES[0]))
    for who, seen in (("ayse", 1), ("nermin", 0), ("elif_", 0), ("can", 0)):
        with acting(getattr(cast, who).person):
            assert Practised.objects.count() == seen, who


@pytest.mark.django_db
def test_a_page_that_cannot_be_is_sent_back_as_the_real_one_would(cast: "Cast") -> None:
    ayse = cast.ayse.client()
    page = ayse.post(reverse("practice:contact", args=["older_rural"]), {"note": "Yalnız not"})
    assert page.status_code == 422
    assert "Yalnız not" in page.content.decode()
    talk = ayse.post(
        reverse("practice:interview", args=["stalked_by_ex"]),
        {"on": f"{timezone.localdate():%d.%m.%Y}", "requests": ["safety"]},
    )
    assert talk.status_code == 200
    assert "Örnek:" in talk.content.decode()
    assert "data-autosave-url" not in ayse.get(reverse("practice:contact", args=["older_rural"])).content.decode()


@pytest.mark.django_db
def test_the_database_writes_one_code_and_two_events_while_a_story_is_practised(cast: "Cast") -> None:
    """Every statement sent while she fills both pages: none writes outside the session, the log and the one code."""
    from django.test.utils import CaptureQueriesContext

    ayse = cast.ayse.client()
    talk = {"on": f"{timezone.localdate():%d.%m.%Y}", "requests": ["safety"], "her_words": "Gizli cümlem"}
    with CaptureQueriesContext(connection) as sent:
        ayse.post(
            reverse("practice:contact", args=["wife_of_guard"]), typed(_story("wife_of_guard"), note="Gizli notum")
        )
        ayse.post(reverse("practice:interview", args=["stalked_by_ex"]), talk)
    written = [each["sql"] for each in sent.captured_queries if re.search(r"\b(INSERT|UPDATE|DELETE)\b", each["sql"])]
    tables = {found for sql in written for found in re.findall(r'(?:INTO|UPDATE|FROM)\s+"?([a-z_]+)', sql)}
    assert "training_practised" in tables
    assert not [table for table in tables if table.startswith(CASEWORK)], tables
    whole = " ".join(each["sql"] for each in sent.captured_queries)
    assert "Gizli notum" not in whole and "Gizli cümlem" not in whole


CASEWORK = tuple(f"{config.label}_" for config in apps.get_app_configs() if config.name.startswith("omuz.casework."))


def _story(code: str) -> Story:
    return next(each for each in STORIES if each.code == code)


@pytest.mark.django_db
def test_no_figure_of_the_centre_changes_by_practising(cast: "Cast") -> None:
    from omuz.insight.indicators.sources import facts_from_installation

    def counted() -> dict[str, int]:
        with acting(cast.ayse.person):
            return {
                kind: len(facts_from_installation(kind, person=cast.ayse.person, vault=cast.ayse.vault, **asked))
                for kind in ("contact", "presentation")
            }

    asked: dict[str, Any] = {"centre_id": cast.konak.id, "period": str(timezone.localdate().year)}
    before = counted()
    ayse = cast.ayse.client()
    for story in STORIES:
        assert ayse.post(reverse("practice:contact", args=[story.code]), typed(story)).status_code == 200
    assert counted() == before


def test_the_room_has_no_table_no_vault_and_no_fact() -> None:
    import ast
    from importlib.util import find_spec
    from pathlib import Path

    assert list(apps.get_app_config("practice").get_models()) == []
    spec = find_spec("omuz.casework.practice")
    assert spec is not None and spec.origin is not None
    asked = set()
    for path in Path(spec.origin).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                asked.add(node.module or "")
    assert not [name for name in asked if ".vault" in name or ".actions" in name or name.endswith(".models")]
