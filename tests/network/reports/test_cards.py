"""A centre’s card: printed as its coordinator saw it, with her consent only; of a secret place nothing that tells."""

import html
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError, transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Refused, acting
from omuz.insight.reports.asked import Asked
from omuz.insight.reports.content.report_types import sources
from omuz.insight.reports.content.source_keys import fits
from omuz.insight.reports.gathered import Cards, Facts, Piece, Rows, Shown, payload_of
from omuz.insight.reports.snapshot import Snapshot
from omuz.network.directory.actions.keeping import Moment, keep
from omuz.network.directory.models import PublicPart, Service
from omuz.network.reports.actions.refusals import NotNow
from omuz.network.reports.actions.voices.cards import agree, take_back
from omuz.network.reports.models import CardConsent
from omuz.network.reports.queries.about import places
from omuz.network.reports.queries.voices.card_facts import UNNAMED, card_of
from omuz.network.reports.queries.voices.cards import desk, in_force
from omuz.network.reports.queries.voices.report import cards, centre
from omuz.network.reports.queries.voices.taken_back import taken_back
from omuz.network.reports.rules.voices_cards import CHOSEN_AT_FIRST, LINES, lines_for
from omuz.network.standards.actions.improving import Step, open_step
from tests.network.reports import voices
from tests.network.standards import houses

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = pytest.mark.django_db
YEAR = 2026
EVERY_LINE = [line.code for line in LINES]
PEOPLE = ("ayse", "nermin", "zeynep", "elif_", "derya", "can")
PIECES = ("Gizlibahçe", "konak", "0232 000 00 04", "kdm@ornek.invalid", "ornek.invalid")
"""What would tell where the centre is, or to whom to speak to find out."""
CENTRE_KEYS = frozenset(key for key in sources() if key.startswith("centre."))


def _write(cast: "Cast", row: Any, **facts: Any) -> Any:
    with acting(cast.nermin.person):
        return keep(by=cast.nermin.person, row=row, facts=facts, moment=Moment(date(2026, 1, 1)), revision=row.revision)


@pytest.fixture
def public(cast: "Cast") -> Any:
    """Konak’s public part and two services, as its coordinator wrote them."""
    made = _write(
        cast, PublicPart(centre_id=cast.konak.id), phone="0232 000 00 04", hours="Hafta içi 08:30–17:30",
        languages=["turkish"], access=["step_free"], address="Gizlibahçe Cad. No: 5", email="kdm@ornek.invalid",
        website="https://ornek.invalid", appointment="Telefonla ya da gelerek",
    )  # fmt: skip
    _write(cast, Service(centre_id=cast.konak.id), kind="psychological", name="Psikolojik destek", cost="free")
    _write(cast, Service(centre_id=cast.konak.id), kind="legal", name="Hukuk günü", eligibility="Herkes")
    return made


def _agree(cast: "Cast", lines: Any = tuple(CHOSEN_AT_FIRST), year: int = YEAR) -> CardConsent:
    nermin = cast.nermin.person
    with acting(nermin):
        seen = card_of(cast.konak, year, lines).digest
        return agree(by=nermin, centre=cast.konak, year=year, lines=lines, seen=seen)


def _cards(cast: "Cast", year: int = YEAR) -> tuple[Shown, ...]:
    """The cards as the network coordinator gathers them."""
    with acting(cast.elif_.person):
        piece = cards(cast.elif_.person, Asked("needs", year, frozenset({"cards.centres"}))).get("cards.centres")
    return piece.cards if isinstance(piece, Cards) else ()


def _own(cast: "Cast", about: str = "konak-1") -> dict[str, Piece]:
    with acting(cast.elif_.person):
        return dict(centre(cast.elif_.person, Asked("centre_card", YEAR, CENTRE_KEYS, about)))


def _told(*pieces: Piece) -> str:
    return str([payload_of(piece) for piece in pieces])


def test_without_consent_there_is_no_card(cast: "Cast", public: Any) -> None:
    assert _cards(cast) == ()
    assert _own(cast) == {}


def test_the_card_is_printed_as_the_coordinator_saw_it(cast: "Cast", public: Any) -> None:
    _agree(cast)
    (shown,) = _cards(cast)
    facts = {name.tr: words.tr for name, words in shown.facts}
    assert facts["Telefon"] == "0232 000 00 04"
    assert facts["Hizmetler"] == "Hukuk günü, Psikolojik destek"
    assert shown.line.tr == "Konak Belediyesi · Konak"
    assert "onayıyla" in shown.consent.tr
    assert "Nermin" not in _told(Cards((shown,)))
    _write(cast, PublicPart.objects.get(), phone="0232 000 00 99")
    (shown,) = _cards(cast)
    assert {name.tr: words.tr for name, words in shown.facts}["Telefon"] == "0232 000 00 04"
    with acting(cast.nermin.person):
        assert desk(cast.konak, YEAR, None).changed


