"""A place that becomes confidential: what stood in free text, around it and in its history tells nobody where it is."""

import html
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from omuz.foundation.people.access import acting
from omuz.network.directory.actions.bringing import bring
from omuz.network.directory.models import (
    ContactPost,
    FactVersion,
    InternalFactVersion,
    InternalPart,
    Kept,
    Partner,
    PublicPart,
    Service,
)
from omuz.network.directory.rules.places import Secret
from omuz.network.directory.rules.tables import entries_in

if TYPE_CHECKING:
    from tests.cast import Member
    from tests.network.directory.planted import Directory

pytestmark = pytest.mark.django_db
WHERE = "Gizlibahçe Sokağı’nda"


def _public(directory: "Directory") -> PublicPart:
    with acting(directory.cast.nermin.person):
        found: PublicPart = PublicPart.objects.get(centre_id=directory.cast.konak.id)
        return found


def _kept(directory: "Directory") -> str:
    """Everything the history and the rows of the directory hold, read by whoever sees most."""
    told: list[Any] = []
    for member in (directory.cast.nermin, directory.cast.elif_):
        with acting(member.person):
            told += FactVersion.objects.values_list("value", flat=True)
            told += InternalFactVersion.objects.values_list("value", flat=True)
            for kind in (PublicPart, InternalPart, Partner, Service, ContactPost):
                told += kind.objects.values_list(*kind.FACTS)
    return str(told)


def _hidden(directory: "Directory", who: "Member", row: Kept, **facts: Any) -> str:
    """The refusal met on the way to a place that is confidential."""
    with pytest.raises(Secret) as refusal:
        directory.keep(who, row, **facts)
    assert "Gizlibahçe" not in str(refusal.value)
    return str(refusal.value)


def test_a_stored_word_that_tells_the_place_refuses_the_tick_and_is_named(directory: "Directory") -> None:
    row = directory.keep(directory.cast.elif_, directory.bar, note=f"Ek bina {WHERE}")
    assert "Not" in _hidden(directory, directory.cast.elif_, row, confidential=True)


def test_what_was_said_before_is_taken_out_of_every_day_and_every_text(directory: "Directory") -> None:
    elif_ = directory.cast.elif_
    row = directory.keep(elif_, directory.bar, note=f"Ek bina {WHERE}", hours="Pzt 09:00–12:00, Konak’ta")
    row = directory.keep(elif_, row, since=date(2026, 6, 1), note="Önce telefon", hours="Pzt 09:00–12:00")
    directory.keep(elif_, row, since=date(2026, 7, 1), confidential=True)
    page = html.unescape(elif_.client().get(f"/merkezler/kurumlar/{row.id}/?gun=2026-03-01").content.decode())
    assert "Gizlibahçe" not in _kept(directory)
    assert "Konak’ta" not in _kept(directory)
    assert "Gizlibahçe" not in page
    assert "Önce telefon" in _kept(directory)


def test_a_service_or_post_in_use_refuses_the_tick_and_a_closed_one_is_emptied(directory: "Directory") -> None:
    elif_ = directory.cast.elif_
    service = directory.keep(
        elif_, Service(partner=directory.bar), kind="legal", name=f"{WHERE} danışma", how_to_apply=f"{WHERE} kapıdan"
    )
    post = directory.keep(elif_, ContactPost(partner=directory.bar), post="Santral", about=f"{WHERE} giriş")
    said = _hidden(directory, elif_, directory.bar, confidential=True)
    assert "hizmet “Hukuki destek" in said
    assert "irtibat “Santral” (Konu)" in said
    directory.keep(elif_, service, closed=True)
    directory.keep(elif_, post, about="Giriş")
    directory.keep(elif_, directory.bar, confidential=True)
    assert "Gizlibahçe" not in _kept(directory)
    with acting(elif_.person):
        assert Service.objects.get(id=service.id).how_to_apply == ""


def test_a_centre_becomes_secret_with_its_services_and_its_internal_part(directory: "Directory") -> None:
    nermin, konak = directory.cast.nermin, directory.cast.konak
    service = directory.keep(nermin, Service(centre_id=konak.id), kind="legal", name="Avukat", how_to_apply=WHERE)
    inside = directory.keep(nermin, InternalPart(centre_id=konak.id), crisis_way=f"{WHERE} arka kapı")
    said = _hidden(directory, nermin, _public(directory), confidential=True)
    assert "hizmet “Avukat” (Nasıl başvurulur)" in said
    assert "iç bölüm (Acil durumda)" in said
    service = directory.keep(nermin, service, how_to_apply="Telefonla")
    inside = directory.keep(nermin, inside, crisis_way="Önce 112")
    assert "merkezin kendi koordinatörü" in _hidden(
        directory, directory.cast.elif_, _public(directory), confidential=True
    )
    directory.keep(nermin, _public(directory), confidential=True)
    assert "Gizlibahçe" not in _kept(directory)
    for row, facts in ((service, {"how_to_apply": WHERE}), (inside, {"note": WHERE})):
        _hidden(directory, nermin, row, **facts)
    _hidden(directory, nermin, Service(centre_id=konak.id), kind="legal", name=f"{WHERE} danışma")
    with acting(nermin.person):
        assert InternalPart.objects.get(id=inside.id).note == ""


def test_a_blank_cell_does_not_carry_an_old_note_into_a_secret_place(directory: "Directory") -> None:
    elif_ = directory.cast.elif_
    directory.keep(elif_, directory.bar, note=f"Ek bina {WHERE}")
    entries, refused = entries_in(b"T\xc3\xbcr;Ad;Yeri gizli;Not\nbar_legal_aid;\xc3\x96rnek Barosu;evet;\n")
    assert refused == []
    with acting(elif_.person), pytest.raises(Secret, match=r"2\. satır"):
        bring(by=elif_.person, entries=entries, holds_from=date(2026, 11, 1))
    with acting(elif_.person):
        assert not Partner.objects.get(id=directory.bar.id).confidential


def test_the_database_lets_words_be_taken_out_of_the_history_of_a_secret_place_alone(directory: "Directory") -> None:
    with acting(directory.cast.elif_.person), connection.cursor() as cursor:
        for name in ("address", "note", "hours"):
            with pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute(
                    "UPDATE directory_factversion SET value = NULL WHERE subject_id = %s AND value IS NOT NULL"
                    " AND name IN (%s, 'name')",
                    [directory.bar.id, name],
                )


def test_a_form_is_refused_in_a_sentence_without_the_address(directory: "Directory") -> None:
    nermin = directory.cast.nermin
    directory.keep(nermin, Service(centre_id=directory.cast.konak.id), kind="legal", name="Avukat", how_to_apply=WHERE)
    typed = {"holds_from": "2026-11-01", "revision": _public(directory).revision, "confidential": "on"}
    answer = nermin.client().post(reverse("directory:centre-change", args=["konak-1"]), typed)
    assert answer.status_code == 422
    told = html.unescape(answer.content.decode())
    assert "hizmet “Avukat” (Nasıl başvurulur)" in told
    assert "Gizlibahçe" not in told
