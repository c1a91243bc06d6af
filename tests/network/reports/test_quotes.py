"""Words of centres: marked, checked by a second person, consented to by the centre, taken back, kept as printed."""

import html
from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError, transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Refused, acting
from omuz.insight.reports.asked import Asked
from omuz.insight.reports.gathered import Rows
from omuz.insight.reports.snapshot import Snapshot
from omuz.network.reports.actions.refusals import NotNow
from omuz.network.reports.actions.voices import quotes as acts
from omuz.network.reports.models import AgreedQuote, Edition, Quote
from omuz.network.reports.queries.voices.open_answers import open_answer, open_answers
from omuz.network.reports.queries.voices.quotes import original_of, quote_line, quote_lines, sections, voices_of
from omuz.network.reports.queries.voices.report import in_words_piece
from omuz.network.reports.queries.voices.taken_back import taken_back
from omuz.network.reports.rules.voices_marks import Sign, checklist, forbidden_sign, marks, pieces
from tests.network.reports import voices
from tests.network.reports.voices import EDITED, NEED, OTHER, SAID, STRENGTH, House

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = pytest.mark.django_db
ALL = [item.code for item in checklist()]
WHY = "Çocuk sözcüğü bir odayı anlatıyor."
IN_WORDS = frozenset({"needs.in_words"})


@pytest.fixture
def house(cast: "Cast") -> House:
    """Konak has answered this year’s question about its needs."""
    return voices.made(cast)


def _proposed(house: House, who: Any = None, path: str = NEED, words: str = EDITED, section: str = "staff") -> Quote:
    person = (who or house.cast.elif_).person
    with acting(person):
        found = open_answer(person, house.answer_id, path)
        return acts.propose(by=person, found=found, section=section, words_tr=words)


def _checked(house: House, row: Quote, who: Any = None) -> Quote:
    person = (who or house.cast.nermin).person
    with acting(person):
        return acts.check(by=person, row=row, answered=ALL, kept_why=WHY, seen=row.revision)


def _consented(house: House, row: Quote) -> Quote:
    nermin = house.cast.nermin.person
    with acting(nermin):
        return acts.consent(by=nermin, row=row, seen=row.revision)


def _agreed(house: House, **options: Any) -> Quote:
    return _consented(house, _checked(house, _proposed(house, **options)))


def _printed(person: Any, year: int) -> list[tuple[str, ...]]:
    with acting(person):
        piece = in_words_piece(person, Asked("needs", year, IN_WORDS)).get("needs.in_words")
    return [tuple(words.tr for words in row) for row in piece.rows] if isinstance(piece, Rows) else []


def _this_year() -> int:
    return timezone.localdate().year


# The marks


def _about(text: str) -> dict[str, str]:
    return {words: about for words, about in pieces(text, marks(text, checklist())) if about}


@pytest.mark.parametrize(
    ("text", "words", "about"),
    [
        ("Geçen ay Fatma geldi.", "Fatma", Sign.NAME), ("Fatma geldi.", "Fatma", Sign.NAME),
        ("Yakındaki Yıldızlı için yer yok.", "Yıldızlı", Sign.CAPITAL),
        ("Otobüs Buca’ya gitmiyor.", "Buca’ya", Sign.DISTRICT),
        ("otobüs bucaya gitmiyor", "bucaya", Sign.DISTRICT), ("Haftada 3 gün", "3", Sign.NUMBER),
        ("haftada üç gün", "üç", Sign.NUMBER), ("3.4.2026 günü", "3.4.2026", Sign.NUMBER),
        ("iş mart ayında bitti", "mart", "date"),
        ("bir öğretmenin işi", "öğretmenin", "job"), ("hemşireler geliyor", "hemşireler", "job"),
        ("çocuklarıyla kaldı", "çocuklarıyla", "children"), ("hamileydi", "hamileydi", "children"),
        ("mahallemizde", "mahallemizde", "place"), ("gazetede çıktı", "gazetede", "in_the_news"),
        ("müdürümüz yazdı", "müdürümüz", "one_post"), ("bunu ilk kez gördük", "ilk kez", "rare"),
        ("suriyeliler geliyor", "suriyeliler", "origin"), ("dedi ki korkuyorum", "dedi ki", "own_words"),
        ("kanserle uğraşıyordu", "kanserle", "health"), ("komşunun kızı", "kızı", "name"),
    ],
)  # fmt: skip
def test_what_could_make_somebody_known_is_marked(text: str, words: str, about: str) -> None:
    assert _about(text).get(words) == about


