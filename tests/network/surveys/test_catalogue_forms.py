"""The questionnaires that come with the program are accepted, speak both languages, and can be filled and sent."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from omuz.foundation.catalogue.place import catalogue_folder
from omuz.foundation.people.access import acting
from omuz.network.surveys.logic import blank
from omuz.network.surveys.logic.evaluation import true_at
from omuz.network.surveys.logic.world import World
from omuz.network.surveys.models import Answer
from omuz.network.surveys.queries.shown import paper
from omuz.network.surveys.xlsform import Form, Question, read
from omuz.network.surveys.xlsform.tree import Words
from tests.network.surveys.conftest import House
from tests.network.surveys.hands import typed_and_sent
from tests.network.surveys.test_same_bytes import asked_of_konak

FILES = sorted((catalogue_folder() / "surveys").glob("*.xls*"))
OF_THE_CONVERTER = "reserved_name_for_field_list_labels"
LANGUAGES = ("Türkçe (tr)", "English (en)")


def _form(path: Path) -> Form:
    found = read(path.read_bytes(), path.name)
    assert isinstance(found, Form), str(found)
    return found


def test_the_profile_the_needs_and_the_policies_are_there() -> None:
    assert {path.name for path in FILES} >= {"centre_profile.xlsx", "municipality_policy.xlsx", "needs_priorities.xlsx"}


def _spoken(form: Form) -> Iterator[tuple[str, Words]]:
    """Every sentence somebody reads, with where it stands."""
    for node in form.walk():
        if node.name.startswith(OF_THE_CONVERTER):
            continue
        yield f"{node.path} hint", node.hint
        if isinstance(node, Question):
            yield f"{node.path} constraint", node.constraint_message
            yield f"{node.path} required", node.required_message
        if not isinstance(node, Question) or node.asked:
            yield f"{node.path} label", node.label
    for listed in form.lists.values():
        yield from ((f"{listed.name} {choice.name}", choice.label) for choice in listed.choices)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_sentence_of_a_catalogue_form_is_there_in_both_languages(path: Path) -> None:
    form = _form(path)
    assert form.languages == LANGUAGES
    assert [str(warning) for warning in form.warnings] == []
    silent = [f"{question.path}" for question in form.questions if question.asked and not question.label]
    assert silent == []
    for where, words in _spoken(form):
        told = {language: pieces for language, pieces in words.by_language.items() if pieces and pieces != ("-",)}
        assert set(told) in ({*LANGUAGES}, set()), where
    for language in LANGUAGES:
        assert all(line.label for line in paper(form, language))


def _fitting(form: Form) -> dict[str, str]:
    """A number each question that asks for one takes: a count, or a year."""
    found = {}
    for question in form.questions:
        if question.type in {"integer", "decimal"} and question.constraint:
            instance = blank(form)
            for told in ("7", "2024", "1", "0"):
                instance.put(question.path, told)
                if true_at(question.constraint, World(form, instance.top), instance.node(question.path)):
                    found[question.path] = told
                    break
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_catalogue_form_is_filled_and_sent_in_the_browser(house: House, path: Path) -> None:
    asked = asked_of_konak(house, path.read_bytes(), path.name)
    client = house.cast.ayse.client()
    with acting(house.cast.elif_.person):
        invitation = asked.invitations.get()
    begun = client.post(f"/anketler/davet/{invitation.id}/yaz/")["Location"]
    typed_and_sent(client, begun, _fitting(_form(path)))
    with acting(house.cast.ayse.person):
        answer = Answer.objects.get(invitation=invitation)
    assert answer.state == Answer.State.SUBMITTED
    assert len(answer.instance) > 200
