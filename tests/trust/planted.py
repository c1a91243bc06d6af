"""Sentences as they stand in reports and analyses, each with one thing planted that leads to somebody."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

NAMES = (
    "Fatma", "Emine", "Hatice", "Zeynep", "Elif", "Meryem", "Sultan", "Zehra", "Hanife", "Havva", "Songül", "Gülsüm",
    "Nurcan", "Şerife", "Berivan", "Rojda", "Zilan", "Dilan", "Hêvî", "Rukiye", "Feride", "Nigâr", "Yıldız", "Çiğdem",
    "Mehmet", "Mustafa", "Hüseyin", "İbrahim", "Ramazan", "Serhat", "Cihan", "Umut", "Barış", "Deniz", "Amina", "Layla",
    "Oksana", "Natalia", "Mariam", "Gulnara",
)  # fmt: skip
SURNAMES = (
    "Yılmaz",
    "Kaya",
    "Demir",
    "Çelik",
    "Şahin",
    "Öztürk",
    "Arslan",
    "Doğan",
    "Kılıç",
    "Aydın",
    "Karataş",
    "Güneş",
)
PLACES = ("Kemeraltı", "Gültepe", "Limontepe", "Basmane", "Kadifekale", "Yeşilyurt", "Evka 3", "Alsancak")
DISTRICTS = ("Buca", "Bornova", "Karabağlar", "Konak", "Menemen", "Torbalı", "Urla", "Çeşme")
FRAMES = (
    "Danışan {} ile iki kez görüşüldü.",
    "Görüşmeye {} da katıldı, sonra kurumla yazışıldı.",
    "Kurum bize {} üzerinden ulaştı.",
    "Desteğe gelen kadın, {} diye anlattı.",
    "Bu olayda {} önemliydi.",
    "{} geçen yıl ilk kez geldi.",
    "Sonra konuştuk. {} o gün yalnızdı.",
    "Meeting notes say that {} was mentioned.",
)


@dataclass(frozen=True)
class Planted:
    """A text and the words in it that lead to somebody."""

    kind: str
    text: str
    words: str


def _digits(chance: random.Random, number: int) -> str:
    return "".join(chance.choices("0123456789", k=number))


KINDS: dict[str, Callable[[random.Random], str]] = {
    "name": lambda chance: chance.choice(NAMES),
    "name in small letters": lambda chance: chance.choice(NAMES).replace("İ", "i").replace("I", "ı").lower(),
    "relative": lambda chance: chance.choice(["muhtarın kızı", "komşunun gelini", "imamın eşi", "bakkalın kardeşi"]),
    "job": lambda chance: chance.choice(["ilkokul öğretmeni", "eczacı", "belediyede temizlik işçisi", "hemşire"]),
    "full name": lambda chance: f"{chance.choice(NAMES)} {chance.choice(SURNAMES)}",
    "mobile": lambda chance: chance.choice(["0{} {} {} {}", "+90 {} {} {} {}", "0{}-{}-{}-{}", "{}{}{}{}"]).format(
        f"5{_digits(chance, 2)}", _digits(chance, 3), _digits(chance, 2), _digits(chance, 2)
    ),
    "land line": lambda chance: f"0232 {_digits(chance, 3)} {_digits(chance, 2)} {_digits(chance, 2)}",
    "identity number": lambda chance: f"{chance.randint(1, 9)}{_digits(chance, 10)}",
    "mail": lambda chance: f"{chance.choice(['ayse', 'f.kaya', 'gul_82'])}@{chance.choice(['ornek', 'posta'])}.com",
    "day": lambda chance: chance.choice(["{}.0{}.2026", "{} Mart {}", "{}/{}/26"]).format(
        chance.randint(10, 28), chance.randint(1, 9)
    ),
    "age": lambda chance: f"{chance.randint(18, 79)} yaşında",
    "neighbourhood": lambda chance: f"{chance.choice(PLACES)}’nde oturan",
    "district": lambda chance: f"{chance.choice(DISTRICTS)}’da",
    "court case": lambda chance: f"2026/{chance.randint(10, 9999)} esas",
    "number plate": lambda chance: f"35 {chance.choice(['AB', 'KLM', 'Z'])} {_digits(chance, 3)}",
    "account": lambda chance: f"TR{_digits(chance, 2)} {_digits(chance, 4)} {_digits(chance, 4)}",
    "file code": lambda chance: f"D-{''.join(chance.choices('23456789ABCDEFGH', k=5))}",
    "address": lambda chance: f"{chance.randint(1000, 9999)} sokak no {chance.randint(1, 99)}",
}


def planted(chance: random.Random) -> Iterator[Planted]:
    """Without end: every kind in turn, in one of the sentences, among ordinary ones."""
    while True:
        for kind, made in KINDS.items():
            words = made(chance)
            told = chance.choice(FRAMES).format(words)
            yield Planted(kind, f"Odanın sesi dışarı çıkıyor. {told} Daha çok destek gerekiyor.", words)
