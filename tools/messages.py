"""Keeps the English of every Turkish sentence: reads code and pages, writes each app's catalogue.

On screen Turkish comes first, so the Turkish sentence itself is the message id and English is its
only translation. Needs no system tools.

    .venv/bin/python tools/messages.py                                  every app: read, merge, compile
    .venv/bin/python tools/messages.py --app src/omuz/casework/contacts one app (may be repeated)
    .venv/bin/python tools/messages.py --check                          change nothing; fail on any gap

How to work with it: wrap the sentence (`_("…")`, `{% translate %}`, `{% blocktranslate %}`), run
the tool, write the English into `<app>/locale/en/LC_MESSAGES/django.po`, run the tool again so that
the compiled `django.mo` follows. An existing translation is kept, a sentence nobody uses is dropped,
and a new sentence takes over its English when another app already has it.

`--check` names each sentence that is untranslated, fuzzy, has lost a placeholder, is translated
differently in two apps, is missing from its catalogue or is left over in it, and each `.mo` that is
older than its `.po`. It also fails on an f-string inside a translation call, which can never match.

Read in Python: `_ gettext gettext_lazy gettext_noop ngettext pgettext npgettext` and their lazy forms.
Read in templates: `translate`/`trans` and `blocktranslate`/`blocktrans` with `context`, `count`,
`plural` and `trimmed`, and `_("…")` inside other tags. Text for scripts travels in the page as data
attributes or `<template>` elements, so scripts hold no sentences.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib
from django.template.base import Lexer, Token, TokenType
from django.utils.text import smart_split
from django.utils.translation import trim_whitespace

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "omuz"
CATALOGUE = Path("locale") / "en" / "LC_MESSAGES" / "django.po"
METADATA = {
    "Project-Id-Version": "omuz",
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}

# function name -> positions of (context, message, plural); None where the function has none
CALLS: dict[str, tuple[int | None, int, int | None]] = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[a-zA-Z]|(?<!\w)\{(\w*)\}")
CONSTANT = re.compile(r"""_\((?P<text>"[^"\\]*(?:\\.[^"\\]*)*"|'[^'\\]*(?:\\.[^'\\]*)*')\)""")

Key = tuple[str | None, str]


@dataclass
class Message:
    """One sentence as the source has it: its context, its plural and the files that use it."""

    text: str
    plural: str | None = None
    context: str | None = None
    files: list[str] = field(default_factory=list)

    @property
    def key(self) -> Key:
        return (self.context, self.text)


class Unreadable(Exception):
    """A place in the source this tool cannot take a sentence from; the text says where and why."""


def constant(node: ast.expr | None) -> str | None:
    """The text of a string literal or of literals joined by +; None for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = constant(node.left), constant(node.right)
        return None if left is None or right is None else left + right
    return None


def from_python(path: Path) -> Iterator[Message]:
    """Yield the sentences of one Python file in order of their line.

    Raises Unreadable for a syntax error or an f-string as the message.
    """
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
    except SyntaxError as error:
        raise Unreadable(f"{path}:{error.lineno}: not valid Python") from error
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        function = call.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        if name not in CALLS:
            continue
        context_at, text_at, plural_at = CALLS[name]
        arguments = dict(enumerate(call.args))
        if isinstance(arguments.get(text_at), ast.JoinedStr):
            raise Unreadable(f"{path}:{call.lineno}: an f-string cannot be translated; use %(name)s")
        text = constant(arguments.get(text_at))
        if not text:
            continue
        yield Message(
            text,
            plural=None if plural_at is None else constant(arguments.get(plural_at)),
            context=None if context_at is None else constant(arguments.get(context_at)),
        )


def unquoted(word: str) -> str | None:
    """The text of a quoted template word without its filters; None when it is a variable."""
    match = re.match(r"""^(?P<quote>["'])(?P<text>(?:\\.|(?!(?P=quote)).)*)(?P=quote)""", word)
    if match is None:
        return None
    quote = match["quote"]
    return match["text"].replace("\\" + quote, quote).replace("\\\\", "\\")


def context_in(words: list[str]) -> str | None:
    """The text after `context` in a translate or blocktranslate tag."""
    if "context" not in words[:-1]:
        return None
    return unquoted(words[words.index("context") + 1])


def block_text(tokens: list[Token], trimmed: bool) -> str:
    """The message id Django looks up for the content of a blocktranslate tag."""
    parts = []
    for token in tokens:
        if token.token_type == TokenType.TEXT:
            parts.append(token.contents.replace("%", "%%"))
        elif token.token_type == TokenType.VAR:
            parts.append(f"%({token.contents})s")
    text = "".join(parts)
    return trim_whitespace(text) if trimmed else text


def block_message(opening: list[str], body: list[Token]) -> Message:
    """Make the sentence of one blocktranslate tag from its words and the tokens inside it."""
    trimmed = "trimmed" in opening
    for at, token in enumerate(body):
        if token.token_type == TokenType.BLOCK and token.contents.strip() == "plural":
            plural = block_text(body[at + 1 :], trimmed)
            return Message(block_text(body[:at], trimmed), plural, context_in(opening))
    return Message(block_text(body, trimmed), context=context_in(opening))


def from_template(path: Path) -> Iterator[Message]:
    """Yield the sentences of one template in order. Raises Unreadable for an unclosed block."""
    tokens = iter(Lexer(path.read_text(encoding="utf-8")).tokenize())
    commented = False
    for token in tokens:
        if token.token_type not in (TokenType.BLOCK, TokenType.VAR):
            continue
        words = list(smart_split(token.contents))
        tag = words[0] if words and token.token_type == TokenType.BLOCK else ""
        if tag in ("comment", "endcomment"):
            commented = tag == "comment"
        if commented:
            continue
        if tag in ("translate", "trans"):
            text = unquoted(words[1])
            if text:
                yield Message(text.replace("%", "%%"), context=context_in(words))
        elif tag in ("blocktranslate", "blocktrans"):
            yield block_message(words, block_body(path, token, tokens))
        else:
            for match in CONSTANT.finditer(token.contents):
                yield Message((unquoted(match["text"]) or "").replace("%", "%%"))


def block_body(path: Path, opening: Token, tokens: Iterator[Token]) -> list[Token]:
    """Take tokens up to the closing tag of a blocktranslate. Raises Unreadable without one."""
    body: list[Token] = []
    for token in tokens:
        if token.token_type == TokenType.BLOCK and token.contents.strip().startswith("endblocktrans"):
            return body
        body.append(token)
    raise Unreadable(f"{path}:{opening.lineno}: blocktranslate is never closed")


def app_of(path: Path, source: Path = SOURCE) -> Path:
    """The folder whose catalogue holds a file's sentences: its Django app, else its room or floor."""
    for folder in path.parents:
        if folder == source:
            break
        if (folder / "apps.py").exists():
            return folder
    parts = path.parent.relative_to(source).parts[:2]
    return source.joinpath(*parts)


def gather(source: Path, chosen: set[Path]) -> dict[Path, dict[Key, Message]]:
    """Read the chosen apps (all where none is chosen): app folder -> its sentences in order.

    Raises Unreadable for a place that cannot be read.
    """
    apps: dict[Path, dict[Key, Message]] = {}
    files = [
        *source.rglob("*.py"),
        *source.rglob("templates/**/*.html"),
        *source.rglob("templates/**/*.txt"),
    ]
    for path in sorted(set(files)):
        app = app_of(path, source)
        if chosen and app not in chosen:
            continue
        found = from_python(path) if path.suffix == ".py" else from_template(path)
        for message in found:
            known = apps.setdefault(app, {}).setdefault(message.key, message)
            known.plural = known.plural or message.plural
            name = path.relative_to(app).as_posix()
            if name not in known.files:
                known.files.append(name)
    return apps


def load(app: Path) -> polib.POFile:
    """The catalogue of one app as it is on disk, or an empty one."""
    path = app / CATALOGUE
    if path.exists():
        return polib.pofile(str(path), wrapwidth=100)
    return polib.POFile(wrapwidth=100)


def merged(messages: Iterable[Message], old: polib.POFile, elsewhere: dict[Key, polib.POEntry]) -> polib.POFile:
    """A fresh catalogue: every sentence of the source once, with the English known so far."""
    fresh = polib.POFile(wrapwidth=100)
    fresh.metadata = METADATA
    known = {(entry.msgctxt, entry.msgid): entry for entry in old if not entry.obsolete}
    for message in messages:
        entry = polib.POEntry(
            msgid=message.text,
            msgctxt=message.context,
            occurrences=[(name, "") for name in message.files],
        )
        before = known.get(message.key) or elsewhere.get(message.key)
        if before is not None:
            entry.msgstr = before.msgstr
            entry.comment, entry.tcomment = before.comment, before.tcomment
            entry.flags = [flag for flag in before.flags if flag != "python-format"]
        if "%(" in message.text or "%%" in message.text:
            entry.flags.append("python-format")
        if message.plural is not None:
            entry.msgid_plural = message.plural
            entry.msgstr = ""
            forms = {} if before is None else before.msgstr_plural
            entry.msgstr_plural = {n: forms.get(n, "") for n in (0, 1)}
        fresh.append(entry)
    return fresh


def translations(entry: polib.POEntry) -> list[str]:
    """The English forms of an entry: one, or two where it has a plural."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def placeholders(text: str) -> set[str]:
    """Names of the values a sentence takes."""
    return {first or second for first, second in PLACEHOLDER.findall(text)}


def faults(app: Path, catalogue: polib.POFile) -> Iterator[str]:
    """One line for each sentence of a catalogue that is not fit to be shown in English."""
    for entry in catalogue:
        where = f"{app.name}: «{entry.msgid}»"
        forms = translations(entry)
        if entry.fuzzy:
            yield f"{where} is marked fuzzy"
        elif not all(form.strip() for form in forms):
            yield f"{where} has no English"
        else:
            wanted = placeholders(entry.msgid) | placeholders(entry.msgid_plural or "")
            got = set().union(*(placeholders(form) for form in forms))
            if wanted != got:
                yield f"{where} takes {sorted(wanted)} but its English takes {sorted(got)}"


def disagreements(catalogues: dict[Path, polib.POFile]) -> Iterator[str]:
    """One line for each Turkish sentence that two apps translate differently.

    Installed catalogues are merged when the site starts, so one of the two would silently win.
    """
    seen: dict[Key, tuple[str, list[str]]] = {}
    for app, catalogue in catalogues.items():
        for entry in catalogue:
            forms = translations(entry)
            if not all(forms):
                continue
            first, other = seen.setdefault((entry.msgctxt, entry.msgid), (app.name, forms))
            if other != forms:
                yield f"«{entry.msgid}»: {first} says {other}, {app.name} says {forms}"


def out_of_step(app: Path, fresh: polib.POFile) -> Iterator[str]:
    """One line for each difference between what is on disk and what the source asks for."""
    path = app / CATALOGUE
    on_disk = {(entry.msgctxt, entry.msgid) for entry in load(app)}
    asked = {(entry.msgctxt, entry.msgid) for entry in fresh}
    for _, text in sorted(asked - on_disk, key=str):
        yield f"{app.name}: «{text}» is not in the catalogue yet"
    for _, text in sorted(on_disk - asked, key=str):
        yield f"{app.name}: «{text}» is in the catalogue but nobody uses it"
    if asked == on_disk and path.exists() and path.read_text(encoding="utf-8") != text_of(fresh):
        yield f"{app.name}: the catalogue is out of step; run tools/messages.py"
    compiled = path.with_suffix(".mo")
    if asked and not (compiled.exists() and compiled.read_bytes() == fresh.to_binary()):
        yield f"{app.name}: django.mo does not match; run tools/messages.py"


def text_of(catalogue: polib.POFile) -> str:
    """A catalogue as it is written to disk."""
    return str(catalogue).rstrip("\n") + "\n"


def write(app: Path, fresh: polib.POFile) -> None:
    """Write and compile one catalogue; an app without sentences keeps no empty one."""
    path = app / CATALOGUE
    if not len(fresh):
        path.unlink(missing_ok=True)
        path.with_suffix(".mo").unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text_of(fresh), encoding="utf-8")
    path.with_suffix(".mo").write_bytes(fresh.to_binary())


def run(source: Path, chosen: set[Path], check: bool) -> list[str]:
    """Bring the chosen apps' catalogues up to date (all where none is chosen); return the faults.

    Raises Unreadable for a place in the source that cannot be read.
    """
    used = gather(source, chosen)
    kept = {path.parents[3] for path in source.glob(f"**/{CATALOGUE.as_posix()}")}
    old = {app: load(app) for app in sorted(kept | set(used))}
    elsewhere = {
        (entry.msgctxt, entry.msgid): entry
        for catalogue in old.values()
        for entry in catalogue
        if all(translations(entry)) and not entry.fuzzy
    }
    found: list[str] = []
    for app in [app for app in old if not chosen or app in chosen]:
        fresh = merged(used.get(app, {}).values(), old[app], elsewhere)
        if check:
            found.extend(out_of_step(app, fresh))
        else:
            write(app, fresh)
        found.extend(faults(app, fresh))
        old[app] = fresh
        done = sum(all(translations(entry)) for entry in fresh)
        print(f"{app.relative_to(source).as_posix()}: {done} of {len(fresh)} translated")
    return found + list(disagreements(old))


def main() -> int:
    """Run from the command line; exit code 1 means a gap (with --check) or an unreadable place."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--app", action="append", type=Path, default=[], metavar="FOLDER")
    parser.add_argument("--check", action="store_true", help="change nothing, fail on any gap")
    options = parser.parse_args()
    chosen = {path.resolve() for path in options.app}
    missing = [path for path in chosen if not path.is_dir()]
    if missing:
        print(f"no such folder: {missing[0]}", file=sys.stderr)
        return 1
    try:
        found = run(SOURCE, chosen, options.check)
    except Unreadable as error:
        print(error, file=sys.stderr)
        return 1
    for line in found:
        print(f"  {line}", file=sys.stderr)
    return 1 if found and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
