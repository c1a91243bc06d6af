"""From a workbook to a form: read within bounds, converted by the reference converter, checked, told in sentences."""

from dataclasses import replace

from django.utils.translation import gettext as _

from omuz.network.surveys.xlsform import converter_words
from omuz.network.surveys.xlsform.checks import located, looked_through, remarks_on
from omuz.network.surveys.xlsform.counting import counted
from omuz.network.surveys.xlsform.opening import opened
from omuz.network.surveys.xlsform.refusals import Refusal, Refusals
from omuz.network.surveys.xlsform.tree import Form
from omuz.network.surveys.xlsform.workbook import Unreadable, Workbook
from omuz.network.surveys.xlsform.xform import FaultyForm, form_of


def read(content: bytes, name: str) -> Form | Refusals:
    """The form in an uploaded workbook, or why it is none. Never raises for what is in the file."""
    try:
        book = opened(content, name)
    except Unreadable as fault:
        return Refusals(fault.refusals)
    faults = looked_through(book)
    if faults:
        return Refusals(tuple(faults))
    return _converted(book)


def _converted(book: Workbook) -> Form | Refusals:
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert

    said: list[str] = []
    try:
        made = convert(book.for_conversion(), warnings=said)
        form = form_of(made.xform, made.itemsets or "")
    except PyXFormError as error:
        return Refusals(converter_words.refusals(error, book))
    except FaultyForm as error:
        return Refusals(tuple(located(fault, book) for fault in error.faults))
    except RecursionError:
        return Refusals((Refusal(_("Formda iç içe çok fazla grup var; daha sade kurup yeniden yükleyin.")),))
    except Exception:  # noqa: BLE001  # the converter meets hostile workbooks too; the author gets a sentence
        return Refusals((Refusal(_("Form dönüştürülemedi: yapısı XLSForm kurallarına uymuyor.")),))
    warnings = (*book.remarks, *converter_words.remarks(said, book), *remarks_on(form, book))
    return replace(form, warnings=tuple(dict.fromkeys(warnings)), sheet_counts=counted(book, form))
