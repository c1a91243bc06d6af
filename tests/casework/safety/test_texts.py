"""The words of the talk and the plan: whole, in both languages, agreeing with the rule, free of what harms."""

import re
import shutil

import pytest
from django import forms

from omuz.casework.safety.forms.plan import PlanForm
from omuz.casework.safety.forms.talk import TalkForm
from omuz.casework.safety.queries.texts import _factors_in, factor_texts, plan_headings, plan_parts
from omuz.casework.safety.rules.factors import RED, Factor
from omuz.casework.safety.rules.prompt import Level
from omuz.casework.safety.rules.talk import SHE_DID_NOT_WANT
from omuz.casework.safety.rules.triggers import TriggerKind
from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.lists import code_list
from omuz.foundation.catalogue.place import catalogue_folder


def test_every_factor_has_its_words_and_the_red_ones_are_those_of_the_rule() -> None:
    texts = factor_texts()
    assert sorted(each.factor for each in texts) == sorted(Factor)
    assert {each.factor for each in texts if each.red} == RED
    assert texts[0].factor is Factor.OWN_FEAR, "her own fear stands first"
    for each in texts:
        assert each.ask.tr.strip().endswith(("?", ".")), each.factor
        assert each.title.tr != each.title.en


def test_no_word_of_a_factor_is_a_number_or_a_share() -> None:
    for each in factor_texts():
        for words in (each.title, each.ask, each.why):
            assert not re.search(r"\d|%|kat ", words.tr), each.factor


@pytest.mark.parametrize(
    ("change", "says"),
    [(("red = true", "red = false"), "kırmızı"), (('code = "weapon"', 'code = "stalking"'), "yirmi etken")],
)
def test_a_file_that_disagrees_with_the_rule_is_refused(tmp_path, change, says) -> None:
    folder = tmp_path / "catalogues"
    shutil.copytree(catalogue_folder() / "texts", folder / "texts")
    path = folder / "texts" / "risk_factors.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(*change, 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=says):
        _factors_in(folder)


def test_every_heading_has_a_code_of_its_own_and_a_gentle_question() -> None:
    codes = [heading.code for heading in plan_headings()]
    assert len(set(codes)) == len(codes)
    assert {part.code for part in plan_parts()} == {
        "living_together", "emergency", "leaving", "after_leaving", "digital", "children", "feelings", "law",
    }  # fmt: skip
    assert all(heading.ask.tr.endswith("?") for heading in plan_headings())


def test_a_suspected_spying_app_says_talk_first() -> None:
    mind = {heading.code: heading.mind for heading in plan_headings()}["spying_app"]
    assert mind is not None
    assert "Önce konuşun" in mind.tr


def test_the_lists_hold_every_code_of_the_rules() -> None:
    assert set(code_list("risk_prompt").codes) == set(Level)
    assert set(code_list("risk_trigger").codes) == set(TriggerKind)
    assert SHE_DID_NOT_WANT in code_list("risk_action").codes


def test_neither_form_has_a_field_that_must_be_filled_or_that_names_anybody() -> None:
    for form in (TalkForm(), PlanForm()):
        assert not any(field.required for field in form.fields.values())
        assert not any(re.search(r"name|phone|address$", name) for name in form.fields)
        assert type(form)({}).is_valid(), "nothing at all can be saved"


def test_no_field_of_either_form_is_a_number() -> None:
    for form in (TalkForm(), PlanForm()):
        for field in form.fields.values():
            assert not isinstance(field, forms.IntegerField | forms.FloatField | forms.DecimalField)
