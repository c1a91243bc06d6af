"""Words that are markup or script somewhere, and what tells on a page or in a file that one of them was obeyed."""

import io
import re
import zipfile
from collections.abc import Iterator
from random import Random

from docx.oxml import parse_xml
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

NAME = "kavak"
"""What a script of ours calls where it runs, and the mark on every element of ours: nobody else uses the word."""
_PICTURE = f"<img src=x onerror={NAME}() data-{NAME}>"
PAYLOADS = (
    f"<b data-{NAME}>", f'"><b data-{NAME}>', f"'><b data-{NAME}>", f"<script>{NAME}()</script>",
    f"</script><script>{NAME}()</script>", _PICTURE, f'">{_PICTURE}', f"'>{_PICTURE}", f">{_PICTURE}",
    f"<svg onload={NAME}() data-{NAME}>", f"<svg><script>{NAME}()</script></svg>",
    f"<svg><animate onbegin={NAME}() attributeName=x dur=1s data-{NAME}>",
    f'" autofocus onfocus={NAME}() data-{NAME}="', f"' autofocus onfocus='{NAME}()' data-{NAME}='",
    f" autofocus onfocus={NAME}() data-{NAME} ", f"`onmouseover={NAME}()", f"javascript:{NAME}()",
    f"JaVa\tScRiPt:{NAME}()", f"\x01javascript:{NAME}()", f"data:text/html,<script>{NAME}()</script>",
    f"</textarea>{_PICTURE}", f"</title>{_PICTURE}", f"</style>{_PICTURE}", f"</option></select>{_PICTURE}",
    f"</button></form>{_PICTURE}", f"-->{_PICTURE}", f"<!--{_PICTURE}", f"<!--><script>{NAME}()</script>",
    f"]]>{_PICTURE}", f"</template>{_PICTURE}", f"</noscript>{_PICTURE}", f"</desc></svg>{_PICTURE}",
    f'<noscript><p title="</noscript>{_PICTURE}">', f"<template>{_PICTURE}</template>",
    f'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;{_PICTURE}">',
    f"<form><math><mtext></form><form><mglyph><style></math>{_PICTURE}", f"<svg></p><style><a id='</style>{_PICTURE}'>",
    f"<iframe srcdoc='<script>parent.{NAME}()</script>' data-{NAME}>", f"<iframe src=javascript:{NAME}() data-{NAME}>",
    f"<a href=javascript:{NAME}() data-{NAME}>a</a>", f"<form action=javascript:{NAME}() data-{NAME}><button>",
    f"<object data=javascript:{NAME}() data-{NAME}>", f"<embed src=javascript:{NAME}() data-{NAME}>",
    f"<base href=//a.example/ data-{NAME}>",
    f"<meta http-equiv=refresh content='0;url=javascript:{NAME}()' data-{NAME}>",
    f"<link rel=stylesheet href=//a.example data-{NAME}>", f"<style data-{NAME}>@import '//a.example'</style>",
    f"<details open ontoggle={NAME}() data-{NAME}>", f"<input autofocus onfocus={NAME}() data-{NAME}>",
    f"<video><source onerror={NAME}() data-{NAME}></video>", f"<x onpointerenter={NAME}() data-{NAME}>x",
    f"<body onload={NAME}() data-{NAME}>", f"<img/src/onerror={NAME}()/data-{NAME}>", f"<<script>{NAME}()//<</script>",
    f"<scr<script>ipt>{NAME}()</scr</script>ipt>", f"<SCRIPT\x0c>{NAME}()</SCRIPT>",
    f"<img src='x`' onerror={NAME}()`>",
    f"&lt;img src=x onerror={NAME}() data-{NAME}&gt;", f"&#60;img src=x onerror={NAME}() data-{NAME}&#62;",
    f"&amp;lt;script&amp;gt;{NAME}()", f"%3Cimg src=x onerror={NAME}() data-{NAME}%3E",
    f"\\u003cimg src=x onerror={NAME}() data-{NAME}\\u003e", f"\\x3cimg src=x onerror={NAME}()\\x3e",
    f"＜img src=x onerror={NAME}() data-{NAME}＞", f"\u2039script\u203a{NAME}()\u2039/script\u203a",
    f"\u202e>{NAME}(<", f"\ufeff<script>{NAME}()</script>", f"\u2028{NAME}()//", f"\u2029{NAME}()//",
    f'";{NAME}();//', f"';{NAME}();//", f'\\";{NAME}();//', f"`;{NAME}();//", f"${{{NAME}()}}", f"`${{{NAME}()}}`",
    f'"}}]}}</script><script>{NAME}()</script>', f'{{"a":"</script><script>{NAME}()</script>"}}',
    f"{{{{constructor.constructor('{NAME}()')()}}}}", f"{{% debug %}}{{{{ {NAME} }}}}", f"<%= {NAME}() %>",
    f"[a](javascript:{NAME}())", f"![a](x{_PICTURE})", f"#eval(\"{NAME}\")", f"=HYPERLINK(\"javascript:{NAME}()\")",
)  # fmt: skip
MARKED = re.compile(NAME)


