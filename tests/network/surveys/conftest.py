"""What the tests of questionnaires share: a small form, a round two centres are invited to, and people who manage."""

import html
import io
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from uuid import UUID

    from django.test import Client

    from omuz.network.surveys.models import Answer, Invitation, QuestionnaireVersion, Round
    from tests.cast import Cast, Member

SURVEY = [
    ["type", "name", "label::Türkçe (tr)", "label::English (en)", "required", "relevant", "constraint", "calculation"],
    ["begin_group", "place", "Merkez", "Centre", "", "", "", ""],
    ["integer", "rooms", "Kaç oda var?", "How many rooms?", "yes", "", ". >= 0 and . < 100", ""],
    ["select_one yn", "ramp", "Rampa var mı?", "Is there a ramp?", "", "", "", ""],
    ["text", "why", "Neden yok?", "Why not?", "", "${ramp} = 'no'", "", ""],
    ["end_group", "", "", "", "", "", "", ""],
    ["begin_group", "job", "Çalışma", "Work", "", "", "", ""],
    ["select_multiple langs", "langs", "Hangi diller?", "Which languages?", "", "", "", ""],
    ["decimal", "hours", "Haftada kaç saat?", "Hours a week?", "", "", "", ""],
    ["date", "since", "Ne zamandan beri?", "Since when?", "", "", "", ""],
    ["text", "note", "Not", "Note", "", "", "", ""],
    ["calculate", "double", "", "", "", "", "", "${rooms} * 2"],
    ["end_group", "", "", "", "", "", "", ""],
    ["begin_group", "team", "Ekip", "Team", "", "", "", ""],
    ["begin_repeat", "post", "Görev", "Post", "", "", "", ""],
    ["text", "role", "Görevin adı", "Name of the post", "", "", "", ""],
    ["integer", "many", "Kaç kişi?", "How many?", "", "", "", ""],
    ["select_one yn", "vacant", "Boş mu?", "Vacant?", "", "", "", ""],
    ["end_repeat", "", "", "", "", "", "", ""],
    ["text", "wish", "Neye ihtiyacınız var?", "What do you need?", "", "", "", ""],
    ["text", "plan", "Ne planlıyorsunuz?", "What do you plan?", "", "", "", ""],
    ["end_group", "", "", "", "", "", "", ""],
]
CHOICES = [
    ["list_name", "name", "label::Türkçe (tr)", "label::English (en)"],
    ["yn", "yes", "Evet", "Yes"],
    ["yn", "no", "Hayır", "No"],
    ["yn", "unknown", "Bilinmiyor", "Unknown"],
    ["langs", "tr", "Türkçe", "Turkish"],
    ["langs", "ku", "Kürtçe", "Kurdish"],
    ["langs", "ar", "Arapça", "Arabic"],
]


def workbook(version: str = "1", *, survey: list[list[str]] | None = None, code: str = "merkez") -> bytes:
    """The small form as an XLSX file."""
    from openpyxl import Workbook

    book = Workbook()
    for name, rows in (
        ("survey", survey or SURVEY),
        ("choices", CHOICES),
        (
            "settings",
            [["form_title", "form_id", "version", "default_language"], ["Merkez formu", code, version, "Türkçe (tr)"]],
        ),
    ):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.remove(book["Sheet"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@dataclass
class House:
    """The cast with a published form and an open round of both centres; `defne` edits standards."""

    cast: "Cast"
    defne: "Member"
    version: "QuestionnaireVersion"
    asked: "Round"

    def invitation(self, centre: Any = None) -> "Invitation":
        """The invitation of a centre, Konak where none is named, as it stands now."""
        from omuz.foundation.people.access import acting
        from omuz.network.surveys.models import Invitation

        wanted = centre or self.cast.konak
        with acting(self.cast.elif_.person):
            return Invitation.objects.select_related("round__version__questionnaire").get(
                round=self.asked, centre_id=wanted.id
            )

    def begun(self, who: "Member | None" = None) -> "Answer":
        """The form of a member's centre, begun by her; Ayşe where nobody is named."""
        from omuz.foundation.people.access import acting
        from omuz.network.surveys.actions import begin_answer

        member = who or self.cast.ayse
        (centre_id,) = member.person.centres
        centre = self.cast.konak if centre_id == self.cast.konak.id else self.cast.bornova
        invitation = self.invitation(centre)
        with acting(member.person):
            return begin_answer(by=member.person, invitation=invitation)

    def kept(self, answer_id: "UUID", who: "Member | None" = None) -> dict[str, str]:
        """What an answer holds now."""
        from omuz.foundation.people.access import acting
        from omuz.network.surveys.instances import values_of
        from omuz.network.surveys.queries.answers import answer_of

        person = (who or self.cast.ayse).person
        with acting(person):
            values = values_of(answer_of(person, answer_id))
        return {path: text for path, text in values.items() if "/meta/" not in path}

    def fill(self, answer_id: "UUID", values: dict[str, str], who: "Member | None" = None) -> None:
        """Put values into an answer as one page of one person would."""
        from django.http import QueryDict

        from omuz.foundation.people.access import acting
        from omuz.network.surveys.actions import keep_answer
        from omuz.network.surveys.queries.answers import answer_of
        from omuz.network.surveys.rules.merging import Seen

        person = (who or self.cast.ayse).person
        for section in ("place", "job", "team"):
            told = {path: text for path, text in values.items() if path.split("/")[2].partition("[")[0] == section}
            if not told:
                continue
            data = QueryDict(mutable=True)
            for path, text in told.items():
                data.setlist(path, text.split() if path.endswith("/langs") else [text])
            with acting(person):
                revision = answer_of(person, answer_id).revision
                keep_answer(
                    by=person, answer_id=answer_id, section=section, data=data, seen=Seen("p", revision, {}),
                    changed=list(told),
                )  # fmt: skip


@pytest.fixture
def house(cast: "Cast") -> House:
    """A published form, asked of Konak and Bornova from today on."""
    from django.utils import timezone

    from omuz.foundation.people.access import acting
    from omuz.foundation.people.actions import accounts
    from omuz.foundation.people.rules import Role
    from omuz.network.surveys import actions
    from omuz.network.surveys.actions.rounds import Guest
    from tests.cast import member

    defne = member("defne", "Defne Ak", Role.STANDARDS_EDITOR, accounts.Place())
    person = cast.elif_.person
    today = timezone.localdate()
    with acting(person):
        version, _new = actions.take_in(by=person, content=workbook(), name="merkez.xlsx")
        version = actions.publish_version(by=person, version=version)
        asked = actions.open_round(
            by=person,
            version=version,
            title="2026 merkez formu",
            opens_on=today,
            due_on=today + timedelta(days=30),
            guests=[Guest(cast.konak.id), Guest(cast.bornova.id)],
        )
    return House(cast, defne, version, asked)


def hidden(client: "Client", address: str) -> dict[str, str]:
    """The hidden fields of the page at an address, as a browser would send them back."""
    return fields(client.get(address).content.decode())


def fields(page: str) -> dict[str, str]:
    """The hidden fields of a page by name."""
    told = {}
    for field in re.findall(r'<input[^>]*type="hidden"[^>]*>', page):
        name, value = re.search(r'name="([^"]*)"', field), re.search(r'value="([^"]*)"', field)
        if name:
            told[html.unescape(name.group(1))] = html.unescape(value.group(1)) if value else ""
    return told
