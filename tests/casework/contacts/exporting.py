"""Contacts taken out as a file in a test: asked for by one, approved by another, taken."""

from typing import Any

from django.urls import reverse


def exported(cast: Any, *, why: str = "deneme", notes: bool = True) -> bytes:
    """The workbook Nermin asks for and Ayşe approves."""
    from omuz.casework.contacts.actions.exports import answer_export, ask_export, take_export
    from omuz.foundation.people.access import acting

    nermin, ayse = cast.nermin, cast.ayse
    with acting(nermin.person):
        row = ask_export(by=nermin.person, centre_id=cast.konak.id, why=why, notes=notes)
    with acting(ayse.person):
        answer_export(by=ayse.person, export_id=row.id, approve=True)
    with acting(nermin.person):
        return take_export(by=nermin.person, vault=nermin.vault, export_id=row.id)


def exported_by_pages(nermin: Any, ayse: Any, **asked: str) -> Any:
    """The answer with the file, through the pages: `asked` is what Nermin types."""
    from omuz.casework.contacts.models import ContactExport
    from omuz.foundation.people.access import acting

    client = nermin.client()
    assert client.post(reverse("contacts:export"), asked).status_code == 302
    with acting(nermin.person):
        row = ContactExport.objects.latest("asked_at")
    assert ayse.client().post(reverse("contacts:export-answer", args=[row.id]), {"onayla": "1"}).status_code == 302
    return client.post(reverse("contacts:export-file", args=[row.id]))