def test_she_chooses_which_lines_stand_on_it(cast: "Cast", public: Any) -> None:
    _agree(cast, ["hours", "services"])
    (shown,) = _cards(cast)
    assert [name.tr for name, _words in shown.facts] == ["Çalışma saatleri", "Hizmetler"]
    pieces = _own(cast)
    assert set(pieces) == {"centre.facts", "centre.services", "centre.consent"}
    assert "Çalışma saatleri, Hizmetler" in _told(pieces["centre.consent"])


def test_what_it_gives_is_what_the_list_of_sources_promises(cast: "Cast", public: Any) -> None:
    house = houses.made(cast)
    house.signed(A1="1", A2="3")
    _agree(cast, EVERY_LINE, house.asked.year)
    pieces = _own(cast)
    assert {"centre.facts", "centre.services", "centre.reach", "centre.chapters", "centre.consent"} <= set(pieces)
    known = sources()
    for key, piece in pieces.items():
        assert fits(known[key], piece) is piece
    chapters = pieces["centre.chapters"]
    assert isinstance(chapters, Rows)
    assert chapters.rows[0][0].tr == "A Yönetişim ve hukuki dayanak"
    assert chapters.rows[0][2].tr == "–", "there is no former year"


def test_its_needs_stand_there_by_area_and_never_in_its_own_words(cast: "Cast", public: Any) -> None:
    voices.made(cast)
    year = timezone.localdate().year
    _agree(cast, ["needs"], year)
    with acting(cast.elif_.person):
        pieces = centre(cast.elif_.person, Asked("centre_card", year, CENTRE_KEYS, "konak-1"))
    told = _told(*pieces.values())
    assert "C Personel ve yetkinlik" in told
    assert "Fatma" not in told


def test_a_consent_is_to_this_card_and_to_no_other(cast: "Cast", public: Any) -> None:
    nermin = cast.nermin.person
    with acting(nermin):
        seen = card_of(cast.konak, YEAR, ["phone"]).digest
        with pytest.raises(NotNow, match="değişti"):
            agree(by=nermin, centre=cast.konak, year=YEAR, lines=["phone", "address"], seen=seen)
        with pytest.raises(NotNow, match="satır"):
            agree(by=nermin, centre=cast.konak, year=YEAR, lines=["nothing"], seen=seen)
        assert CardConsent.objects.count() == 0


def test_a_consent_holds_for_its_year_and_is_taken_back_without_a_reason(cast: "Cast", public: Any) -> None:
    _agree(cast)
    assert _cards(cast, YEAR + 1) == ()
    nermin = cast.nermin.person
    with acting(nermin):
        take_back(by=nermin, centre_id=cast.konak.id, year=YEAR)
        with pytest.raises(NotNow):
            take_back(by=nermin, centre_id=cast.konak.id, year=YEAR)
    assert _cards(cast) == ()
    _agree(cast, ["hours"])
    assert len(_cards(cast)) == 1


def test_nobody_else_consents_and_a_consent_is_never_changed(cast: "Cast", public: Any) -> None:
    _agree(cast)
    songul = voices.made(cast).songul
    for who in (cast.ayse, cast.elif_, songul, cast.derya):
        with acting(who.person), pytest.raises((Refused, Http404)):
            agree(by=who.person, centre=cast.konak, year=YEAR, lines=["hours"], seen="")
    nermin, elif_ = cast.nermin.person, cast.elif_.person
    with (
        acting(nermin),
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        recorded(by=nermin, event="card.consented"),
    ):
        CardConsent.objects.update(lines=["address"])
    with acting(elif_), recorded(by=elif_, event="card.taken_back"):
        assert CardConsent.objects.update(withdrawn_at=timezone.now()) == 0, "the network reads and cannot write"
    with acting(songul.person):
        assert CardConsent.objects.count() == 0


def test_a_draft_with_a_card_taken_back_is_not_published(cast: "Cast", public: Any, settings: Any) -> None:
    settings.REPORT_SOURCES = {
        room: f"omuz.network.reports.queries.voices.report.{room}" for room in ("cards", "centre")
    }
    _agree(cast)
    one = Snapshot("needs", YEAR, date(2026, 11, 23), {"cards.centres": Cards(_cards(cast))})
    two = Snapshot("centre_card", YEAR, date(2026, 11, 23), _own(cast), "konak-1")
    with acting(cast.elif_.person):
        assert taken_back(one) == taken_back(two) == ()
    with acting(cast.nermin.person):
        take_back(by=cast.nermin.person, centre_id=cast.konak.id, year=YEAR)
    with acting(cast.elif_.person):
        assert "Konak Kadın Danışma Merkezi" in taken_back(one)[0]
        assert len(taken_back(two)) == 1


# A place that is secret


def _hide(cast: "Cast") -> None:
    _write(
        cast, PublicPart.objects.get(), confidential=True, address="", how_to_reach="", hours="Hafta içi 08:30–17:30"
    )


def _step(cast: "Cast", what: str) -> None:
    nermin = cast.nermin.person
    with acting(nermin):
        step = Step(what=what, responsible="Koordinatör", until=date(2026, 12, 31))
        open_step(by=nermin, centre_id=cast.konak.id, code="B1", step=step)


