"""The questions of a version with the column that says what everybody may read."""

from functools import lru_cache

from django.utils.translation import get_language

from omuz.network.profiles.rules.sheet import Sheet, sheet_of
from omuz.network.surveys.models import QuestionnaireVersion
from omuz.network.surveys.queries.questionnaires import form_of_version
from omuz.network.surveys.xlsform.opening import opened

PUBLIC = "omuz::public"
_kept: dict[tuple[str, str], Sheet] = {}
MOST_KEPT = 16


def public_names(version: QuestionnaireVersion) -> frozenset[str]:
    """The names of questions the author marked public in the kept workbook; none where she marked none."""
    return _marked(version.sha256, version.file_name, bytes(version.workbook))


@lru_cache(maxsize=8)
def _marked(_sha256: str, name: str, content: bytes) -> frozenset[str]:
    survey = opened(content, name).sheets.get("survey")
    rows = survey.rows if survey else []
    return frozenset(row["name"] for row in rows if row.get(PUBLIC, "").strip().lower() == "yes" and row.get("name"))


def sheet(version: QuestionnaireVersion, language: str = "") -> Sheet:
    """The questions of a version in the reader's language."""
    wanted = language or get_language() or "tr"
    key = (version.digest, wanted)
    if key not in _kept:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        form = form_of_version(version)
        _kept[key] = sheet_of(form, public_names(version), form.language_for(wanted))
    return _kept[key]
