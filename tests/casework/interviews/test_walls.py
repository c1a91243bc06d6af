"""Every address of an interview is closed to whoever may not know of its file; a paused file takes nothing."""

import re
from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from django.urls import reverse

from omuz.casework.cases.queries.files import OpenedCase
from omuz.casework.interviews.actions.versions import said_of, typed_of
from omuz.casework.interviews.models import Interview
from omuz.foundation.people.access import acting
from tests.casework.interviews.pages import keep, new_of, page_of, said_now, sent, set_plain, typed_now
from tests.cast import Cast

Recorder = Callable[..., Interview]
WALLS = ("stranger", "director", "administrator", "network", "hidden", "restricted")


@pytest.mark.parametrize("wall", WALLS)
def test_every_address_of_an_interview_is_closed_to_whoever_may_not_know_of_the_file(
    cast: Cast, file: OpenedCase, recorded_by: Recorder, wall: str
) -> None:
    interview = recorded_by(cast.ayse, words={"her_words": "Yalnız bizde."})
    ayse = cast.ayse.client()
    fields = page_of(ayse, new_of(file))
    keep(ayse, fields, 0, her_words="Taslakta")
    members = {"stranger": cast.zeynep, "director": cast.derya, "administrator": cast.can, "network": cast.elif_}
    member, refused = members.get(wall, cast.nermin), 403 if wall in {"director", "administrator", "network"} else 404
    if wall == "hidden":
        set_plain(cast.ayse, file, hidden_from=[cast.nermin.staff.pk])
    if wall == "restricted":
        set_plain(cast.ayse, file, only_for=[cast.ayse.staff.pk])
    client, draft = member.client(), UUID(fields["interview"])
    for name in ("open", "correct", "discard", "keep"):
        for target in (interview.id, draft):
            address = reverse(f"interviews:{name}", args=[target])
            if name != "keep":
                assert client.get(address).status_code == refused, name
            body = {"version": 1, "changed": "her_words", "her_words": "el", "reason": "no_talk", "on": "04.03.2026"}
            assert client.post(address, body).status_code == refused, name
    assert client.get(new_of(file)).status_code == refused
    assert client.post(new_of(file), {"interview": str(draft), "version": 1}).status_code == refused
    stolen = client.post(fields["autosave"], {"version": 0, "changed": "her_words", "her_words": "el"})
    assert stolen.status_code == refused
    with acting(cast.ayse.person):
        rows = {row.id: row for row in Interview.objects.all()}
        assert rows.keys() == {interview.id, draft}
        assert typed_of(rows[draft], file.key).fields["her_words"] == ["Taslakta"]
        assert said_of(rows[interview.id], file.key).text("her_words") == "Yalnız bizde."


def test_a_draft_id_of_another_file_opens_nothing(cast: Cast, file: OpenedCase) -> None:
    from tests.casework.cases.files import file_of

    hers, zeynep = file_of(cast, cast.zeynep), cast.zeynep.client()
    ayse = cast.ayse.client()
    fields = page_of(ayse, new_of(file))
    keep(ayse, fields, 0, her_words="Konak’ın sözü")
    foreign = zeynep.post(new_of(hers), sent(fields, her_words="el"))
    assert foreign.status_code == 404
    assert typed_now(cast.ayse, file)["her_words"] == ["Konak’ın sözü"]


def test_addresses_and_file_names_say_nothing(cast: Cast, file: OpenedCase, recorded_by: Recorder) -> None:
    interview = recorded_by(cast.ayse)
    for name in ("open", "correct", "discard", "keep"):
        address = reverse(f"interviews:{name}", args=[interview.id])
        assert file.code not in address
        assert not re.search(r"siddet|violence|kadin", address)


def test_while_she_wants_nothing_done_nothing_is_written_and_what_was_typed_stays(
    cast: Cast, file: OpenedCase, recorded_by: Recorder
) -> None:
    interview = recorded_by(cast.ayse)
    client = cast.ayse.client()
    fields = page_of(client, new_of(file))
    correcting = reverse("interviews:correct", args=[interview.id])
    set_plain(cast.ayse, file, paused_on=date(2026, 4, 1))
    kept = keep(client, fields, 0, her_words="duraklatılmışken")
    assert kept.status_code == 422
    assert "işlem yapılmamasını istedi" in kept.json()["errors"]["her_words"]
    posted = client.post(new_of(file), sent(fields, her_words="duraklatılmışken"))
    corrected = client.post(correcting, sent({"version": "1"}, her_words="duraklatılmışken", reason="misheard"))
    for response in (posted, corrected):
        assert response.status_code == 409
        assert "duraklatılmışken" in response.content.decode()
    with acting(cast.ayse.person):
        assert Interview.objects.count() == 1
    assert said_now(cast.ayse, file).text("her_words") == ""
