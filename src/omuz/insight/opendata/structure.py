"""What the columns of the SDMX-CSV files mean, as an SDMX-ML 3.0 structure message: codes, concepts, structures."""

from collections.abc import Iterable, Mapping
from typing import Final

from lxml import etree

from omuz.foundation.catalogue.definitions import Words
from omuz.insight.opendata.publication import ALL, LANGUAGES, Publication, Published, shown
from omuz.insight.opendata.rows import STATUSES
from omuz.insight.opendata.sdmx import (
    NORMAL,
    NOTHING,
    SUPPRESSED,
    TIME,
    dimensions_of,
    flow_name,
    identifier,
    version_of,
)

STRUCTURE: Final = "structure.xml"
MEDIA: Final = "application/vnd.sdmx.structure+xml; version=3.0.0"
_SPACES: Final = {
    "mes": "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/message",
    "str": "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/structure",
    "com": "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/common",
}
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_NO_DAY: Final = "1980-01-01"
_CONCEPTS: Final = "CONCEPTS"
_MEASURE, _VALUE, _STATUS, _SECRET = "MEASURE", "OBS_VALUE", "OBS_STATUS", "CONF_STATUS"
_FIXED: Final = {
    _MEASURE: Words("Ölçü", "Measure"),
    TIME: Words("Dönem", "Time period"),
    _VALUE: Words("Sayı", "Observed value"),
    _STATUS: Words("Gözlemin durumu", "Observation status"),
    _SECRET: Words("Gizlilik durumu", "Confidentiality status"),
}
_OBSERVED: Final = {
    NORMAL: Words("Olağan", "Normal value"),
    SUPPRESSED: Words("Gizlendi", "Missing value; suppressed"),
    NOTHING: Words("Böyle bir sayı olamaz", "Missing value; data cannot exist"),
}
Node = etree._Element  # lxml gives its elements no public name


def structure(publication: Publication) -> bytes:
    """The message: one codelist a dimension of a table, the concepts, and for each table structure and dataflow.

    Raises NotPublishable where a name cannot be an SDMX identifier.
    """
    root = etree.Element(_tag("mes:Structure"), nsmap=dict(_SPACES))
    _header(root, publication)
    told = _child(root, "mes:Structures")
    lists, schemes = _child(told, "str:Codelists"), _child(told, "str:ConceptSchemes")
    structures, flows = _child(told, "str:DataStructures"), _child(told, "str:Dataflows")
    _codelist(lists, publication, _listed(_STATUS), _FIXED[_STATUS], _OBSERVED)
    secret = {code: Words(tr, en) for code, (tr, en) in STATUSES.items()}
    _codelist(lists, publication, _listed(_SECRET), _FIXED[_SECRET], secret)
    scheme = _artefact(schemes, publication, "str:ConceptScheme", _CONCEPTS, Words("Kavramlar", "Concepts"))
    for name, words in _concepts(publication).items():
        _named(_child(scheme, "str:Concept", id=name), words)
    for published in publication.tables:
        _lists_of(lists, publication, published)
        _structure_of(structures, publication, published)
        _flow_of(flows, publication, published)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _header(root: Node, publication: Publication) -> None:
    header = _child(root, "mes:Header")
    _child(header, "mes:ID", identifier(f"{publication.code}_{publication.version}".upper()))
    _child(header, "mes:Test", "false")
    day = publication.issued.isoformat() if publication.issued else _NO_DAY
    _child(header, "mes:Prepared", f"{day}T00:00:00Z")
    _child(header, "mes:Sender", id=identifier(publication.agency))


def _concepts(publication: Publication) -> Mapping[str, Words]:
    """Every concept once; a dimension of the same name in two tables is the same concept."""
    found = dict(_FIXED)
    for published in publication.tables:
        plain, _dated = dimensions_of(published)
        for axis in published.axes:
            if axis.name in plain:
                found.setdefault(identifier(axis.name.upper()), axis.title)
    return found


def _lists_of(lists: Node, publication: Publication, published: Published) -> None:
    plain, _dated = dimensions_of(published)
    flow = flow_name(publication, published)
    for axis, dimension in zip(published.axes, published.table.dimensions, strict=True):
        if axis.name in plain:
            codes = {shown(code): axis.label(code) for code in dimension.categories} | {ALL: Words("Toplam", "Total")}
            _codelist(lists, publication, _listed(axis.name.upper(), flow), axis.title, codes)
    measures = {one.name.upper(): one.title for one in published.measures}
    _codelist(lists, publication, _listed(_MEASURE, flow), _FIXED[_MEASURE], measures)


