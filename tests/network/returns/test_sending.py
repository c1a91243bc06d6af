"""From a centre to the network: prepared, signed, received, corrected; everything else refused whole."""

import json
from dataclasses import replace
from typing import Any

import pytest
from django.http import Http404

from omuz.foundation.people.access import Refused, acting
from omuz.foundation.privacy import gate
from omuz.foundation.vault.queries import verify_key
from omuz.network.returns import actions
from omuz.network.returns.actions import NotPossible
from omuz.network.returns.models import CentreReturn, ReceivedReturn, SenderKey
from omuz.network.returns.queries.own import tables_of
from omuz.network.returns.queries.received import summed
from omuz.network.returns.rules.document import Fault, ReturnRefused, read_file, read_text, to_sign, write_file
from omuz.network.returns.rules.quarters import Quarter
from tests.network.returns import invented
from tests.network.returns.conftest import QUARTER, House

Q3 = Quarter.read(QUARTER)


def _total(house: House, key: str = "contacts_by_month") -> int | None:
    with acting(house.cast.elif_.person):
        (one,) = summed(house.cast.elif_.person, key, [Q3])
    return one.table.total.value if one.table else None


def _file(house: House) -> bytes:
    """The signed file of a return, as a centre alone in its installation would hand it over."""
    from django.conf import settings

    settings.OMUZ_KIND = "centre"
    row = house.send(house.cast.nermin)
    settings.OMUZ_KIND = "network"
    with acting(house.cast.nermin.person):
        return actions.signed_file(row)


def _receive(house: House, raw: bytes, fingerprint: str = "") -> tuple[ReceivedReturn, bool]:
    with acting(house.cast.elif_.person):
        return actions.receive_return(by=house.cast.elif_.person, raw=raw, fingerprint=fingerprint)


def _fingerprint(house: House, centre: Any) -> str:
    from omuz.foundation.vault.crypto import fingerprint

    with acting(house.cast.nermin.person if centre == house.cast.konak else house.songul.person):
        key = verify_key(centre.id)
    assert key is not None
    return fingerprint(key)


def test_the_network_sees_the_total_change_when_a_centre_sends(house: House, events: Any) -> None:
    assert _total(house) is None
    house.send(house.cast.nermin)
    assert _total(house) == 120
    house.send(house.songul)
    assert _total(house) == 210
    assert events(house.cast.konak, house.cast.bornova) == [
        *("return.prepared", "return.sent", "return.received"),
        *("return.prepared", "return.sent", "return.received"),
    ]


def test_what_leaves_is_exactly_what_was_shown(house: House) -> None:
    row = house.prepare(house.cast.nermin)
    shown = row.payload
    with acting(house.cast.nermin.person):
        actions.send_return(by=house.cast.nermin.person, vault=house.cast.nermin.vault, row=row)
    with acting(house.cast.elif_.person):
        assert ReceivedReturn.objects.get().payload == shown


def test_a_return_holds_protected_tables_and_nothing_about_a_woman(house: House) -> None:
    row = house.send(house.cast.nermin)
    told = json.loads(row.payload)
    assert set(told) == {"format", "centre", "quarter", "version", "contents", "tables", "answers", "declined"}
    for table in told["tables"].values():
        for cell in table["table"]["cells"] + table["table"]["bases"]:
            assert cell.get("value") is None or cell["value"] == 0 or cell["value"] >= 5


def test_district_tables_go_out_with_the_fourth_quarter_only_and_for_the_whole_year(house: House) -> None:
    assert "contacts_by_district" not in tables_of(house.prepare(house.cast.nermin))
    assert "contacts_by_district" not in tables_of(house.prepare(house.cast.nermin, "2025-Q4"))
    with_year = tables_of(house.send_year(house.cast.nermin)[-1])
    assert with_year["contacts_by_district"].period == "2025"
    assert with_year["contacts_by_district"].total.value == 480
    assert with_year["contacts_by_month"].total.value == 120


def test_a_year_with_a_quarter_missing_sends_no_table_of_the_year(house: House) -> None:
    """The year less its other quarters would be the quarter that was never sent."""
    nermin = house.cast.nermin
    for quarter in ("2025-Q1", "2025-Q3"):
        house.send(nermin, quarter)
    assert all(table.grain != "year" for table in tables_of(house.send(nermin, "2025-Q4")).values())
    house.send(nermin, "2025-Q2")
    assert "contacts_by_district" in tables_of(house.send(nermin, "2025-Q4"))


def test_an_empty_month_is_told_as_zero_so_that_centres_add_up(house: House) -> None:
    invented.ROWS[house.cast.konak.id] = [row | {"month": "2026-08"} for row in invented.contacts(30, QUARTER)]
    table = tables_of(house.prepare(house.cast.nermin))["contacts_by_month"]
    assert [(cell.key[0], cell.value) for cell in table.cells[:3]] == [("2026-07", 0), ("2026-08", 30), ("2026-09", 0)]


