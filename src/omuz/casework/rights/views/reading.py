"""What she may read: her record as it is shown to her, and the statement of what is held, on screen and on paper."""

from uuid import UUID

from django.http import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.casework.cases.queries.files import OpenedCase
from omuz.casework.rights.documents.paper import Paper
from omuz.casework.rights.queries.her import her_record
from omuz.casework.rights.queries.statement import statement
from omuz.casework.rights.views.places import opened_for, paper_answer, shown
from omuz.foundation.audit.chain import looked
from omuz.foundation.catalogue import turkish
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of


@page("cases.read")
def show(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Her record as she may read it; turned towards her, or printed without logo and without her name on top."""
    file, with_view = opened_for(request, case_id), _marked(request)
    sections = her_record(request.person, vault=vault_of(request), opened=file, with_view=with_view)
    context = {"sections": sections, "with_view": with_view}
    return shown(request, file, "rights/show.html", context, event="rights.shown_to_her")


def _marked(request: SignedInRequest) -> bool:
    """Whether the worker wants her own view to be read along."""
    return request.GET.get("not") == "1"


@page("cases.read")
def show_paper(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """The same as a file to print."""
    file = opened_for(request, case_id)
    sections = her_record(request.person, vault=vault_of(request), opened=file, with_view=_marked(request))
    paper = Paper(_("Kaydım"), _("Bu kayıt sizindir. Yanlış bulduğunuzu düzelttirebilirsiniz."), sections, large=True)
    _taken(request, file)
    return paper_answer(paper)


def _taken(request: SignedInRequest, file: OpenedCase) -> None:
    looked(by=request.person, event="rights.paper_taken", centre=file.centre_id, about=f"case:{file.code}")


@page("cases.read")
def statement_page(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """What is held of her, who saw it, who received it, how long it is kept."""
    file, today = opened_for(request, case_id), timezone.localdate()
    sections = statement(request.person, vault=vault_of(request), opened=file, today=today)
    context = {"sections": sections, "today": today}
    return shown(request, file, "rights/statement.html", context, event="rights.statement_read")


@page("cases.read")
def statement_paper(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """The same as a file to print."""
    file, today = opened_for(request, case_id), timezone.localdate()
    sections = statement(request.person, vault=vault_of(request), opened=file, today=today)
    lead = _("%(day)s günü dosyanızda duranların dökümü (6698 sayılı Kanun, madde 11).") % {"day": turkish.day(today)}
    _taken(request, file)
    return paper_answer(Paper(_("Döküm"), lead, sections))
