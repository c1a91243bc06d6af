"""A questionnaire as a tree of groups, repeats and questions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from omuz.network.surveys.xlsform.expressions import Expression
from omuz.network.surveys.xlsform.refusals import Refusal

UNNAMED = "default"
"""The language of words whose author named none."""

METADATA = (
    "start",
    "end",
    "today",
    "deviceid",
    "username",
    "email",
    "phonenumber",
    "simserial",
    "subscriberid",
    "audit",
)
ELSEWHERE = frozenset({"image", "audio", "video", "file"})
"""Questions a browser here cannot answer; ODK Collect can."""
TYPES = (
    *("text", "integer", "decimal", "date", "time", "dateTime", "select_one", "select_multiple", "rank", "range"),
    *("geopoint", "geotrace", "geoshape", "note", "acknowledge", "calculate", "hidden", "barcode"),
    *("image", "audio", "video", "file"),
    *METADATA,
)
_SELECTS = frozenset({"select_one", "select_multiple", "rank"})

Piece = str | Expression


@dataclass(frozen=True)
class Words:
    """A sentence of the author in her languages; a piece that is an expression is filled in from the answers."""

    by_language: Mapping[str, tuple[Piece, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(self.by_language.values())

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self.by_language)

    def pieces(self, language: str = "") -> tuple[Piece, ...]:
        """The words in a language; in another one where that has none; empty where nobody wrote any."""
        told = self.by_language.get(language)
        if told and told != ("-",):
            return told
        return next((pieces for pieces in self.by_language.values() if pieces and pieces != ("-",)), told or ())

    def in_language(self, language: str = "") -> str:
        """The words as plain text, what is filled in shown as an ellipsis."""
        return "".join(piece if isinstance(piece, str) else "…" for piece in self.pieces(language)).strip()


NOTHING = Words()


@dataclass(frozen=True)
class Choice:
    """One possible answer: the value kept, the words shown, and what the author's other columns say of it."""

    name: str
    label: Words
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ChoiceList:
    """A list of the choices sheet."""

    name: str
    choices: tuple[Choice, ...]

    @cached_property
    def by_name(self) -> Mapping[str, Choice]:
        """The choices by value; the first where a value stands twice."""
        return {choice.name: choice for choice in reversed(self.choices)}


@dataclass(frozen=True)
class Choices:
    """Where the choices of one question come from: `nodeset` finds the items, `value` and `label` name their parts.

    `list` is the list's name in `Form.lists`; empty where the choices are the instances of a repeat.
    """

    list: str
    nodeset: Expression
    value: str = "name"
    label: str = "label"
    filtered: bool = False


@dataclass(frozen=True)
class Node:
    """What groups, repeats and questions have in common."""

    name: str
    path: str
    label: Words = NOTHING
    hint: Words = NOTHING
    relevant: Expression | None = None
    appearance: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group(Node):
    """Questions under one heading."""

    children: tuple["Group | Repeat | Question", ...] = ()


@dataclass(frozen=True)
class Repeat(Node):
    """Questions asked several times; `count` says how often where the form decides it."""

    children: tuple["Group | Repeat | Question", ...] = ()
    count: Expression | None = None
    fixed: bool = False


@dataclass(frozen=True)
class Question(Node):
    """One question, or one value nobody is asked for."""

    type: str = "text"
    required: Expression | None = None
    required_message: Words = NOTHING
    constraint: Expression | None = None
    constraint_message: Words = NOTHING
    calculation: Expression | None = None
    read_only: Expression | None = None
    default: str = ""
    first: tuple[tuple[str, Expression], ...] = ()
    """Values set by an event: ("odk-instance-first-load" | "odk-new-repeat" | "changed:<path>", expression)."""
    choices: Choices | None = None
    range: tuple[str, str, str] | None = None
    preload: str = ""
    bind: str = "string"
    asked: bool = True

    @property
    def heading(self) -> bool:
        """Whether it only names the columns of a table of choices; telephones draw it, nobody answers it."""
        return self.is_select and "label" in self.appearance

    @property
    def answerable(self) -> bool:
        """Whether it can be answered in a browser."""
        return self.asked and self.type not in ELSEWHERE and self.type != "note" and not self.heading

    @property
    def is_select(self) -> bool:
        """Whether it is answered by choosing."""
        return self.type in _SELECTS


Any_ = Group | Repeat | Question


@dataclass(frozen=True)
class Counts:
    """How large a questionnaire is; `questions` are those somebody can answer, notes and calculations apart."""

    questions: int
    selects: int
    groups: int
    repeats: int
    choices: int
    languages: int
    notes: int
    calculations: int
    metadata: int


@dataclass(frozen=True, eq=False)
class Form:
    """A whole questionnaire; `warnings` are what its author should look at although it was accepted."""

    title: str
    code: str
    version: str
    root: str
    xform: str
    children: tuple[Any_, ...]
    lists: Mapping[str, ChoiceList]
    languages: tuple[str, ...]
    default_language: str
    itext: Mapping[str, Words] = field(default_factory=dict)
    itemsets: str = ""
    namespace: str = ""
    meta: tuple[Question, ...] = ()
    """What a program writes about the answer itself (its number, its name), below `meta`."""
    template: bytes = b""
    """The empty instance as the form brings it, XML."""
    warnings: tuple[Refusal, ...] = ()
    sheet_counts: Counts | None = None

    @property
    def path(self) -> str:
        return f"/{self.root}"

    def walk(self) -> Iterator[Any_]:
        """Every node, parents before their children, in the order of the sheet."""
        return iter(self._all)

    @cached_property
    def _all(self) -> tuple[Any_, ...]:
        return tuple(_under(self.children))

    @cached_property
    def _by_path(self) -> Mapping[str, Any_]:
        return {node.path: node for node in self._all}

    def node(self, path: str) -> Any_:
        """The node with this path, positions of repeats left out. Raises KeyError."""
        return self._by_path[path]

    def has(self, path: str) -> bool:
        """Whether there is a node with this path."""
        return path in self._by_path

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question and every value nobody is asked for."""
        return tuple(node for node in self._all if isinstance(node, Question))

    def language_for(self, wanted: str) -> str:
        """The author's language that fits a code or a name; the form's first one where none does."""
        for language in self.languages:
            if wanted and (language == wanted or language.lower().endswith(f"({wanted.lower()})")):
                return language
        names = {"tr": ("türkçe", "turkish", "tr"), "en": ("english", "ingilizce", "en")}.get(wanted, ())
        return next((each for each in self.languages if each.lower() in names), self.default_language)

    @cached_property
    def counts(self) -> Counts:
        """How large the questionnaire is: in rows of the sheets where it was just read, else in nodes."""
        if self.sheet_counts:
            return self.sheet_counts
        asked = [each for each in self.questions if each.asked and each.type != "note"]
        return Counts(
            questions=len(asked),
            selects=sum(each.type.startswith("select_") for each in asked),
            groups=sum(isinstance(node, Group) for node in self._all),
            repeats=sum(isinstance(node, Repeat) for node in self._all),
            choices=sum(len(each.choices) for each in self.lists.values()),
            languages=len(self.languages),
            notes=sum(each.type == "note" for each in self.questions),
            calculations=sum(each.type == "calculate" for each in self.questions),
            metadata=sum(bool(each.preload) for each in self.questions),
        )


def _under(nodes: tuple[Any_, ...]) -> Iterator[Any_]:
    for node in nodes:
        yield node
        if not isinstance(node, Question):
            yield from _under(node.children)