def test_sending_twice_adds_nothing(house: House, events: Any) -> None:
    row = house.send(house.cast.nermin)
    with acting(house.cast.nermin.person):
        again = actions.send_return(by=house.cast.nermin.person, vault=house.cast.nermin.vault, row=row)
    assert again.sent_at == row.sent_at
    assert house.prepare(house.cast.nermin).pk == row.pk
    assert events(house.cast.konak).count("return.sent") == 1
    assert _total(house) == 120


def test_a_corrected_return_is_a_new_version_and_the_old_one_cannot_be_read_beside_it(house: House) -> None:
    house.send(house.cast.nermin)
    house.record(house.cast.konak, invented.contacts(60, QUARTER, seed=3))
    row = house.send(house.cast.nermin)
    assert row.version == 2
    assert _total(house) == 180
    with acting(house.cast.elif_.person):
        old, new = ReceivedReturn.objects.order_by("version")
        assert (old.payload, bool(old.signature), bool(new.payload)) == ("", True, True)


def test_a_correction_by_one_contact_shows_nobody_that_it_was_one(house: House) -> None:
    first = tables_of(house.send(house.cast.nermin))
    house.record(house.cast.konak, invented.contacts(1, QUARTER, seed=9, channel="phone"))
    second = tables_of(house.send(house.cast.nermin))
    assert first["contacts_by_month"].total.value == 120
    for key, table in second.items():
        for old, new in ((first[key].cells, table.cells), (first[key].bases, table.bases)):
            for was, now in zip(old, new, strict=True):
                assert was.value is None or now.value is None or not 0 < abs(now.value - was.value) < 5, (key, was.key)


def test_a_running_quarter_cannot_be_prepared(house: House) -> None:
    with pytest.raises(NotPossible):
        house.prepare(house.cast.nermin, "2026-Q4")
    with acting(house.cast.nermin.person):
        assert CentreReturn.objects.count() == 0


def test_a_counsellor_cannot_prepare_and_a_stranger_does_not_find_the_centre(house: House) -> None:
    ayse, zeynep, konak = house.cast.ayse, house.cast.zeynep, house.cast.konak
    for member, refusal in ((ayse, Refused), (zeynep, Http404)):
        with acting(member.person), pytest.raises(refusal):
            actions.prepare_return(by=member.person, vault=member.vault, centre_id=konak.id, quarter=QUARTER)


@pytest.mark.parametrize(
    ("sent", "said"), [(True, "Gönderdiğiniz sürüm geçerli kalır"), (False, "göndermeme kararı verin")]
)
def test_a_return_the_gate_refuses_says_what_the_centre_can_do(
    house: House, monkeypatch: pytest.MonkeyPatch, sent: bool, said: str
) -> None:
    """The gate almost always finds a way; that it did not is made here, what is said then is real."""
    if sent:
        house.send(house.cast.nermin)

    def refused(*_told: object) -> None:
        raise gate.Refused(gate.Refusal.LEAKS)

    monkeypatch.setattr("omuz.network.returns.actions.prepare.tables_now", refused)
    with pytest.raises(NotPossible, match=said):
        house.prepare(house.cast.nermin)


def test_what_was_put_aside_is_not_sent(house: House) -> None:
    row = house.prepare(house.cast.nermin)
    nermin = house.cast.nermin
    with acting(nermin.person):
        actions.put_aside(by=nermin.person, row=row)
        with pytest.raises(NotPossible):
            actions.send_return(by=nermin.person, vault=nermin.vault, row=row)
    assert _total(house) is None


def test_a_tampered_row_is_not_signed(house: House) -> None:
    from omuz.foundation.audit.actors import SYSTEM
    from omuz.foundation.audit.chain import recorded

    row, nermin = house.prepare(house.cast.nermin), house.cast.nermin
    with acting(nermin.person):
        with recorded(by=SYSTEM, event="test.tampered"):
            CentreReturn.objects.update(payload=row.payload.replace(":120", ":121"))
        with pytest.raises(NotPossible):
            actions.send_return(by=nermin.person, vault=nermin.vault, row=row)


def test_a_sent_return_cannot_be_edited_even_by_a_recorded_act(house: House) -> None:
    from django.db import DatabaseError, transaction

    from omuz.foundation.audit.actors import SYSTEM
    from omuz.foundation.audit.chain import recorded

    row = house.send(house.cast.nermin)
    for change in ({"payload": "{}"}, {"state": "prepared"}, {"digest": ""}):
        with (
            acting(house.cast.nermin.person),
            pytest.raises(DatabaseError),
            transaction.atomic(),
            recorded(by=SYSTEM, event="test.tampered"),
        ):
            CentreReturn.objects.filter(pk=row.pk).update(**change)
    with acting(house.cast.nermin.person):
        assert CentreReturn.objects.get().payload == row.payload


