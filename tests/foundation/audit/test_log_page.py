"""“Kim neye baktı”: who opened what in her centre, in sentences, with names and never content."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from omuz.foundation.audit.chain import looked
from omuz.foundation.audit.kinds import KINDS
from omuz.foundation.audit.sentences import SENTENCES
from tests.cast import Cast, Member
from tests.promises.tree import SOURCE, files


def _page(member: Member, **narrowed: str) -> Any:
    return member.client().get(reverse("audit"), narrowed)


def _see(member: Member, centre: Any, event: str = "contact.opened", about: str = "contact:T-4711") -> None:
    looked(by=member.person, event=event, centre=centre.id, about=about)


def test_she_reads_who_opened_what_in_her_centre(cast: Cast) -> None:
    _see(cast.nermin, cast.konak)
    text = _page(cast.ayse).content.decode()
    assert "Nermin Aksoy" in text
    assert "bir temas kaydını açtı" in text
    assert "T-4711" in text
    assert "Merkez koordinatörü" in text


def test_another_centres_log_is_not_there(cast: Cast) -> None:
    _see(cast.zeynep, cast.bornova, about="contact:B-1")
    text = _page(cast.ayse).content.decode()
    assert "Zeynep" not in text
    assert "B-1" not in text


def test_whoever_reads_no_record_reads_no_log_of_a_centre(cast: Cast) -> None:
    answers = {name: _page(getattr(cast, name)).status_code for name in ("ayse", "nermin", "elif_", "derya", "can")}
    assert answers == {"ayse": 200, "nermin": 200, "elif_": 403, "derya": 403, "can": 403}


def test_it_reads_the_installations_own_log(cast: Cast) -> None:
    _see(cast.ayse, cast.konak)
    cast.elif_.client()
    page = cast.can.client().get(reverse("installation-log"))
    assert "Elif Şahin" in page.content.decode()
    assert "T-4711" not in page.content.decode()
    assert cast.nermin.client().get(reverse("installation-log")).status_code == 403


def test_the_log_is_read_page_by_page_without_gap_or_repetition(cast: Cast) -> None:
    for number in range(120):
        _see(cast.nermin, cast.konak, about=f"contact:T-{number}")
    client, seen, address = cast.ayse.client(), [], reverse("audit") + "?kind=contacts"
    while address:
        page = client.get(address)
        seen += [line["about"] for line in page.context["lines"]]
        address = reverse("audit") + page.context["older"] if page.context["older"] else ""
    assert seen == [f"T-{number}" for number in reversed(range(120))]


def test_it_is_narrowed_by_person_kind_and_day(cast: Cast, time_machine: Any) -> None:
    time_machine.move_to(timezone.now() - timedelta(days=2))
    _see(cast.nermin, cast.konak, about="contact:old")
    time_machine.move_to(timezone.now() + timedelta(days=2))
    _see(cast.nermin, cast.konak, about="contact:hers")
    _see(cast.ayse, cast.konak, about="contact:mine")
    client = cast.ayse.client()

    def abouts(**narrowed: str) -> set[str]:
        page = client.get(reverse("audit"), narrowed)
        return {line["about"] for line in page.context["lines"] if line["about"]}

    assert abouts(kind="contacts") == {"old", "hers", "mine"}
    assert abouts(kind="contacts", person=str(cast.nermin.staff.pk)) == {"old", "hers"}
    assert abouts(kind="contacts", day=timezone.localdate().isoformat()) == {"hers", "mine"}
    assert abouts(kind="doors").isdisjoint({"old", "hers", "mine"})


def test_what_saves_itself_is_shown_only_when_asked_for(cast: Cast) -> None:
    _see(cast.nermin, cast.konak, event="contact.draft_kept", about="contact:T-1")
    client = cast.ayse.client()
    assert "T-1" not in client.get(reverse("audit")).content.decode()
    assert "T-1" in client.get(reverse("audit"), {"kind": "contacts"}).content.decode()


@pytest.mark.parametrize("told", ["", "x", "W10", "WyIyMDI2Il0", "eyJhIjoxfQ"])
def test_a_mangled_place_shows_the_newest_page(cast: Cast, told: str) -> None:
    assert _page(cast.ayse, once=told).status_code == 200


def test_every_event_in_the_source_has_a_sentence_and_a_kind() -> None:
    import re

    named = {
        event
        for path in files(".py", under=SOURCE)
        for event in re.findall(r'\bevent="([a-z_]+\.[a-z_]+)"', path.read_text(encoding="utf-8"))
    }
    assert sorted(named - set(SENTENCES)) == []
    beginnings = tuple(beginning for _name, held in KINDS.values() for beginning in held)
    assert [event for event in SENTENCES if not event.startswith(beginnings)] == []
