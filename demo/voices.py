"""What the invented centres let be quoted and shown: words with check and consent, cards, recommendations decided."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from omuz.foundation.people.access import Person, acting
from omuz.foundation.people.models import Centre
from omuz.network.reports.actions.voices import cards, quotes, recommendations
from omuz.network.reports.models import Recommendation
from omuz.network.reports.queries.voices.card_facts import card_of
from omuz.network.reports.queries.voices.open_answers import OpenAnswer, open_answers
from omuz.network.reports.queries.voices.recommendations import gap_figures
from omuz.network.reports.rules.voices_cards import CHOSEN_AT_FIRST
from omuz.network.reports.rules.voices_drafts import drafts_from
from omuz.network.reports.rules.voices_marks import checklist
from omuz.network.reports.rules.voices_proposals import proposals
from omuz.network.surveys.models import Round

ACCEPTED, REJECTED = 9, 2
"""Recommendations of a year that the meeting accepted and rejected; the rest are still drafts."""
NEEDS = "needs_named"


@dataclass(frozen=True)
class House:
    """Who speaks for which centre, who coordinates the network, and who edits with her."""

    leads: Mapping[str, Person]
    centres: Mapping[str, Centre]
    network: Person
    editor: Person

    def lead_of(self, centre_id: object) -> Person:
        """The coordinator of a centre."""
        return next(self.leads[code] for code, centre in self.centres.items() if centre.id == centre_id)


@dataclass(frozen=True)
class _Words:
    """What somebody wrote, as it is quoted in both languages, and in which section."""

    said: str
    tr: str
    en: str
    section: str = NEEDS


_QUOTED = (
    _Words("İkinci psikolog", "İkinci bir psikolog.", "A second psychologist."),
    _Words("Sesi dışarı çıkmayan görüşme odası", "Sesi dışarı çıkmayan bir görüşme odası.",
           "An interview room no voice gets out of."),
    _Words("Herkes için süpervizyon", "Süpervizyon; ama herkes için.", "Supervision, but for everybody."),
    _Words("Ayrı bütçe kalemi", "Bize ait bir bütçe kalemi.", "A budget line that is ours."),
    _Words("Arapça tercüman", "Güvenebileceğimiz bir Arapça tercüman.", "An Arabic interpreter we can trust."),
    _Words("Haftada bir vaka dışı ekip toplantısı.",
           "Haftada bir, dosya konuşmadan, yalnız birbirimizi dinlediğimiz bir toplantı yapıyoruz.",
           "Once a week we meet without talking about files, only to listen to each other.", "staff"),
    _Words("Komşu merkezle nöbet değişimi.", "Komşu merkezle nöbet değişiyoruz; ikimiz de nefes alıyoruz.",
           "We swap duties with the centre next door; both of us can breathe.", "cooperation"),
)  # fmt: skip
_HARMLESS = "İşaretli sözcük bir ihtiyacın ya da işin adı; kimseyi tanıtmıyor."
CARDS = ("konak-1", "bornova-1", "karsiyaka-1", "buca-1", "cigli-1", "gaziemir-1")
"""Centres that agreed to their card; the first also shows its needs and steps."""


def plant_quotes(house: House, asked: Round) -> None:
    """Words of different centres: proposed by the network, agreed to by the centre, checked by a second person.

    The last of them waits for the centre.
    """
    with acting(house.network):
        known = open_answers(house.network, asked)
    used: set[object] = set()
    for place, words in enumerate(_QUOTED):
        found = _first(known, words.said, used)
        if found is None:
            continue
        used.add(found.centre_id)
        with acting(house.network):
            row = quotes.propose(
                by=house.network, found=found, section=words.section, words_tr=words.tr, words_en=words.en
            )
        if place == len(_QUOTED) - 1:
            continue
        lead = house.lead_of(found.centre_id)
        with acting(lead):
            row = quotes.consent(by=lead, row=row, seen=row.revision)
        with acting(house.editor):
            answered = [item.code for item in checklist()]
            quotes.check(by=house.editor, row=row, answered=answered, kept_why=_HARMLESS, seen=row.revision)


def _first(known: list[OpenAnswer], said: str, used: Collection[object]) -> OpenAnswer | None:
    """An answer with these words of a centre that is not quoted yet."""
    return next((each for each in known if each.words == said and each.centre_id not in used), None)


def plant_cards(house: House, year: int, codes: Collection[str] = CARDS) -> None:
    """Each centre looks at its card and agrees to it."""
    for code in codes:
        lead, centre = house.leads[code], house.centres[code]
        lines = CHOSEN_AT_FIRST | ({"steps", "needs", "chapters"} if code == CARDS[0] else set())
        with acting(lead):
            card = card_of(centre, year, lines)
            cards.agree(by=lead, centre=centre, year=year, lines=lines, seen=card.digest)


def plant_recommendations(
    house: House, year: int, decided_on: date, *, accepted: int = ACCEPTED, followed: bool = False
) -> None:
    """Drawn from the gaps of the year; the meeting accepts some, rejects a few, and leaves the rest for later."""
    elif_ = house.network
    with acting(elif_):
        recommendations.draw(by=elif_, year=year, drafts=drafts_from(gap_figures(elif_, year), proposals()))
        rows = Recommendation.objects.filter(year=year)
        decided = rows.exclude(state=Recommendation.State.DRAFT).values_list("what_tr", flat=True)
        waiting = rows.filter(state=Recommendation.State.DRAFT).exclude(what_tr__in=list(decided))
        # Two criteria of one chapter may have the same first sentence; a meeting decides on it once.
        drafts = list({row.what_tr: row for row in waiting.order_by("-made_at", "until", "gap")}.values())
        decision = "Ağ toplantısı, karar "
        for number, row in enumerate(drafts[: accepted + REJECTED], 1):
            if number <= accepted:
                kept = recommendations.decide(
                    by=elif_, row=row, accept=True, decision=f"{decision}{number}", on=decided_on
                )
                if followed:
                    progress, why = _FOLLOWED[number % len(_FOLLOWED)]
                    recommendations.follow(by=elif_, row=kept, progress=progress, why=why)
            else:
                recommendations.decide(
                    by=elif_, row=row, accept=False, on=decided_on, decision=f"{decision}{number}",
                    why="Bu yıl kaynağı yok; gelecek yıl yeniden konuşulacak.",
                )  # fmt: skip


_FOLLOWED = (
    ("done", "Meclis kararı alındı, yönergeye işlendi."),
    ("under_way", "Satın alma sürüyor; yıl sonunda tamamlanması bekleniyor."),
    ("under_way", "Taslak hazır, hukuk biriminde."),
    ("left", "Kaynak bulunamadı; bu yıl yeniden önerildi."),
)