def _structure_of(structures: Node, publication: Publication, published: Published) -> None:
    flow = flow_name(publication, published)
    plain, dated = dimensions_of(published)
    made = _artefact(structures, publication, "str:DataStructure", flow, published.title)
    parts = _child(made, "str:DataStructureComponents")
    names = [*(identifier(name.upper()) for name in plain), _MEASURE]
    dimensions = _child(parts, "str:DimensionList", id="DimensionDescriptor")
    for place, name in enumerate(names, start=1):
        one = _child(dimensions, "str:Dimension", id=name, position=str(place))
        _identity(one, publication, name)
        _enumerated(one, publication, _listed(name, flow))
    if dated:
        when = _child(dimensions, "str:TimeDimension", id=TIME)
        _identity(when, publication, TIME)
        _child(_child(when, "str:LocalRepresentation"), "str:TextFormat", textType="ObservationalTimePeriod")
    attributes = _child(parts, "str:AttributeList", id="AttributeDescriptor")
    for name in (_STATUS, _SECRET):
        one = _child(attributes, "str:Attribute", id=name, usage="mandatory")
        _identity(one, publication, name)
        _enumerated(one, publication, _listed(name))
        _child(_child(one, "str:AttributeRelationship"), "str:Observation")
    measures = _child(parts, "str:MeasureList", id="MeasureDescriptor")
    value = _child(measures, "str:Measure", id=_VALUE, usage="optional")
    _identity(value, publication, _VALUE)
    _child(_child(value, "str:LocalRepresentation"), "str:TextFormat", textType="Decimal")


def _flow_of(flows: Node, publication: Publication, published: Published) -> None:
    name = flow_name(publication, published)
    made = _artefact(flows, publication, "str:Dataflow", name, published.title, published.meaning)
    _child(made, "str:Structure", _urn(publication, "datastructure.DataStructure", name))


def _codelist(lists: Node, publication: Publication, name: str, title: Words, codes: Mapping[str, Words]) -> None:
    made = _artefact(lists, publication, "str:Codelist", name, title)
    for code, words in codes.items():
        _named(_child(made, "str:Code", id=code), words)


def _listed(name: str, flow: str = "") -> str:
    return identifier("_".join(("CL", flow, name)) if flow else f"CL_{name}")


def _identity(node: Node, publication: Publication, name: str) -> None:
    whole = _urn(publication, "conceptscheme.Concept", _CONCEPTS)
    _child(node, "str:ConceptIdentity", f"{whole}.{name}")


def _enumerated(node: Node, publication: Publication, listed: str) -> None:
    held = _child(node, "str:LocalRepresentation")
    _child(held, "str:Enumeration", _urn(publication, "codelist.Codelist", listed))


def _urn(publication: Publication, kind: str, name: str) -> str:
    return f"urn:sdmx:org.sdmx.infomodel.{kind}={publication.agency}:{name}({version_of(publication)})"


def _artefact(parent: Node, publication: Publication, tag: str, name: str, *words: Words) -> Node:
    """Something with an identity of its own: agency, version, name and, where given, a description."""
    told = {"id": name, "agencyID": publication.agency, "version": version_of(publication)}
    made = _child(parent, tag, **told)
    _named(made, *words)
    return made


def _named(node: Node, *words: Words) -> None:
    for tag, said in zip(("com:Name", "com:Description"), words, strict=False):
        for language in _once(said):
            _child(node, tag, said.say(language)).set(_LANG, language)


def _once(words: Words) -> Iterable[str]:
    """Both languages, or the first where nothing is said in the other."""
    return [language for language in LANGUAGES if words.say(language)] or LANGUAGES[:1]


def _child(parent: Node, tag: str, text: str | None = None, **attributes: str) -> Node:
    node = etree.SubElement(parent, _tag(tag), dict(attributes))
    node.text = text
    return node


def _tag(name: str) -> str:
    space, _colon, local = name.partition(":")
    return f"{{{_SPACES[space]}}}{local}"
