"""The paper of an agreed answer, printed across with its reason: what two people agreed on and not a word more.

It is made of the letter alone. Nothing else of the file is opened here, so no note, talk or plan can slip into it.
"""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from omuz.casework.cases.queries.files import record_of
from omuz.casework.orders.actions.notification import NotAgreed
from omuz.casework.orders.models import LegalAnswer
from omuz.casework.orders.rules.requests import Letter
from omuz.casework.orders.rules.two import Agreement, Refusal
from omuz.foundation.audit.chain import recorded
from omuz.foundation.catalogue import turkish
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault
from omuz.insight.charts.letters import in_letters

_PAGE = Path(__file__).with_name("letter.typ")


def take_paper(*, by: Person, vault: OpenedVault, answer_id: UUID) -> bytes:
    """The agreed answer as PDF, for one of the two who agreed on it; one event with the answer's reason left out.

    Raises NotAgreed before the second person agreed, and for anybody but the two.
    """
    answer = record_of(by, LegalAnswer, answer_id)
    key = answer.case.key(vault)
    letter = Letter.from_payload(answer.opened(key, "answers"))
    if answer.state != Agreement.AGREED:
        raise NotAgreed(Refusal.NOT_AGREED)
    if str(by.staff_id) not in (letter.first, letter.second):
        raise NotAgreed(Refusal.NOT_ONE_OF_THE_TWO)
    with recorded(by=by, event="legal_answer.taken", centre=answer.centre_id, about=f"case:{answer.case.code}"):
        return set_letter(contents(letter, answer.opened(key, "words")))


def contents(letter: Letter, words: dict[str, str]) -> dict[str, Any]:
    """Everything that stands on the paper."""
    return {
        "lang": (get_language() or "tr").split("-")[0],
        "day": turkish.day(letter.agreed_on or letter.on),
        "head": [_("İlgi: %(reason)s") % {"reason": words.get("reason", "")}],
        "text": [line for line in words.get("text", "").splitlines() if line.strip()],
        "mark": _("GİZLİ · %(reason)s") % {"reason": words.get("reason", "")},
        "foot": _("Yalnız istenen makam içindir; çoğaltılmaz."),
    }


@lru_cache(maxsize=1)
def _fonts() -> Any:
    import typst

    from omuz.insight.charts.drawing import FONTS

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def set_letter(told: dict[str, Any]) -> bytes:
    """The page as PDF/UA-1; its words are never read as markup."""
    import typst

    inputs = {"told": json.dumps(in_letters(told), ensure_ascii=False)}
    made = typst.Compiler(_PAGE.read_bytes(), font_paths=_fonts(), sys_inputs=inputs).compile(
        format="pdf", pdf_standards=["ua-1"]
    )
    return made if isinstance(made, bytes) else b"".join(made or [])
