"""Protected tables and words of the invented report, made by the real gate from counts written down here."""

from collections.abc import Mapping

from omuz.foundation.privacy.cells import TOTAL, Dimension, RawTable
from omuz.foundation.privacy.gate import INSTITUTIONS, NETWORK, protect
from omuz.foundation.privacy.safe import SafeTable

LONG = "Muvaffakiyetsizleştiricileştiriveremeyebileceklerimizdenmişsinizcesine"
CENTRES = tuple(f"{name} Kadın Danışma Merkezi" for name in (
    "Aliağa", "Balçova", "Bayraklı", "Bergama", "Bornova", "Buca", "Çeşme", "Çiğli", "Dikili", "Foça", "Gaziemir",
    "Güzelbahçe", "Karabağlar", "Karşıyaka", "Kemalpaşa", "Konak", "Menderes", "Menemen", "Narlıdere", "Ödemiş",
    "Seferihisar", "Urla",
))  # fmt: skip
BUILDINGS = {
    "own": "Müstakil bina", "municipal": "Belediye binası içinde", "culture": "Kültür merkezinde",
    "rented": "Kirada", "other": "Başka",
}  # fmt: skip
NEEDS = {
    "lawyer": "Avukat saati", "psychologist": "Psikolog kadrosu", "vehicle": "Araç", "room": "Sesi geçirmeyen oda",
    "budget": "Kendi bütçe kalemi", "training": "Süpervizyon ve eğitim", "software": "Ortak kayıt",
    "child": "Çocuk alanı",
}  # fmt: skip
STAFF = {"social_worker": "Sosyal hizmet uzmanı", "psychologist": "Psikolog", "lawyer": "Avukat", "office": "Büro"}
STATUS = {"officer": "Memur", "contract": "Sözleşmeli", "company": "Şirket işçisi"}


def answers(
    name: str, words: Mapping[str, str], counts: Mapping[str, int], total: int, period: str = "2026"
) -> SafeTable:
    """A question of several answers put to centres, by the network's policy for centres."""
    raw = RawTable(
        indicator=f"profile:{name}", version=1, dimensions=(Dimension("answer", tuple(words)),),
        counts={**{(code,): count for code, count in counts.items()}, (TOTAL,): total}, multi=("answer",),
        base="merkez", period=period, grain="year",
    )  # fmt: skip
    return protect(raw, INSTITUTIONS)


def part_of(name: str, part: int, whole: int, period: str = "2026") -> SafeTable:
    """How many of how many centres."""
    raw = RawTable(
        indicator=f"profile:{name}", version=1, dimensions=(), counts={(): part}, denominators={(): whole},
        base="merkez", period=period, grain="year", measure="share",
    )  # fmt: skip
    return protect(raw, INSTITUTIONS)


def staff(period: str = "2026") -> SafeTable:
    """Staff by title and status, some of it small."""
    counts = {
        ("social_worker", "officer"): 31, ("social_worker", "contract"): 22, ("social_worker", "company"): 9,
        ("psychologist", "officer"): 14, ("psychologist", "contract"): 17, ("psychologist", "company"): 2,
        ("lawyer", "officer"): 6, ("lawyer", "contract"): 3, ("lawyer", "company"): 8,
        ("office", "officer"): 12, ("office", "contract"): 7, ("office", "company"): 26,
    }  # fmt: skip
    raw = RawTable(
        indicator="profile:staff", version=1,
        dimensions=(Dimension("title", tuple(STAFF)), Dimension("status", tuple(STATUS))), counts=counts,
        base="personel", period=period, grain="year",
    )  # fmt: skip
    return protect(raw, NETWORK)


def waits(middle: float) -> SafeTable:
    """Days until the first interview, in the middle of 19 answers."""
    raw = RawTable(
        indicator="profile:time_to_first", version=1, dimensions=(), counts={(): 19}, measure="median",
        medians={(): middle}, base="merkez", period="2026", grain="year",
    )  # fmt: skip
    return protect(raw, INSTITUTIONS)
