"""The parts of an XForm by the path they speak of: binds, controls, first values, translations."""

from dataclasses import dataclass, field

from lxml import etree

from omuz.network.surveys.xlsform.expressions import Expression, NotAnExpression, expression
from omuz.network.surveys.xlsform.tree import UNNAMED, Piece, Words
from omuz.network.surveys.xlsform.xform.faults import Fault

XF = "{http://www.w3.org/2002/xforms}"
H = "{http://www.w3.org/1999/xhtml}"
JR = "{http://openrosa.org/javarosa}"
CONTROLS = ("input", "select1", "select", "upload", "range", "trigger", "rank", "secret")
Element = etree._Element


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for comments."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)


@dataclass
class Model:
    """An XForm, looked up by path."""

    title: str
    root: Element
    model: Element
    binds: dict[str, Element]
    controls: dict[str, Element]
    groups: dict[str, Element]
    repeats: dict[str, Element]
    events: dict[str, list[tuple[str, str]]]
    itext: dict[str, Words] = field(default_factory=dict)
    languages: list[str] = field(default_factory=list)
    default_language: str = ""
    faults: list[Fault] = field(default_factory=list)

    @classmethod
    def read(cls, xform: str) -> "Model":
        """Everything of the form by path. Raises XMLSyntaxError, StopIteration or IndexError for other XML."""
        whole = etree.fromstring(xform.encode(), _parser())
        model = next(whole.iter(f"{XF}model"))
        body = next(whole.iter(f"{H}body"))
        primary = next(model.iter(f"{XF}instance"))[0]
        inside = [each for each in body.iter() if isinstance(each.tag, str)]
        found = cls(
            title=whole.findtext(f"{H}head/{H}title") or "",
            root=primary,
            model=model,
            binds={each.get("nodeset", ""): each for each in model.findall(f"{XF}bind")},
            controls={each.get("ref", ""): each for each in inside if local(each) in CONTROLS},
            groups={each.get("ref", ""): each for each in inside if local(each) == "group"},
            repeats={each.get("nodeset", ""): each for each in inside if local(each) == "repeat"},
            events=_events(model, inside),
        )
        found._translate()
        return found

    def expression(self, source: str | None, path: str, role: str) -> Expression | None:
        """The expression, None where there is none; one nobody can follow is noted among the faults."""
        if source is None or not source.strip():
            return None
        try:
            return expression(source.strip())
        except NotAnExpression as fault:
            self.faults.append(Fault(path, role, source.strip(), str(fault)))
            return None

    def words(self, element: Element | None, path: str, role: str) -> Words:
        """What a label or a hint says."""
        if element is None:
            return Words()
        ref = element.get("ref")
        if ref is not None:
            return self.message(ref, path, role)
        pieces = self._pieces(element, path, role)
        return Words({UNNAMED: pieces}) if pieces else Words()

    def message(self, text: str | None, path: str, role: str) -> Words:
        """A sentence given as an attribute: the words themselves, or where they stand among the translations."""
        if not text:
            return Words()
        if text.startswith("jr:itext('"):
            return self.itext.get(text[len("jr:itext('") : -2], Words())
        del path, role
        return Words({UNNAMED: (text,)})

    def _translate(self) -> None:
        collected: dict[str, dict[str, tuple[Piece, ...]]] = {}
        for translation in self.model.iter(f"{XF}translation"):
            language = translation.get("lang", UNNAMED)
            self.languages.append(language)
            if translation.get("default"):
                self.default_language = language
            for text in translation.findall(f"{XF}text"):
                key = text.get("id", "")
                path, _colon, role = key.partition(":")
                # Guidance is for training and for paper, where telephones hide it; here it stands below the hint.
                wanted = (None, "guidance") if role == "hint" else (None,)
                told = [each for form in wanted for each in text.findall(f"{XF}value") if each.get("form") == form]
                pieces: tuple[Piece, ...] = ()
                for value in told:
                    pieces += (("\n",) if pieces else ()) + self._pieces(value, path, role or "label")
                collected.setdefault(key, {})[language] = pieces
        self.itext = {key: Words(by_language) for key, by_language in collected.items()}

    def _pieces(self, element: Element, path: str, role: str) -> tuple[Piece, ...]:
        """Mixed content: words, and what is filled in."""
        pieces: list[Piece] = [element.text] if element.text else []
        for inner in element:
            if local(inner) == "output":
                filled = self.expression(inner.get("value"), path, role)
                pieces += [filled] if filled else []
            if inner.tail:
                pieces.append(inner.tail)
        return tuple(pieces)


def _events(model: Element, inside: list[Element]) -> dict[str, list[tuple[str, str]]]:
    """First values and values set when another answer changes: path set → (event, expression)."""
    events: dict[str, list[tuple[str, str]]] = {}
    for each in [*model.findall(f"{XF}setvalue"), *(one for one in inside if local(one) == "setvalue")]:
        source = each.get("value") or (f"'{each.text}'" if each.text and "'" not in each.text else "")
        owner = each.getparent()
        for event in (each.get("event") or "").split():
            name = event
            if event == "xforms-value-changed" and owner is not None:
                name = f"changed:{owner.get('ref', '')}"
            events.setdefault(each.get("ref", ""), []).append((name, source))
    return events
