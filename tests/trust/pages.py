"""The forms a page offers, read as a browser reads them: where they go, what they send when nothing is typed."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin


@dataclass
class Form:
    """One form: where it goes, its fields with what stands in them, which are for files, and which for typed text.

    `texts`: name → how many letters fit, 0 without a limit.
    """

    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    texts: dict[str, int] = field(default_factory=dict)


_TYPED = frozenset({"text", "search", "tel", "email", "url"})


class _Reader(HTMLParser):
    def __init__(self, at: str) -> None:
        super().__init__()
        self.at, self.forms, self.named = at, list[Form](), dict[str, Form]()
        self.open: Form | None = None
        self.area: tuple[Form, str] | None = None
        self.text = ""
        self.choice: tuple[Form, str, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.open = Form(urljoin(self.at, told.get("action", "")), told.get("method", "get").lower())
            self.forms.append(self.open)
            if "id" in told:
                self.named[told["id"]] = self.open
            return
        form = self.named.get(told.get("form", "")) or self.open
        if form is not None and (told.get("name") or tag == "option"):
            self._field(form, tag, told)

    def _field(self, form: Form, tag: str, told: dict[str, str]) -> None:
        name, kind = told.get("name", ""), told.get("type", "text")
        if tag == "textarea" or (tag == "input" and kind in _TYPED):
            form.texts[name] = int(told.get("maxlength") or 0)
        if tag == "input" and kind == "file":
            form.files.append(name)
        elif tag in {"input", "button"}:
            form.fields.append((name, told.get("value", "on" if kind in {"checkbox", "radio"} else "")))
        elif tag == "textarea":
            self.area, self.text = (form, name), ""
        elif tag == "select":
            self.choice = (form, name, [])
        elif tag == "option" and self.choice:
            self.choice[2].append(told.get("value", ""))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "textarea" and self.area:
            self.area[0].fields.append((self.area[1], self.text))
            self.area = None
        elif tag == "select" and self.choice:
            form, name, options = self.choice
            form.fields.append((name, options[-1] if options else ""))
            self.choice = None


def forms_in(page: str, at: str) -> list[Form]:
    """Every form of a page that sends something, the frame's own apart; `at` is the page's address."""
    reader = _Reader(at)
    reader.feed(page)
    return [form for form in reader.forms if form.method == "post"]
