"""What two people wrote at the same time, in words: which question, who, when, both values."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.network.surveys.instances import instance_of
from omuz.network.surveys.models import Answer
from omuz.network.surveys.queries.answers import names_of, parts_after
from omuz.network.surveys.queries.words import in_words, label_at
from omuz.network.surveys.rules.merging import Clash, Seen
from omuz.network.surveys.xlsform import Form


def clashes_in_words(form: Form, clashes: Iterable[Clash], language: str) -> list[dict[str, str]]:
    """Each clash for a page: name, label, mine, theirs, value, who, at; `theirs` says who and when by itself too."""
    listed = list(clashes)
    names = names_of(clash.staff_id for clash in listed)
    found = []
    for clash in listed:
        who = names.get(clash.staff_id, "") if clash.staff_id else ""
        at = timezone.localtime(clash.at).strftime("%H:%M")
        label = label_at(form, clash.path, language)
        mine = in_words(form, clash.path, clash.mine, language) or _("boş")
        theirs = in_words(form, clash.path, clash.theirs, language) or _("boş")
        if clash.moved:
            sentence = _("%(who)s %(at)s’de bu bölümün satırlarını değiştirdi. Sayfayı yenileyin; sizinki: %(mine)s")
        else:
            sentence = _("%(theirs)s — %(who)s, %(at)s. Sizinki: %(mine)s")
        told = {"theirs": theirs, "who": who, "at": at, "mine": mine}
        found.append(
            {
                "name": clash.path,
                "label": label,
                "theirs": sentence % told,
                "their_words": theirs,
                "mine": mine,
                "mine_value": clash.mine,
                "who": who,
                "at": at,
                "moved": "1" if clash.moved else "",
            }
        )
    return found


def changes_by_others(answer: Answer, form: Form, seen: Seen, language: str) -> list[dict[str, str]]:
    """Questions somebody else wrote since a page was drawn, newest value each: for the page to show."""
    parts = [part for part in parts_after(answer, seen.revision) if part.page != seen.page]
    if not parts:
        return []
    values, names = instance_of(answer).values(), names_of(part.staff_id for part in parts)
    last = {path: part for part in parts for path in part.changes if not seen.knows(part, path)}
    return [
        {
            "name": path,
            "label": label_at(form, path, language),
            "value": values.get(path, ""),
            "theirs": in_words(form, path, values.get(path, ""), language),
            "who": names.get(part.staff_id, "") if part.staff_id else "",
            "at": timezone.localtime(part.at).strftime("%H:%M"),
        }
        for path, part in last.items()
    ]