def _innocent(told: str) -> list[str]:
    """Pieces that tell where the centre is."""
    return [each for each in PIECES if each.lower() in told.lower()]


def test_a_secret_place_has_no_line_that_tells_where_it_is() -> None:
    codes = {line.code for line in lines_for(secret=True)}
    assert not codes & {"district", "address", "how_to_reach", "phone", "email", "website"}


def test_the_card_of_a_secret_place_tells_nothing_of_where_it_is(cast: "Cast", public: Any) -> None:
    _step(cast, "Konak’taki odanın kapısı değişecek.")
    _step(cast, "Kapı değişecek.")
    _hide(cast)
    _agree(cast, EVERY_LINE)
    (shown,) = _cards(cast)
    pieces = _own(cast)
    assert "Kapı değişecek." in _told(pieces["centre.steps"])
    assert shown.name == UNNAMED.tr
    assert _innocent(_told(Cards((shown,)), *pieces.values())) == []
    assert "Psikolojik destek" in _told(*pieces.values())
    assert shown.code != "konak-1"
    with acting(cast.elif_.person):
        assert dict(places("centre"))["konak-1"] == UNNAMED.tr


def test_a_place_that_becomes_secret_loses_the_card_agreed_to_before(cast: "Cast", public: Any) -> None:
    _agree(cast, EVERY_LINE)
    _hide(cast)
    assert _cards(cast) == ()
    assert _own(cast) == {}
    with acting(cast.nermin.person):
        assert in_force(cast.konak.id, YEAR) is None
    page = html.unescape(
        cast.nermin.client().get(f"{reverse('reports:card', args=[cast.konak.id])}?yil=2026").content.decode()
    )
    assert "Onay artık geçerli değil" in page
    _agree(cast, EVERY_LINE)
    assert len(_cards(cast)) == 1


def test_no_choice_typed_into_the_address_puts_a_secret_place_on_the_page(cast: "Cast", public: Any) -> None:
    _hide(cast)
    where = f"{reverse('reports:card', args=[cast.konak.id])}?yil=2026&bak=1&lines=address&lines=district&lines=phone"
    page = html.unescape(cast.nermin.client().get(where).content.decode())
    card = page.partition('class="centre-card"')[2].partition("</article>")[0]
    assert UNNAMED.tr in card
    assert _innocent(card) == []


# The pages


def test_six_people_find_what_their_post_lets_them(cast: "Cast", public: Any) -> None:
    _agree(cast)
    found = {}
    for name in PEOPLE:
        client = getattr(cast, name).client()
        listed = client.get(f"{reverse('reports:cards')}?yil=2026")
        found[name] = (
            listed.status_code,
            client.get(reverse("reports:card", args=[cast.konak.id])).status_code,
            client.get(reverse("reports:card", args=[cast.bornova.id])).status_code,
            client.post(reverse("reports:consent-card", args=[cast.konak.id]), {"consent": "no"}).status_code,
        )
    assert found == {
        "ayse": (403, 403, 403, 403), "nermin": (200, 200, 404, 302), "zeynep": (403, 403, 403, 403),
        "elif_": (200, 403, 403, 403), "derya": (403, 403, 403, 403), "can": (403, 403, 403, 403),
    }  # fmt: skip


def test_she_looks_chooses_agrees_and_takes_back_on_her_page(cast: "Cast", public: Any) -> None:
    client, where = cast.nermin.client(), reverse("reports:card", args=[cast.konak.id])
    page = client.get(f"{where}?yil=2026").content.decode()
    assert "Gizlibahçe Cad. No: 5" in page
    page = client.get(f"{where}?yil=2026&bak=1&lines=hours").content.decode()
    assert "Gizlibahçe Cad. No: 5" not in page
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    told = {"yil": "2026", "consent": "yes", "lines": ["hours"], "seen": seen}
    assert "Onay yazıldı" in client.post(f"{where}onay/", told, follow=True).content.decode()
    assert [name.tr for name, _words in _cards(cast)[0].facts] == ["Çalışma saatleri"]
    assert "onaylı" in cast.elif_.client().get(f"{reverse('reports:cards')}?yil=2026").content.decode()
    page = client.post(f"{where}onay/", {"yil": "2026", "consent": "no"}, follow=True).content.decode()
    assert "Onay geri alındı" in page
    assert _cards(cast) == ()


def test_an_empty_card_says_where_its_facts_come_from(cast: "Cast") -> None:
    page = (
        cast.nermin.client().get(f"{reverse('reports:card', args=[cast.konak.id])}?bak=1&lines=hours").content.decode()
    )
    assert "rehberdeki sayfanızı ve profilinizi doldurun" in page


def test_facts_are_pairs_of_words_in_both_languages(cast: "Cast", public: Any) -> None:
    _agree(cast)
    facts = _own(cast)["centre.facts"]
    assert isinstance(facts, Facts)
    assert {name.en for name, _words in facts.facts} >= {"Organisation", "District", "Telephone", "Opening hours"}
