"""The dictionary is whole, and nothing in it makes a rate among all women of what came to a centre."""

import pytest

from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.fact_kinds import fact_kind
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.insight.indicators.claims import claims_in
from omuz.insight.indicators.definitions import all_indicators
from tests.insight.indicators.conftest import HEAD, Defined

GOOD = "by = []\n[count]\n"


def test_all_sixty_two_indicators_are_defined() -> None:
    assert {f"I{number:02}" for number in range(1, 63)} <= set(all_indicators())


def test_what_counts_otherwise_stands_beside_an_indicator_of_the_list() -> None:
    more = {code for code in all_indicators() if len(code) > 3}
    assert more == {"I02P", "I08P", "I09P", "I10P", "I14P", "I60B", "I60R", "I62K"}
    assert all(code[:3] in all_indicators() for code in more)


@pytest.mark.parametrize(
    "text",
    [
        "Şiddetin yaygınlığı",
        "YAYGINLIK",
        "Prevalence of violence",
        "INCIDENCE by district",
        "Her üç kadından biri",
        "One in three women",
        "Kadınların %28’i",
        "38 per cent of women",
        "Contacts per 100,000 women",
        "Fiziksel şiddetin görülme sıklığı",
    ],
)
def test_a_claim_of_prevalence_is_found(text: str) -> None:
    assert claims_in(text)


@pytest.mark.parametrize(
    "text",
    ["Yaygınlık değildir.", "This is no prevalence.", "Not a measure of prevalence.", "Centres per 50,000 women"],
)
def test_a_denial_of_prevalence_is_no_claim(text: str) -> None:
    assert claims_in(text) == ()


def test_a_definition_that_claims_prevalence_is_not_read(defined: Defined, monkeypatch: pytest.MonkeyPatch) -> None:
    defined(GOOD)
    monkeypatch.setattr("tests.insight.indicators.conftest.HEAD", HEAD.replace('"Trial"', '"Prevalence"'))
    with pytest.raises(CatalogueError, match=r"T01\.toml, title"):
        defined(GOOD)


def test_no_text_of_the_catalogues_claims_prevalence() -> None:
    folder = catalogue_folder()
    for path in [*folder.glob("returns/*.toml"), *folder.glob("external/*.toml"), *folder.glob("texts/**/*.toml")]:
        assert claims_in(path.read_text(encoding="utf-8")) == (), path.name
    for path in (folder / "facts").glob("*.toml"):
        kind = fact_kind(path.stem)
        assert claims_in(f"{kind.title.tr} {kind.title.en} {kind.meaning.tr} {kind.meaning.en}") == ()
