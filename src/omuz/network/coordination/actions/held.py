"""What several acts need: the locked workspace of who may write it, its place in the log, and posts without names."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.catalogue.traces import names_a_person
from omuz.foundation.people.access import Person, Refused
from omuz.network.coordination.models import Workspace
from omuz.network.coordination.queries.workspaces import centre_for, writes
from omuz.network.standards.actions.refusals import NotNow, plain, written


@contextmanager
def act_on(by: Person, workspace: Workspace, event: str, *, about: str = "", why: str = "") -> Iterator[Workspace]:
    """One act on a workspace with its row locked and stamped. Raises Refused for another municipality's."""
    by.require("coordination.write")
    if not writes(by, workspace):
        raise Refused(_("Bu çalışma alanını yalnız kendi belediyesinin merkez koordinatörü ve ağ koordinatörü yazar."))
    about = about or f"workspace:{workspace.id}"
    with recorded(by=by, event=event, centre=centre_for(by, workspace), about=about, why=why):
        rows = Workspace.objects.select_for_update(of=("self",)).select_related("municipality")
        held: Workspace = rows.get(pk=workspace.pk)
        held.changed_at, held.changed_by = timezone.now(), by.staff_id
        held.save(update_fields=["changed_at", "changed_by"])
        yield held


def post_only(text: str, what: str, *, needed: bool = True) -> str:
    """A post as it is kept; raises NotNow where the words name a person, or nothing is left though it is needed."""
    if not text.strip() and not needed:
        return ""
    free(text)
    if names_a_person(text):
        raise NotNow(
            _("“%(what)s” bir kişi adına benziyor; görevin adını yazın (ör. müdür yardımcısı).") % {"what": what}
        )
    return written(text, what)[:120]


def free(*texts: str) -> None:
    """Raise NotNow where free words tell of somebody."""
    plain(*texts)
