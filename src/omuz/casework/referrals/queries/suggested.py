"""What the file already knows about each group, as a first text she reads, shortens and reads aloud to the woman."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from omuz.casework.cases.queries.files import OpenedCase, safe_contact_of
from omuz.casework.consents.rules.groups import PHONE, PSEUDONYM, REAL_NAME, SAFE_CONTACT
from omuz.casework.contacts.forms.shown import safe_lines
from omuz.casework.interviews.queries.before import known_before
from omuz.casework.referrals.queries.told import her_names, her_phones
from omuz.foundation.catalogue.lists import SPECIAL, label_of

_CODED = {
    "age_band": ("age_band", "age_band"),
    "needs": ("requests", "request"),
    "access_needs": ("needs", "access_need"),
    "violence_kind": ("violence_types", "violence_type"),
}
"""Group → the answer it is told from, and the list of its codes; every other group is written by hand."""

_OF_THE_FILE = {"age_band": "age_band", "access_needs": "access"}
"""Group → where the file itself keeps it, when no talk told."""


def suggestions(file: OpenedCase, groups: Iterable[str], *, on: date) -> dict[str, str]:
    """Group → text, empty where the file says nothing or only she can say it."""
    codes = known_before(file, on=on).answers.codes
    return {group: _one(group, file, codes) for group in groups}


def _one(group: str, file: OpenedCase, codes: Mapping[str, Iterable[str]]) -> str:
    match group:
        case _ if group == PSEUDONYM:
            return str(file.identity.get("pseudonym", ""))
        case _ if group == REAL_NAME:
            return ", ".join(her_names(file))
        case _ if group == PHONE:
            return ", ".join(her_phones(file)[:1])
        case _ if group == SAFE_CONTACT:
            # The agreed phrase is between her and this centre.
            safe = replace(safe_contact_of(file), code_word="")
            return "\n".join(f"{label}: {text}" for label, text in safe_lines(safe))
    name, list_name = _CODED.get(group, ("", ""))
    told = codes.get(name) or file.answers.get(_OF_THE_FILE.get(group, ""), ())
    told = [told] if isinstance(told, str) else told
    return ", ".join(label_of(list_name, code) for code in told if code not in SPECIAL)
