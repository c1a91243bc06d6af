"""Letters to centres of other installations: cards confirmed by voice, files only the receiver opens, damage told."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from omuz.casework.referrals.models import LetterboxCard, Packet
from omuz.casework.referrals.rules.parcels import LETTER, NoCard, NoLetter, read_card, read_letter
from omuz.foundation.people.access import acting
from tests.casework.cases.files import opened_file
from tests.casework.referrals.ways import TEXTS, begun, prepared, says, sent

TODAY = timezone.localdate()


def _card_of(member: Any) -> bytes:
    raw: bytes = member.client().post(reverse("referrals:card-file")).content
    return raw


def _brought(member: Any, raw: bytes) -> Any:
    return member.client().post(reverse("referrals:card-bring"), {"file": SimpleUploadedFile("k.kart", raw)})


def _letter(cast: Any) -> bytes:
    """A letter file from Konak to Bornova, as if Bornova stood elsewhere."""
    from omuz.casework.referrals.queries.book import recipient_of

    assert _brought(cast.ayse, _card_of(cast.zeynep)).status_code == 302
    client = cast.ayse.client()
    with acting(cast.ayse.person):
        card = LetterboxCard.objects.get()
    client.post(reverse("referrals:card-answer", args=[card.id]), {"what": "confirm"})
    case = opened_file(cast)
    with acting(cast.ayse.person):
        there = recipient_of(cast.ayse.person, cast.konak.id, f"card:{card.id}")
    says(cast, case, there, TEXTS, way="file", on=TODAY)
    row = sent(cast, prepared(cast, begun(cast, case, there, way="file"), TODAY), TODAY)
    answer = client.post(reverse("referrals:letter-file", args=[row.id]))
    assert answer["Content-Disposition"] == f'attachment; filename="belge-{TODAY:%Y-%m-%d}.omuz"'
    raw: bytes = answer.content
    return raw


def _handed(member: Any, raw: bytes) -> Any:
    return member.client().post(reverse("referrals:bring-letter"), {"file": SimpleUploadedFile("m.omuz", raw)})


@pytest.mark.django_db
def test_a_letter_file_opens_at_the_other_centre_and_nowhere_else(cast) -> None:
    raw = _letter(cast)
    assert b"Deniz" not in raw
    assert b"Konak" not in raw
    _brought(cast.zeynep, _card_of(cast.ayse))
    response = _handed(cast.zeynep, raw)
    assert response.status_code == 302
    page = cast.zeynep.client().get(response["Location"]).content.decode()
    assert "Deniz" in page
    assert "Gönderenin kartı sizde onaylı değil" in page
    with acting(cast.zeynep.person):
        card = LetterboxCard.objects.get()
    cast.zeynep.client().post(reverse("referrals:card-answer", args=[card.id]), {"what": "confirm"})
    assert "Gönderenin kartı" not in cast.zeynep.client().get(response["Location"]).content.decode()
    assert _handed(cast.zeynep, raw)["Location"] == response["Location"]
    with acting(cast.zeynep.person):
        assert Packet.objects.count() == 1


@pytest.mark.django_db
def test_a_wrong_or_damaged_file_gets_a_clear_sentence(cast) -> None:
    raw = _letter(cast)
    told = _handed(cast.ayse, raw)
    assert told.status_code == 422
    assert "bu merkezin anahtarıyla açılmıyor" in told.content.decode()
    changed = raw[:-5] + bytes([raw[-5] ^ 1]) + raw[-4:]
    assert "bu merkezin anahtarıyla açılmıyor" in _handed(cast.zeynep, changed).content.decode()
    assert "bir Omuz mektubu değil" in _handed(cast.zeynep, b"%PDF-1.7 merhaba").content.decode()
    assert "bir Omuz mektubu değil" in _handed(cast.zeynep, raw[:20]).content.decode()
    with acting(cast.zeynep.person):
        assert Packet.objects.count() == 0


@pytest.mark.django_db
def test_nothing_is_written_to_a_card_nobody_confirmed(cast) -> None:
    from django.http import Http404

    from omuz.casework.referrals.queries.book import recipient_of

    _brought(cast.ayse, _card_of(cast.zeynep))
    with acting(cast.ayse.person):
        card = LetterboxCard.objects.get()
        with pytest.raises(Http404):
            recipient_of(cast.ayse.person, cast.konak.id, f"card:{card.id}")


@pytest.mark.django_db
def test_a_changed_card_and_ones_own_are_refused(cast) -> None:
    raw = _card_of(cast.zeynep)
    assert "değiştirilmiş" in _brought(cast.ayse, raw.replace(b"Bornova", b"Buca")).content.decode()
    assert "kendi kartı" in _brought(cast.zeynep, raw).content.decode()
    page = cast.ayse.client().get(reverse("referrals:cards")).content.decode()
    assert read_card(_card_of(cast.ayse)).fingerprint in page


@given(st.binary(max_size=400))
def test_no_bytes_break_the_readers(raw: bytes) -> None:
    with pytest.raises(NoCard):
        read_card(raw)
    for told in (raw, LETTER + raw):
        try:
            _letter_id, sealed = read_letter(told)
        except NoLetter:
            continue
        assert sealed