@pytest.mark.parametrize(
    "text", ["Odanın sesi dışarı çıkıyor.", "Daha çok süpervizyon gerek. Yalnız kalıyoruz.", "KDM için ayrı bütçe."]
)
def test_plain_sentences_are_not_marked(text: str) -> None:
    assert marks(text, checklist()) == ()


def test_a_cut_text_is_whole_again() -> None:
    assert "".join(words for words, _about_ in pieces(SAID, marks(SAID, checklist()))) == SAID


def test_the_check_asks_for_every_trap() -> None:
    assert set(ALL) >= {"name", "place", "date", "rare", "job", "children", "one_post", "origin", "in_the_news"}
    assert forbidden_sign("0532 123 45 67") == "telephone"


# The way of a word


def test_open_answers_are_the_centres_own_and_the_networks(house: House) -> None:
    found = {}
    for name, who in {"elif": house.cast.elif_, "nermin": house.cast.nermin, "songül": house.songul}.items():
        with acting(who.person):
            found[name] = {each.words for each in open_answers(who.person, house.asked)}
    assert found == {"elif": {SAID, STRENGTH}, "nermin": {SAID, STRENGTH}, "songül": set()}
    for who in (house.cast.ayse, house.sema, house.cast.derya):
        with acting(who.person), pytest.raises(Refused):
            open_answers(who.person, house.asked)
    with acting(house.songul.person), pytest.raises(Http404):
        open_answer(house.songul.person, house.answer_id, NEED)


def test_words_are_printed_after_check_and_consent_and_not_before(house: House) -> None:
    person, year = house.cast.derya.person, _this_year()
    row = _proposed(house)
    assert _printed(person, year) == []
    row = _consented(house, row)
    assert _printed(person, year) == []
    _checked(house, row)
    assert _printed(person, year) == [("Personel ve yetkinlik", EDITED)]


def test_whoever_proposed_does_not_check(house: House) -> None:
    row = _proposed(house)
    with pytest.raises(NotNow, match="ikinci bir kişi"):
        _checked(house, row, house.cast.elif_)
    elif_ = house.cast.elif_.person
    with (
        acting(elif_),
        pytest.raises(DatabaseError, match="checked_by_another"),
        transaction.atomic(),
        recorded(by=elif_, event="quote.checked"),
    ):
        Quote.objects.filter(pk=row.pk).update(checked_by=elif_.staff_id)


def test_a_check_that_skips_a_question_or_explains_no_mark_is_none(house: House) -> None:
    row, nermin = _proposed(house), house.cast.nermin.person
    with acting(nermin):
        with pytest.raises(NotNow, match="İsim, takma ad"):
            acts.check(by=nermin, row=row, answered=ALL[1:], kept_why=WHY, seen=1)
        with pytest.raises(NotNow, match="neden kalabilir"):
            acts.check(by=nermin, row=row, answered=ALL, seen=1)
        assert Quote.objects.get().checked_at is None


def test_only_the_centre_itself_consents_even_past_the_program(house: House) -> None:
    row = _proposed(house)
    for who in (house.cast.elif_, house.sema, house.cast.ayse, house.songul):
        with acting(who.person), pytest.raises((Refused, Http404)):
            acts.consent(by=who.person, row=row, seen=1)
    elif_ = house.cast.elif_.person
    with (
        acting(elif_),
        pytest.raises(DatabaseError, match="a centre alone consents"),
        transaction.atomic(),
        recorded(by=elif_, event="quote.consented"),
    ):
        Quote.objects.filter(pk=row.pk).update(consented_by=elif_.staff_id, consented_at=timezone.now())


