"""What a new password must be, and in which words it is refused."""

import pytest
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import CommonPasswordValidator, validate_password
from django.core.exceptions import ValidationError

from omuz.foundation.people.models import Staff
from omuz.foundation.people.passwords import common_words, folded
from omuz.foundation.people.rules import Role
from tests.cast import Cast


def _refusal(password: str, staff: Staff | None = None) -> str:
    with pytest.raises(ValidationError) as told:
        validate_password(password, staff)
    return " ".join(told.value.messages)


@pytest.mark.parametrize(
    "password",
    ["yedi kırlangıç sabaha karşı", "mavi bisiklet ile Foça", "tahterevalli üçgen lodos", "sabahki vapurda çay soğudu"],
)
def test_a_sentence_of_one_s_own_is_good_whatever_signs_it_has(password: str) -> None:
    validate_password(password)


def test_alone_it_has_fifteen_signs_beside_a_second_factor_twelve(cast: Cast, settings) -> None:
    twelve = "lodos çıktı!"
    assert len(twelve) == 12
    assert "15" in _refusal(twelve, cast.ayse.staff)
    settings.OMUZ_SECOND_FACTOR = "required"
    validate_password(twelve, cast.ayse.staff)
    assert "15" in _refusal(twelve, cast.derya.staff)
    assert "12" in _refusal("lodos çıkt!", cast.ayse.staff)


@pytest.mark.parametrize(
    "password",
    [
        "parolaparolaparola", "Sifre123456789!!", "galatasaray19051905", "istanbulistanbul", "Fenerbahçe1907!!!!",
        "qwertyqwertyqwerty", "password12345678", "aaaaaaaaaaaaaaaaaa", "1234567890123456", "SeniSeviyorum2026",
        "HOŞGELDİNİZMİR35", "kadindanismamerkezi", "omuzomuza123456",
    ],
)  # fmt: skip
def test_what_is_guessed_first_is_refused_however_it_is_dressed(password: str) -> None:
    assert "ilk denenenlerden" in _refusal(password)


def test_no_common_password_of_the_published_list_passes() -> None:
    passed = []
    for word in sorted(CommonPasswordValidator().passwords)[:10_000]:
        try:
            validate_password(word)
        except ValidationError:
            continue
        passed.append(word)
    assert passed == []


def test_a_common_word_made_long_by_digits_does_not_pass_either() -> None:
    for word in sorted(word for word in common_words() if word.isalpha())[:1500]:
        assert _refusal(f"{word}1234567890123")


@pytest.mark.parametrize("password", ["aysedemir2026aysede", "Ayşe Demir Konak!!", "ayse.demir.ayse.demir"])
def test_it_is_not_built_from_her_name(cast: Cast, password: str) -> None:
    validate_password("yedi kırlangıç sabaha karşı", cast.ayse.staff)
    assert _refusal(password, cast.ayse.staff)


def test_turkish_letters_fold_to_what_a_guesser_types() -> None:
    assert folded("GÜNEŞİ IŞIĞI Çöl") == "gunesi isigi col"


def test_the_hash_is_argon2id_at_the_cost_of_the_settings(settings) -> None:
    settings.OMUZ_KEY_COST = {"time_cost": 3, "memory_cost": 65536, "parallelism": 2}
    stored = make_password("yedi kırlangıç sabaha karşı")
    assert stored.startswith("argon2$argon2id$v=19$m=65536,t=3,p=2$")
    assert check_password("yedi kırlangıç sabaha karşı", stored)
    assert not check_password("yedi kırlangıç sabaha karşi", stored)


def test_the_installation_s_own_cost_is_at_least_what_is_promised() -> None:
    from omuz.site import settings as installed

    assert installed.OMUZ_KEY_COST["memory_cost"] >= 64 * 1024
    assert installed.OMUZ_KEY_COST["time_cost"] >= 3


def test_a_changed_cost_writes_no_account_at_sign_in(cast: Cast, settings) -> None:
    settings.OMUZ_KEY_COST = {"time_cost": 2, "memory_cost": 64, "parallelism": 1}
    assert cast.ayse.staff.check_password(cast.ayse.password)


def test_every_role_has_a_title_and_a_sentence_in_both_languages() -> None:
    from django.utils import translation

    from omuz.foundation.people.words import ROLE_SENTENCES, ROLE_TITLES

    assert set(ROLE_TITLES) == set(ROLE_SENTENCES) == set(Role)
    for role in Role:
        turkish = str(ROLE_SENTENCES[role])
        with translation.override("en"):
            assert str(ROLE_SENTENCES[role]) != turkish, role
