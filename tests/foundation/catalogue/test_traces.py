"""Words that lead to somebody are known by their signs; words that lead to nobody are left alone."""

import pytest

from omuz.foundation.catalogue.traces import Sign, in_order, names_a_person, pieces, plain_marks, sign_of_somebody


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("Beni 0532 111 22 33 numarasından arasın", "telephone"),
        ("Santral 0232 444 55 66", "telephone"),
        ("kutu: ornek@belediye.gov.tr", "mail"),
        ("D-1A2B3 dosyası", "file_code"),
        ("Kimliği 12345678901", "identity_number"),
        ("2025/412 D. İş", "court_case"),
        ("12.03.2026 günü geldi", "day"),
        ("2026-03-12", "day"),
        ("12 Mart günü geldi", "day"),
        ("Mart 2026 toplantısı", "day"),
        ("Fatma bunu söyledi", "name"),
        ("fatma bunu söyledi", "name"),
        ("Dün Bozkurt Bey geldi", "name"),
        ("Sayın Yıldırım", "name"),
    ],
)
def test_a_sign_of_somebody_is_found(words: str, sign: str) -> None:
    assert sign_of_somebody(words) == sign


@pytest.mark.parametrize(
    "words",
    [
        "Zabıta ekibi kartı bilmiyor.",
        "8 Mart ve 25 Kasım için kart basılsın.",
        "Umut veren, barış isteyen bir söz.",
        "İki çalışan, üç ay içinde; 2026-2028 dönemi.",
        "Meclis kararı 2026/112",
        "Konak ve Bornova belediyeleri",
        "Her bey öyle değildir.",
    ],
)
def test_words_about_nobody_are_let_through(words: str) -> None:
    assert sign_of_somebody(words) == ""


def test_a_post_is_no_person() -> None:
    assert names_a_person("Ayşe Demir")
    assert not names_a_person("Zabıta müdür yardımcısı")


def test_a_text_is_cut_at_its_marks_and_nothing_is_lost() -> None:
    words = "Dün Karşıyaka’da Zerdali geldi, iki kez."
    cut = pieces(words, in_order(plain_marks(words)))
    assert "".join(part for part, _about in cut) == words
    assert {about for _part, about in cut if about} == {Sign.DISTRICT, Sign.CAPITAL, Sign.NUMBER}


@pytest.mark.parametrize(
    "words",
    [
        "danışan umut ile görüşüldü",
        "Sonra deniz o gün yalnızdı.",
        "Görüşmeye barış da katıldı.",
        "yıldız diye biri",
        "nigâr önemliydi",
        "hêvî geçen yıl taşındı",
        "Oksana bizi aradı",
    ],
)
def test_a_name_in_small_letters_is_marked_where_a_person_stands(words: str) -> None:
    assert Sign.NAME in {mark.about for mark in plain_marks(words)}


@pytest.mark.parametrize(
    "words",
    ["umut veren bir söz", "deniz kıyısında", "barış için", "kadın anlattı", "savaş yıllarında", "güven kuruldu"],
)
def test_the_same_word_is_left_alone_where_it_is_none(words: str) -> None:
    assert Sign.NAME not in {mark.about for mark in plain_marks(words)}
