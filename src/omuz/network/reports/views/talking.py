"""What is said about a section, and who stands for it."""

from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.network.reports.actions import writing as acts
from omuz.network.reports.models import Comment, Edition
from omuz.network.reports.views.shared import attempted, back, draft_for, section_of, spoken

SAID = "#yorumlar"


def _comment(row: Edition, key: str, wanted: str) -> Comment | None:
    """A comment of this section by its id; None where none is named. Raises Http404 where there is no such one."""
    if not wanted:
        return None
    rows: list[Comment] = list(Comment.objects.filter(edition=row, section=key))
    found = next((each for each in rows if str(each.pk) == wanted), None)
    if found is None:
        raise Http404
    return found


@page("reports.comment")
@require_POST
def say(request: SignedInRequest, edition_id: UUID, key: str) -> HttpResponseBase:
    """A comment, or an answer to one."""
    row = draft_for(request.person, edition_id)
    section_of(row, key)
    about = _comment(row, key, request.POST.get("answers", ""))
    words = request.POST.get("words", "").replace("\r\n", "\n")
    attempted(
        request,
        lambda: acts.comment(by=request.person, edition=row, section=key, words=words, answers=about),
        _("Yorumunuz yazıldı."),
    )
    return back("section", row.pk, key, language=spoken(request), at=SAID)


@page("reports.comment")
@require_POST
def settle(request: SignedInRequest, edition_id: UUID, key: str) -> HttpResponseBase:
    """Nothing is left to do about a comment."""
    row = draft_for(request.person, edition_id)
    about = _comment(row, key, request.POST.get("comment", ""))
    if about is None:
        raise Http404
    attempted(request, lambda: acts.settle(by=request.person, comment=about), _("Yorum kapandı."))
    return back("section", row.pk, key, language=spoken(request), at=SAID)


@page("reports.build")
@require_POST
def sign(request: SignedInRequest, edition_id: UUID, key: str) -> HttpResponseBase:
    """Stand for the section, or take that back with a reason."""
    row = draft_for(request.person, edition_id)
    section_of(row, key)
    why, person = request.POST.get("why", ""), request.person
    if request.POST.get("what") == "unsign":
        done = _("Onay geri alındı.")
        attempted(request, lambda: acts.unsign(by=person, edition=row, section=key, why=why), done)
    else:
        attempted(request, lambda: acts.sign(by=person, edition=row, section=key), _("Bölüm onaylandı."))
    return back("section", row.pk, key, language=spoken(request))
