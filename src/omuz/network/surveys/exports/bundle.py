"""Answers of one round as one file to take away: a single one, or an archive where there are several tables."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.tables import packed
from omuz.network.surveys.exports.codebook import as_ddi
from omuz.network.surveys.exports.columns import shapes
from omuz.network.surveys.exports.delimited import as_csv
from omuz.network.surveys.exports.spss import as_sav
from omuz.network.surveys.exports.tables import Filled, Table, tables
from omuz.network.surveys.exports.workbook import as_xlsx
from omuz.network.surveys.xlsform import Form

KINDS = ("csv", "xlsx", "sav", "ddi", "zip")
_MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "sav": "application/x-spss-sav",
    "xml": "application/xml",
    "zip": "application/zip",
}


@dataclass(frozen=True)
class File:
    """A file to hand out: a name that says nothing of what is inside, its media type and its bytes."""

    name: str
    media: str
    content: bytes


@dataclass(frozen=True)
class Study:
    """What the files say about themselves: title and code of the round, version of the questionnaire, language."""

    title: str
    code: str
    version: str
    language: str


def exported(kind: str, form: Form, answers: Sequence[Filled], study: Study, language: str) -> File:
    """The answers in one of KINDS; `language` is one of the form's. Raises KeyError for a kind there is not."""
    made = tables(shapes(form, language, key_labels()), list(answers))
    files = _FILES[kind](made, study)
    name = f"belge-{study.code}"
    if len(files) == 1:
        ((ending, content),) = ((file.rpartition(".")[2], content) for file, content in files.items())
        return File(f"{name}.{ending}", _MEDIA[ending], content)
    return File(f"{name}.zip", _MEDIA["zip"], packed(dict(sorted(files.items()))))


def key_labels() -> dict[str, str]:
    """What the columns mean by which tables are linked."""
    return {
        "answer_no": _("Yanıt sırası (tabloları birbirine bağlar)"),
        "centre_code": _("Merkezin kodu"),
        "centre_name": _("Merkezin adı"),
        "organisation_name": _("Adına yanıtlanan kurum"),
        "form_version": _("Soru formunun sürümü"),
        "row_no": _("Satırın sırası"),
        "parent_row": _("İçinde durduğu satırın sırası"),
    }


def _csv(made: list[Table], _study: Study) -> dict[str, bytes]:
    return {f"{table.shape.name}.csv": as_csv(table) for table in made}


def _xlsx(made: list[Table], _study: Study) -> dict[str, bytes]:
    return {"answers.xlsx": as_xlsx(made)}


def _sav(made: list[Table], study: Study) -> dict[str, bytes]:
    labels = {"label": study.title, "yes": _("evet"), "no": _("hayır")}
    return {f"{table.shape.name}.sav": as_sav(table, **labels) for table in made}


def _ddi(made: list[Table], study: Study) -> dict[str, bytes]:
    told = {"title": study.title, "number": study.code, "version": study.version, "language": study.language}
    return {"codebook.xml": as_ddi(made, **told)}


def _everything(made: list[Table], study: Study) -> dict[str, bytes]:
    return {**_csv(made, study), **_xlsx(made, study), **_sav(made, study), **_ddi(made, study)}


_FILES = {"csv": _csv, "xlsx": _xlsx, "sav": _sav, "ddi": _ddi, "zip": _everything}
