"""What leaves is read the way an enemy would read it; the address book forgives a typist, never a shelter's address."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omuz.casework.contacts.queries.sentences import given_names
from omuz.casework.referrals.queries.book import kinds
from omuz.casework.referrals.rules.book import Trouble, day_in, fits, needs_check, rows_of
from omuz.casework.referrals.rules.lint import Fault, Known, lint
from omuz.casework.referrals.rules.payload import UnreadablePayload, checked
from omuz.casework.referrals.rules.states import PacketState, Stage, may_become, packet_may_become, reached_of


def _faults(text: str, known: Known | None = None, **groups: str) -> set[Fault]:
    return {each.fault for each in lint({"needs": text, **groups}, known or Known(), given_names())}


def test_an_ordinary_request_passes_without_a_word() -> None:
    assert _faults("Boşanma davası için avukat görüşmesi istiyor, perşembe sabahı gelebilir") == set()


@pytest.mark.parametrize("word", ["sığınakta", "Sığınmaevinde", "konukevinden", "SIĞINAK", "güvenli evde"])
def test_a_shelter_with_an_address_is_refused_however_it_is_written(word: str) -> None:
    assert Fault.SHELTER_ADDRESS in _faults(f"Şu an {word} kalıyor, Menekşe Sokak No: 4")


def test_a_shelter_in_one_text_and_an_address_in_another_are_refused_too() -> None:
    assert Fault.SHELTER_ADDRESS in _faults("Sığınakta kalıyor", her_words="Menekşe Sokak No: 4")


def test_an_address_alone_warns_and_may_stay() -> None:
    found = lint({"needs": "Menekşe Sokak No: 4 adresindeki okula nakil"}, Known(), given_names())
    assert {each.fault for each in found} == {Fault.ADDRESS}
    assert not any(each.refused for each in found)


@pytest.mark.parametrize("text", ["Nergis Hanım", "NERGİS", "nergis'in", "Yıldız hanımın"])
def test_her_name_is_found_in_every_writing(text: str) -> None:
    known = Known(her_names=["Nergis Yıldız"])
    assert Fault.HER_NAME in _faults(f"{text} avukat istiyor", known)
    assert Fault.HER_NAME not in _faults(f"{text} avukat istiyor", known, real_name="Nergis Yıldız")


def test_her_number_is_found_with_and_without_its_zero() -> None:
    known = Known(her_phones=["0532 111 22 33"])
    for written in ("05321112233", "+90 532 111 22 33", "532-111-22-33"):
        assert Fault.HER_PHONE in _faults(f"arayın: {written}", known)


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading(text: str) -> None:
    known = Known(her_names=[text], her_phones=[text], confidential=[text])
    for each in lint({"needs": text}, known, given_names()):
        assert each.group == "needs"


_LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=9)


@given(
    st.recursive(
        _LEAVES,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    )
)
def test_a_strange_payload_is_refused_and_breaks_nothing(payload: object) -> None:
    with pytest.raises(UnreadablePayload):
        checked(payload)


def test_a_packet_once_revoked_stays_closed() -> None:
    assert not any(packet_may_become(PacketState.REVOKED, then) for then in PacketState)
    assert all(packet_may_become(now, PacketState.REVOKED) for now in PacketState if now != PacketState.REVOKED)


def test_what_was_sent_never_becomes_a_draft_again() -> None:
    assert not may_become(Stage.SENT, Stage.DRAFT)
    assert not may_become(Stage.CLOSED, Stage.SENT)


def test_only_what_is_known_counts_as_reached_or_not() -> None:
    told = {result: reached_of(result) for result in ("", "suggested", "went", "gave_up", "received", "not_received")}
    assert set(told.values()) - {"unknown"} == {told["received"], told["not_received"]} == {"yes", "no"}


def test_an_entry_asks_to_be_confirmed_after_half_a_year() -> None:
    today = date(2026, 3, 10)
    assert needs_check(None, today)
    assert needs_check(today - timedelta(days=181), today)
    assert not needs_check(today - timedelta(days=180), today)


def test_a_search_forgives_dots_and_finds_by_kind() -> None:
    assert fits("IZMIR baro", "İzmir Barosu", "Baro / adli yardım")
    assert fits("adli", "İzmir Barosu", "Baro / adli yardım")
    assert not fits("hastane", "İzmir Barosu", "Baro / adli yardım")


@pytest.mark.parametrize(
    ("line", "trouble"),
    [
        (";police;;", Trouble.NO_NAME),
        ("Karakol;uzay;;", Trouble.UNKNOWN_KIND),
        ("Karakol;polis;abc;", Trouble.BAD_PHONE),
        ("Mor Ev;Belediye sığınağı;;Gizli Sokak", Trouble.SHELTER_ADDRESS),
        ("Menekşe Sokak No: 4 Sığınağı;Belediye sığınağı;;", Trouble.SHELTER_ADDRESS),
        (f"{'x' * 121};polis;;", Trouble.TOO_LONG),
    ],
)
def test_a_line_that_cannot_be_taken_says_why(line: str, trouble: Trouble) -> None:
    rows, refused = rows_of(f"ad;tür;telefon;adres\n{line}\n", kinds())
    assert (rows, [each.trouble for each in refused]) == ([], [trouble])


def test_days_are_read_as_people_write_them() -> None:
    assert {day_in(text) for text in ("2026-03-01", "01.03.2026", "1.3.2026", "1/3/2026")} == {date(2026, 3, 1)}
    assert {day_in(text) for text in ("", "31.02.2026", "bugün")} == {None}


@given(st.text(max_size=200))
def test_no_file_breaks_the_address_book(text: str) -> None:
    rows, refused = rows_of(text, kinds())
    assert isinstance(rows, list)
    assert isinstance(refused, list)