def test_other_words_need_another_check_and_another_consent(house: House) -> None:
    row, elif_ = _agreed(house), house.cast.elif_.person
    with acting(elif_):
        changed = acts.edit(by=elif_, row=row, section="staff", words_tr="Uzman gerekiyor.", words_en="", seen=1)
    assert (changed.checked_at, changed.consented_at) == (None, None)
    assert _printed(elif_, _this_year()) == []
    other, denied = _agreed(house, path=OTHER, words="Nöbet değişimi iyi geldi."), "other words need"
    with (
        acting(elif_),
        pytest.raises(DatabaseError, match=denied),
        transaction.atomic(),
        recorded(by=elif_, event="quote.edited"),
    ):
        Quote.objects.filter(pk=other.pk).update(words_tr="Başka")


def test_consent_is_to_the_words_she_saw(house: House) -> None:
    row, nermin, elif_ = _proposed(house), house.cast.nermin.person, house.cast.elif_.person
    with acting(elif_):
        acts.edit(by=elif_, row=row, section="staff", words_tr="Uzman gerekiyor.", words_en="", seen=1)
    with acting(nermin), pytest.raises(NotNow, match="başkası"):
        acts.consent(by=nermin, row=row, seen=1)


@pytest.mark.parametrize("words", ["0532 123 45 67", "D-7K3M dosyası", "", "x" * 501])
def test_some_words_are_not_kept_at_all(house: House, words: str) -> None:
    with pytest.raises(NotNow):
        _proposed(house, words=words)


def test_words_that_may_be_printed_say_of_no_centre_that_they_are_its_own(house: House) -> None:
    _agreed(house)
    columns = {field.name for field in AgreedQuote._meta.get_fields()}
    assert not columns & {"centre_id", "answer", "proposed_by", "consented_by"}
    songul = house.songul.person
    with acting(songul):
        assert AgreedQuote.objects.count() == 1
        assert Quote.objects.count() == 0


def test_the_second_reader_of_the_network_sees_consented_words_and_never_the_answer(house: House) -> None:
    row, sema = _proposed(house), house.sema.person
    with acting(sema):
        assert quote_lines(sema, _this_year()) == []
    row = _consented(house, row)
    with acting(sema):
        line = quote_line(sema, row.id)
        assert (line.centre, line.may_edit, line.may_check, line.may_consent) == ("", False, True, False)
        assert original_of(sema, row) is None
    _checked(house, row, house.sema)
    assert _printed(sema, _this_year()) == [("Personel ve yetkinlik", EDITED)]
    page = house.sema.client().get(reverse("reports:quote", args=[row.id])).content.decode()
    assert EDITED.split()[-1].rstrip(".") in page
    assert "Fatma" not in page
    assert "Konak" not in page


def test_a_consent_taken_back_takes_the_words_out_of_what_may_be_published(house: House, settings: Any) -> None:
    settings.REPORT_SOURCES = {"needs": "omuz.network.reports.queries.voices.report.in_words_piece"}
    row, elif_, nermin, year = _agreed(house), house.cast.elif_.person, house.cast.nermin.person, _this_year()
    with acting(elif_):
        gathered = in_words_piece(elif_, Asked("needs", year, IN_WORDS))
        snapshot = Snapshot("needs", year, timezone.localdate(), gathered)
        assert taken_back(snapshot) == ()
    with acting(nermin):
        acts.take_back(by=nermin, row=row)
    assert _printed(elif_, year) == []
    with acting(elif_):
        (told,) = taken_back(snapshot)
    assert "onay geri alınmış" in told


def _edition(person: Any, state: str = "draft") -> Edition:
    now = timezone.now()
    with acting(person), recorded(by=person, event="report.begun"):
        made: Edition = Edition.objects.create(
            report="needs", year=_this_year(), number=1, state=state, snapshot="{}", digest="0" * 64, content="",
            gathered_by=person.staff_id, gathered_at=now, content_digest="0" * 64, publisher="Ağ",
            begun_by=person.staff_id, begun_at=now,
        )  # fmt: skip
    return made


