"""The XML of OpenRosa 1.0: the list of forms, a form as a device gets it, what a device sends back."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lxml import etree

_LIST = "http://openrosa.org/xforms/xformsList"
_MANIFEST = "http://openrosa.org/xforms/xformsManifest"
_RESPONSE = "http://openrosa.org/http/response"
_XFORMS = "http://www.w3.org/2002/xforms"
_XHTML = "http://www.w3.org/1999/xhtml"
_HEAD = "r_"
_FORM_ID = re.compile(r"r_([0-9a-z]{1,12})")


class NotXml(Exception):
    """What a device sent is not plain XML: broken, with a document type, or encrypted."""


@dataclass(frozen=True)
class Offered:
    """One form of the list: a round, its title and version, the digest of the form and where to fetch it."""

    round_code: str
    title: str
    version: str
    md5: str
    address: str
    manifest: str = ""


def form_id(round_code: str) -> str:
    """What a device knows a round by."""
    return f"{_HEAD}{round_code}"


def round_code(named: str) -> str:
    """The round a form id names; empty where it names none."""
    found = _FORM_ID.fullmatch(named)
    return found.group(1) if found else ""


def md5_of(content: bytes) -> str:
    """The digest devices compare forms by; it guards nothing."""
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)


def parsed(content: bytes) -> etree._Element:
    """The root of an XML document. Raises NotXml for a broken one, for a document type, and for an encrypted one."""
    if b"<!DOCTYPE" in content[:4096].upper() or b"<!ENTITY" in content.upper():
        raise NotXml
    try:
        root = etree.fromstring(content, _parser())
    except (etree.XMLSyntaxError, ValueError):
        raise NotXml from None
    if root.get("encrypted"):
        raise NotXml
    return root


def served(xform: str, *, round_code: str, title: str, version: str) -> bytes:
    """The form of a round as a device gets it: named after the round, sent nowhere but here."""
    html = etree.fromstring(xform.encode(), _parser())
    heading = html.find(f"{{{_XHTML}}}head/{{{_XHTML}}}title")
    if heading is not None:
        heading.text = title
    model = html.find(f".//{{{_XFORMS}}}model")
    if model is None:
        raise NotXml
    for elsewhere in model.findall(f"{{{_XFORMS}}}submission"):
        # An author's own address would take the answers of a centre out of the network.
        model.remove(elsewhere)
    instance = model.find(f"{{{_XFORMS}}}instance")
    if instance is None or not len(instance):
        raise NotXml
    instance[0].set("id", form_id(round_code))
    instance[0].set("version", version)
    found: bytes = etree.tostring(html, xml_declaration=True, encoding="UTF-8")
    return found


def own_id(root: etree._Element, code: str) -> bytes:
    """What a device sent, with the author's form id in place of the round's, as the form itself reads it."""
    root.set("id", code)
    found: bytes = etree.tostring(root, encoding="UTF-8")
    return found


def told_in_meta(root: etree._Element, name: str) -> str:
    """What stands under `meta` by that name (instanceID, deprecatedID); empty where nothing does."""
    for element in root.iter():
        if isinstance(element.tag, str) and etree.QName(element).localname == name:
            return (element.text or "").strip()
    return ""


def _plain(namespace: str) -> dict[Any, str]:
    """The namespace without a prefix, as devices expect it."""
    return {None: namespace}


def form_list(forms: Iterable[Offered]) -> bytes:
    """The list of forms."""
    root = etree.Element(f"{{{_LIST}}}xforms", nsmap=_plain(_LIST))
    for form in forms:
        each = _under(root, _LIST, "xform")
        for name, text in (
            ("formID", form_id(form.round_code)),
            ("name", form.title),
            ("version", form.version),
            ("hash", f"md5:{form.md5}"),
            ("downloadUrl", form.address),
            ("manifestUrl", form.manifest),
        ):
            if text:
                _under(each, _LIST, name, text)
    return _written(root)


def manifest(files: Iterable[tuple[str, bytes, str]]) -> bytes:
    """The files that go with a form: (name, content, address)."""
    root = etree.Element(f"{{{_MANIFEST}}}manifest", nsmap=_plain(_MANIFEST))
    for name, content, address in files:
        each = _under(root, _MANIFEST, "mediaFile")
        _under(each, _MANIFEST, "filename", name)
        _under(each, _MANIFEST, "hash", f"md5:{md5_of(content)}")
        _under(each, _MANIFEST, "downloadUrl", address)
    return _written(root)


def response(sentence: str) -> bytes:
    """A sentence a device shows to the person who holds it."""
    root = etree.Element(f"{{{_RESPONSE}}}OpenRosaResponse", nsmap=_plain(_RESPONSE))
    _under(root, _RESPONSE, "message", sentence)
    return _written(root)


def _under(parent: etree._Element, namespace: str, name: str, text: str = "") -> etree._Element:
    element = etree.SubElement(parent, f"{{{namespace}}}{name}")
    if text:
        element.text = text
    return element


def _written(root: etree._Element) -> bytes:
    found: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return found