def drawn(chance: Random, most: int = 0) -> str:
    """One of them by chance; where only `most` letters fit, one that fits."""
    fitting = [each for each in PAYLOADS if not most or len(each) <= most] or [f"<b data-{NAME}>"[: most or None]]
    one = chance.choice(fitting)
    return one if most or chance.random() < 0.7 else f"{one}{chance.choice(PAYLOADS)}"


ASKED_ON_THE_PAGE = """name => {
  const said = [];
  const look = root => {
    for (const one of root.querySelectorAll('*')) {
      for (const each of one.attributes) {
        const told = each.value.replace(/[\\x00-\\x20]/g, '').toLowerCase();
        const goes = ['href', 'src', 'action', 'formaction', 'data', 'srcdoc', 'xlink:href'].includes(each.name);
        if (each.name === 'data-' + name || (each.name.startsWith('on') && one instanceof Element)
            || (goes && /^(javascript|vbscript|data:text\\/html)/.test(told)))
          said.push(one.outerHTML.slice(0, 160));
      }
      if (one.tagName === 'SCRIPT' && one.type !== 'application/json' && one.textContent.includes(name + '()'))
        said.push(one.outerHTML.slice(0, 160));
      if (one.content instanceof DocumentFragment) look(one.content);
      if (one.shadowRoot) look(one.shadowRoot);
    }
  };
  look(document);
  return said;
}"""
"""What our words made on a page: an element, an attribute that is a command, an address that is a script."""

TYPED_ON_THE_PAGE = """async said => {
  let turn = 0;
  for (const field of document.querySelectorAll('textarea, input:not([type]), input[type=text], input[type=search]')) {
    field.value = said[turn++ % said.length];
    for (const what of ['input', 'change', 'keyup']) field.dispatchEvent(new Event(what, {bubbles: true}));
  }
  for (const each of document.querySelectorAll('details')) each.open = true;
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""
"""Everything that can be typed into is, and everything that opens is opened, as scripts of ours would notice it."""


def obeyed(content: bytes, kind: str) -> list[str]:
    """What a file holds that would act when it is opened, of a kind told by its first bytes or its name."""
    if content.startswith(b"%PDF"):
        return list(_in_pdf(content))
    if content.startswith(b"PK"):
        return list(_in_packet(content))
    if "csv" in kind or "sdmx" in kind:
        return []  # told by columns and signs, which test_injection.py holds; a script is none there
    return []


_ACTS = ("/JavaScript", "/JS", "/Launch", "/OpenAction", "/AA", "/EmbeddedFile", "/SubmitForm", "/ImportData")


def _in_pdf(content: bytes) -> Iterator[str]:
    """Actions anywhere in the objects of a paper, links to elsewhere than the web or itself."""
    reader = PdfReader(io.BytesIO(content))
    numbers = {number for each in reader.xref.values() for number in each} | set(reader.xref_objStm)
    for number in sorted(numbers):
        yield from _acting(reader.get_object(IndirectObject(number, 0, reader)))


def _acting(found: object) -> Iterator[str]:
    if isinstance(found, DictionaryObject):
        for name, value in found.items():
            if name in _ACTS:
                yield f"{name} {str(value)[:60]}"
            if name == "/URI" and not str(value).startswith(("http://", "https://", "mailto:")):
                yield f"{name} {value}"
            if not isinstance(value, IndirectObject):
                yield from _acting(value)
    elif isinstance(found, ArrayObject):
        for value in found:
            if not isinstance(value, IndirectObject):
                yield from _acting(value)


_WORD_ACTS = ("instrText", "fldSimple", "altChunk", "subDoc", "object", "oleObject", "macro", "ddeLink", "f")
"""Elements of Word and Excel that compute, fetch or bring along; `f` is a formula of a cell."""
_LIVE = re.compile(r"(?i)vbaProject|activeX|embeddings/|externalLinks/|\.bin$")


def _in_packet(content: bytes) -> Iterator[str]:
    """Relations to elsewhere, fields, formulas, macros; and parts that are no XML."""
    with zipfile.ZipFile(io.BytesIO(content)) as packet:
        for name in packet.namelist():
            if _LIVE.search(name) or name.startswith(("/", "..")) or NAME in name:
                yield f"part {name}"
            if not name.endswith((".xml", ".rels")):
                continue
            for each in parse_xml(packet.read(name)).iter("*"):
                if each.get("TargetMode") == "External" and not str(each.get("Target")).startswith(("http", "mailto:")):
                    yield f"{name}: {each.attrib}"
                if each.tag.rpartition("}")[2] in _WORD_ACTS and name.startswith(("word/", "xl/worksheets/")):
                    yield f"{name}: {each.tag} {each.text}"
                if any(key.lower().startswith("on") and NAME in value for key, value in each.attrib.items()):
                    yield f"{name}: {each.attrib}"
