"""The practice room's one trace: that she finished a story. Called through the settings; the wall stays whole."""

from django.db import IntegrityError
from django.utils import timezone

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person, own_chain
from omuz.network.training.models import Practised


def note_finished(by: Person, story: str) -> None:
    """Note that she finished a story, once; nothing of what she typed comes here."""
    by.require("training.practise")
    if story in finished(by):
        return
    try:
        with recorded(by=by, event="training.practised", centre=own_chain(by), about=f"story:{story}"):
            Practised.objects.create(staff_id=by.staff_id, story=story[:50], done_on=timezone.localdate())
    except IntegrityError:
        return  # sent twice at once: it is noted already


def finished(by: Person) -> frozenset[str]:
    """Codes of the stories she finished; hers alone, the database shows them to nobody else."""
    return frozenset(Practised.objects.filter(staff_id=by.staff_id).values_list("story", flat=True))
