"""Reads the XForm a workbook was made into; the tree is built in the order of the sheet, not of the page."""

from functools import lru_cache

from lxml import etree

from omuz.network.surveys.xlsform.tree import UNNAMED, Form
from omuz.network.surveys.xlsform.xform.faults import Fault, FaultyForm
from omuz.network.surveys.xlsform.xform.lists import lists_of
from omuz.network.surveys.xlsform.xform.model import Model
from omuz.network.surveys.xlsform.xform.nodes import children_of

__all__ = ["Fault", "FaultyForm", "form_of"]


@lru_cache(maxsize=64)
def form_of(xform: str, itemsets: str = "") -> Form:
    """The form an XForm describes. Raises FaultyForm for expressions nobody can follow, ValueError for other XML."""
    try:
        model = Model.read(xform)
    except (etree.XMLSyntaxError, StopIteration, IndexError) as error:
        raise ValueError("not an XForm") from error
    lists = lists_of(model, itemsets)
    children, meta = children_of(model, itemsets)
    if model.faults:
        raise FaultyForm(tuple(model.faults))
    languages = tuple(model.languages) or (UNNAMED,)
    return Form(
        title=model.title,
        code=model.root.get("id") or "",
        version=model.root.get("version") or "",
        root=etree.QName(model.root).localname,
        xform=xform,
        children=children,
        meta=meta,
        lists=lists,
        languages=languages,
        default_language=model.default_language or languages[0],
        itext=model.itext,
        itemsets=itemsets,
        namespace=etree.QName(model.root).namespace or "",
        template=etree.tostring(model.root),
    )
