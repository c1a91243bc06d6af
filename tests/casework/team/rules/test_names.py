"""Names are found through Turkish letters, endings, order and slips of the hand, and strangers are not."""

import itertools
import random
import string

import pytest

from omuz.casework.team.queries.alike import LEAST, Names
from omuz.casework.team.rules.names import Quality, joined, phone_of, plain, quality_of, sound, words_of

FIRST = (
    "Ayşegül Fatma Emine Hatice Zeynep Elif Meryem Şerife Zehra Sultan Hanife Merve Havva Gülşen Ümmühan Iraz".split()
)
LAST = "Yılmaz Kaya Demir Çelik Şahin Yıldız Öztürk Aydın Özdemir Arslan Doğan Kılıç Çetin Koç Kurt Işık".split()


@pytest.fixture(scope="module")
def names() -> Names:
    return Names((f"{one} {other}", f"{one} {other}") for one, other in itertools.product(FIRST, LAST))


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("ayşegül yılmaz", "Ayşegül Yılmaz"),
        ("AYŞEGÜL YILMAZ", "Ayşegül Yılmaz"),
        ("aysegul yilmaz", "Ayşegül Yılmaz"),
        ("Ayşe Gül Yılmaz", "Ayşegül Yılmaz"),
        ("Ayşegül Yılmaz’ın", "Ayşegül Yılmaz"),
        ("Ayşegül'e Yılmaz", "Ayşegül Yılmaz"),
        ("Yılmaz Ayşegül", "Ayşegül Yılmaz"),
        ("Aysgül Yılmaz", "Ayşegül Yılmaz"),
        ("Ayşegül Yımlaz", "Ayşegül Yılmaz"),
        ("Zeyneb Kaya", "Zeynep Kaya"),
        ("Meryem Ozturk", "Meryem Öztürk"),
        ("IRAZ IŞIK", "Iraz Işık"),
        ("iraz isik", "Iraz Işık"),
        ("Şerife Şah", "Şerife Şahin"),
        ("Ummuhan Kilic", "Ümmühan Kılıç"),
    ],
)
def test_a_tired_hand_still_finds_her(names: Names, asked: str, wanted: str) -> None:
    assert wanted in [hit.text for hit in names.find(asked)][:3]


@pytest.mark.parametrize("asked", ["Wolfgang Müller", "Christodoulos", "Bartholomew Quint", "x", "", "'nın", "12"])
def test_a_stranger_is_not_found(names: Names, asked: str) -> None:
    assert names.find(asked) == []


def test_slips_are_found_nearly_always(names: Names) -> None:
    rng = random.Random(7)
    missed = 0
    everybody = [f"{one} {other}" for one, other in itertools.product(FIRST, LAST)]
    for _round in range(200):
        name = rng.choice(everybody)
        place = rng.randrange(1, len(name) - 1)
        slip = rng.choice(
            (name[:place] + name[place + 1 :], name[:place] + rng.choice(string.ascii_lowercase) + name[place:])
        )
        missed += name not in [hit.text for hit in names.find(slip)]
    assert missed <= 10


def _steps(one: str, other: str) -> int:
    """The same distance as plain as it can be written."""
    rows = [[max(a, b) if not min(a, b) else 0 for b in range(len(other) + 1)] for a in range(len(one) + 1)]
    for a in range(1, len(one) + 1):
        for b in range(1, len(other) + 1):
            cost = one[a - 1] != other[b - 1]
            rows[a][b] = min(rows[a - 1][b] + 1, rows[a][b - 1] + 1, rows[a - 1][b - 1] + cost)
            if min(a, b) > 1 and one[a - 1] == other[b - 2] and one[a - 2] == other[b - 1]:
                rows[a][b] = min(rows[a][b], rows[a - 2][b - 2] + 1)
    return rows[-1][-1]


def test_the_quick_distance_is_the_plain_one(names: Names) -> None:
    rng = random.Random(3)
    for word in ("aysegul", "yilmaz", "kaia", "ummuhan", "a", "zzzzzz", "ozturkozturk"):
        quick = names._distances(word)
        for place in rng.sample(range(len(names._order)), 20):
            other = names._words[names._order[place]]
            assert quick[place] == _steps(word, other), (word, other)


def test_each_file_is_found_once_and_the_best_first() -> None:
    names = Names([(1, "Ayşe Kaya"), (1, "Ayşe Demir"), (2, "Ayşen Kayalı")])
    found = names.find("Ayşe Kaya")
    assert [hit.key for hit in found] == [1, 2]
    assert found[0].score > found[1].score >= LEAST


def test_no_names_are_no_fault() -> None:
    assert Names([]).find("Ayşe") == []
    assert len(Names([(1, "…"), (2, "Ayşe")])) == 1


def test_words_sounds_and_numbers() -> None:
    assert words_of("  AYŞEGÜL’ün  Öz-Kaya ") == ("aysegul", "oz", "kaya")
    assert plain("Ayşe'nin  KAYA") == "ayşe kaya"
    assert sound("zeyneb") == sound("zeynep")
    assert sound("murad") == sound("murat")
    assert sound("emmine") == sound("emine")
    assert joined(("ayse", "gul", "kaya")) == ("aysegul", "gulkaya")
    assert phone_of("+90 (532) 111 22 33") == phone_of("0532 1112233") == "5321112233"
    assert phone_of("153") == ""


@pytest.mark.parametrize(
    ("found", "score", "quality"),
    [("Ayşe Kaya", 1.0, Quality.SAME), ("KAYA Ayşe", 1.0, Quality.SPELLING), ("Ayse Kaya", 1.0, Quality.SPELLING),
     ("Ayşen Kaya", 0.9, Quality.CLOSE), ("Ayşe Karaca", 0.75, Quality.FAR)],
)  # fmt: skip
def test_how_alike_is_told_in_words_not_in_numbers(found: str, score: float, quality: Quality) -> None:
    assert quality_of("ayşe kaya", found, score) is quality