def test_a_first_file_needs_the_fingerprint_read_out_by_the_centre(house: House) -> None:
    raw = _file(house)
    with pytest.raises(ReturnRefused) as refused:
        _receive(house, raw)
    assert refused.value.fault is Fault.UNKNOWN_KEY
    with pytest.raises(ReturnRefused) as refused:
        _receive(house, raw, "0000 0000 0000 0000 0000 0000")
    assert refused.value.fault is Fault.WRONG_FINGERPRINT
    _row, new = _receive(house, raw, _fingerprint(house, house.cast.konak))
    assert new
    assert _total(house) == 120
    assert _receive(house, raw)[1] is False


def test_a_received_file_opens_no_row_of_the_centre_to_whoever_uploads_it(house: House) -> None:
    raw, elif_ = _file(house), house.cast.elif_
    with acting(elif_.person):
        actions.receive_return(by=elif_.person, raw=raw, fingerprint=_fingerprint_of(raw))
        assert CentreReturn.objects.count() == 0
        assert ReceivedReturn.objects.count() == 1


def _fingerprint_of(raw: bytes) -> str:
    from omuz.foundation.vault.crypto import fingerprint

    return fingerprint(read_file(raw).key)


def test_a_changed_file_is_refused_whole(house: House) -> None:
    raw = _file(house)
    changed = raw.replace(b",120,A,F", b",125,A,F", 1)
    assert changed != raw
    with pytest.raises(ReturnRefused) as refused:
        _receive(house, changed, _fingerprint_of(raw))
    assert refused.value.fault is Fault.CHANGED
    assert _total(house) is None


def test_a_changed_file_with_a_new_digest_is_refused_by_its_signature(house: House) -> None:
    sealed = read_file(_file(house))
    raw = write_file(replace(sealed.document, version=7).text(), sealed.signature, sealed.key)
    with pytest.raises(ReturnRefused) as refused:
        _receive(house, raw, _fingerprint_of(raw))
    assert refused.value.fault is Fault.FOREIGN_SIGNATURE


@pytest.mark.parametrize("part", [0.0, 0.01, 0.5, 0.999])
def test_a_cut_file_is_refused(house: House, part: float) -> None:
    raw = _file(house)
    with pytest.raises(ReturnRefused) as refused:
        _receive(house, raw[: int(len(raw) * part)], _fingerprint(house, house.cast.konak))
    assert refused.value.fault in (Fault.CUT, Fault.NOT_A_RETURN)
    with acting(house.cast.elif_.person):
        assert ReceivedReturn.objects.count() == 0


@pytest.mark.parametrize(
    "raw", [b"", b"{}", b"[]", b"\xff\xfe", b"null", b'{"return":1}', b"[" * 60_000, b"x" * 2_000_001]
)
def test_what_is_no_return_is_refused(house: House, raw: bytes) -> None:
    with pytest.raises(ReturnRefused):
        _receive(house, raw)


def test_a_file_signed_by_another_centre_is_refused(house: House) -> None:
    text = read_file(_file(house)).document.text()
    songul, bornova = house.songul, house.cast.bornova
    with acting(songul.person):
        key = verify_key(bornova.id)
        assert key is not None
        forged = write_file(text, songul.vault.centre(bornova.id).sign(to_sign(text)), key)
    with pytest.raises(ReturnRefused) as refused:
        _receive(house, forged)
    assert refused.value.fault is Fault.UNKNOWN_KEY
    with pytest.raises(ReturnRefused) as refused:
        _receive(house, forged, _fingerprint(house, house.cast.konak))
    assert refused.value.fault is Fault.WRONG_FINGERPRINT
    assert SenderKey.objects.count() == 0


def test_a_laxer_or_finer_table_is_refused_even_when_signed(house: House) -> None:
    """A district table by quarter never gets in, whoever signed it."""
    nermin, konak = house.cast.nermin, house.cast.konak
    year = house.send_year(nermin)[-1].document
    smuggled = replace(
        read_text(house.prepare(nermin).payload), tables={"contacts_by_district": year.tables["contacts_by_district"]}
    )
    with acting(nermin.person):
        key = verify_key(konak.id)
        assert key is not None
        raw = write_file(smuggled.text(), nermin.vault.centre(konak.id).sign(to_sign(smuggled.text())), key)
    with pytest.raises(ReturnRefused) as refused:
        _receive(house, raw, _fingerprint(house, konak))
    assert refused.value.fault is Fault.TABLES


def test_an_older_version_does_not_push_out_a_newer_one(house: House) -> None:
    raw = _file(house)
    fingerprint = _fingerprint(house, house.cast.konak)
    _receive(house, raw, fingerprint)
    house.record(house.cast.konak, invented.contacts(60, QUARTER, seed=3))
    from django.conf import settings

    settings.OMUZ_KIND = "centre"
    second = house.send(house.cast.nermin)
    with acting(house.cast.nermin.person):
        newer = actions.signed_file(second)
    _receive(house, newer)
    with pytest.raises(ReturnRefused) as refused:
        _receive(house, raw)
    assert refused.value.fault is Fault.OLDER_VERSION
    assert _total(house) == 180
