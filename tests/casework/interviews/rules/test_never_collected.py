"""What is never collected has no field: not in the questions, the form, the lists, the rows or the tables."""

import re

import pytest

from omuz.casework.interviews.forms.interview import InterviewForm
from omuz.casework.interviews.models import Interview, InterviewVersion
from omuz.casework.interviews.queries.wording import wording
from omuz.casework.interviews.rules.questions import BLOCKS, PERSONS, QUESTIONS, WORDS
from omuz.foundation.catalogue.fact_kinds import fact_kind
from omuz.foundation.catalogue.lists import code_list

NEVER = {
    "religion and sect": r"relig(?!ious_marriage)|faith|sect\b|mezhep|\bdin\b|inanç",
    "ethnic origin": r"ethnic|etnik|mother_tongue|ana dil|kökeni",
    "political opinion": r"politic|siyasi|party\b",
    "sexual history": r"sexual_history|cinsel geçmiş|virgin|bekaret",
    "her alcohol, her psychiatric history": r"\balcohol|psychiatr|psikiyatri|diagnos|medication",
    "blame": r"blame|fault|suçu|kusur|provo",
    "proof": r"proof|evidence|verified|doğrulan|kanıt|credib|truth",
    "photograph, fingerprint, place": r"photo|fotoğraf|fingerprint|parmak|location|konum|gps|coordinate",
    "marks for women": r"motivation|cooperat|uyum|score|puan|rank_of",
    "birth date and numbers": r"birth|doğum|national_id|kimlik no|tckn|passport|document_number",
    "compulsory orientation": r"orientation|gender_identity|sogi|yönelim",
}
ABOUT_THE_OTHER = {"person_trait", "person_sex", "relation"}


def _names() -> set[str]:
    questions = [*QUESTIONS, *(each for block in BLOCKS.values() for each in block.questions)]
    fields = {field.name for model in (Interview, InterviewVersion) for field in model._meta.get_fields()}
    columns = {f"{name} {column.title}" for name, column in fact_kind("presentation").columns.items()}
    titles = {f"{name} {asking.title.tr} {asking.title.en}" for name, asking in wording().questions.items()}
    codes = {
        f"{entry.code} {entry.tr}"
        for name in {each.catalogue for each in questions} - ABOUT_THE_OTHER - {"institution"}
        for entry in code_list(name)
    }
    return {*(each.name for each in questions), *fields, *columns, *titles, *codes, *WORDS, *InterviewForm.names()}


@pytest.mark.parametrize("what", NEVER)
def test_no_field_no_list_and_no_column_asks_for(what: str) -> None:
    found = {name for name in _names() if re.search(NEVER[what], name.replace("İ", "i").lower())}
    assert found == set()


def test_of_a_person_who_used_violence_there_is_relation_sex_and_what_bears_on_her_safety_and_nothing_else() -> None:
    assert {each.name for each in PERSONS.questions} == {"relation", "sex", "traits"}
    fields = {name.rsplit("-", 1)[-1] for name in InterviewForm.names() if name.startswith("persons-")}
    assert fields == {"relation", "sex", "traits"}


def test_of_a_child_there_is_no_name_no_school_and_no_birthday() -> None:
    assert {each.name for each in BLOCKS["children"].questions} == {"age", "with_her", "exposure"}


def test_how_she_describes_herself_her_status_and_details_are_in_no_column_of_a_row() -> None:
    columns = set(fact_kind("presentation").columns)
    assert columns.isdisjoint({*WORDS, "nationality_status", "sexual_detail", "incident_on", "minutes", "on", "traits"})


def test_no_column_of_a_row_can_hold_a_name_a_word_or_a_day() -> None:
    for column in fact_kind("presentation").columns.values():
        for word in ("Ayşe", "2026-07-14", "D-2A3B4 kod", "0532 000 00 00"):
            assert not column.accepts(word)


def test_nothing_in_the_form_is_required() -> None:
    assert [name for name, field in InterviewForm().fields.items() if field.required] == []


def test_every_gentle_wording_is_there_in_both_languages_and_says_siz() -> None:
    gently = [asking.gently for asking in wording().questions.values() if asking.gently]
    assert len(gently) >= 25
    assert all(words.tr and words.en for words in gently)
    assert not [words.tr for words in gently if re.search(r"\bsen\b|\bsana\b|\bseni\b|\bneden\b.*\?", words.tr.lower())]
    assert "zorunda değilsiniz" in wording().always.tr