def test_a_published_edition_keeps_what_was_consented_to_then(house: House) -> None:
    row = _agreed(house, path=OTHER, words="Nöbet değişimi iyi geldi.", section="cooperation")
    elif_, nermin = house.cast.elif_.person, house.cast.nermin.person
    edition, there = _edition(elif_), frozenset(section.key for section in sections())
    with acting(elif_):
        draft = voices_of(edition, there, "tr")
        assert [voice.words for voice in draft["cooperation"]] == ["Nöbet değişimi iyi geldi."]
        assert "Konak" not in draft["cooperation"][0].said_by
        with recorded(by=elif_, event="report.published"):
            assert acts.keep_printed(edition, there) == 1
            edition.state = Edition.State.PUBLISHED
            edition.published_by, edition.published_at = elif_.staff_id, timezone.now()
            edition.save()
    with acting(nermin):
        acts.take_back(by=nermin, row=row)
    with acting(house.cast.derya.person):
        assert voices_of(edition, there, "en")["cooperation"][0].words == "Nöbet değişimi iyi geldi."
        assert AgreedQuote.objects.count() == 0


def test_words_of_a_need_stand_in_the_list_of_needs_and_not_twice(house: House) -> None:
    _agreed(house)
    elif_ = house.cast.elif_.person
    with acting(elif_):
        assert voices_of(_edition(elif_), frozenset(section.key for section in sections()), "tr") == {}


def test_words_given_up_are_gone_and_may_be_proposed_anew(house: House) -> None:
    row, nermin = _agreed(house), house.cast.nermin.person
    with pytest.raises(NotNow, match="zaten önerilmiş"):
        _proposed(house)
    with acting(nermin):
        acts.drop(by=nermin, row=row)
    assert _printed(nermin, _this_year()) == []
    assert _proposed(house, house.cast.nermin).pk != row.pk


def test_six_people_and_two_more_find_what_their_post_lets_them(house: House) -> None:
    row = _proposed(house)
    people = {name: getattr(house.cast, name) for name in ("ayse", "nermin", "zeynep", "elif_", "derya", "can")}
    found = {}
    for name, who in {**people, "sema": house.sema, "songul": house.songul}.items():
        client = who.client()
        answers = f"{reverse('reports:answers', args=[house.asked.id])}?yil={_this_year()}"
        pages = [reverse("reports:quotes"), reverse("reports:quote", args=[row.id]), answers]
        told = [client.get(page) for page in pages]
        found[name] = tuple(each.status_code for each in told)
        shown = html.unescape(" ".join(each.content.decode() for each in told if each.status_code == 200))
        assert ("Fatma" in shown) is (name in ("nermin", "elif_")), name
    assert found == {
        "ayse": (403, 403, 403), "nermin": (200, 200, 200), "zeynep": (403, 403, 403), "elif_": (200, 200, 200),
        "derya": (403, 403, 403), "can": (403, 403, 403), "sema": (200, 404, 403), "songul": (200, 404, 200),
    }  # fmt: skip


def test_the_pages_propose_check_and_consent(house: House) -> None:
    elif_, nermin = house.cast.elif_.client(), house.cast.nermin.client()
    where = f"{reverse('reports:new-quote', args=[house.answer_id])}?yol={OTHER}"
    assert STRENGTH.split()[0] in elif_.get(where).content.decode()
    told = {"yol": OTHER, "section": "cooperation", "words_tr": "Nöbet değişimi iyi geldi.", "words_en": ""}
    assert elif_.post(where, {**told, "words_tr": "0532 123 45 67"}).status_code == 422
    one = elif_.post(where, told)["Location"]
    assert "ikinci bir kişi bakmalı" in elif_.get(one).content.decode()
    refused = nermin.post(f"{one}denetim/", {"revision": "1", "answered": ALL[:2]}, follow=True)
    assert "Denetim bitmedi" in refused.content.decode()
    nermin.post(f"{one}denetim/", {"revision": "1", "answered": ALL, "kept_why": ""})
    page = nermin.post(f"{one}onay/", {"revision": "1", "consent": "yes"}, follow=True).content.decode()
    assert "rapora girer" in page
    page = nermin.post(f"{one}onay/", {"consent": "no"}, follow=True).content.decode()
    assert "merkezin onayı bekleniyor" in page
    assert elif_.post(f"{one}birak/").status_code == 302
    assert elif_.get(one).status_code == 404
