"""Every kind of paper the program sets, with given words in each place somebody can write into."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from tests.trust.markup import NAME

DAY = date(2026, 11, 23)
TYPST = (
    '#read("/etc/passwd")', '#include "/etc/passwd"', '#import "@preview/a:0.1.0": *', "#set page(margin: 0pt)",
    "#show: it => none", "#sys.inputs", "#eval(\"1+1\")", '#image("/etc/passwd")', '#json("/etc/passwd")',
    '#plugin("a.wasm")', "#(6283+1)", "#{6283+1}", "#let told = none", "#panic()", "#raw(read(\"/etc/passwd\"))",
    f'#link("javascript:{NAME}()")[a]', f'#link("file:///etc/passwd")[{NAME}]', "#metadata(1) <a>", "<a> @a", "@gizli",
    "$ integral $", "$#read(\"a\")$", "= Başlık", "- madde", "+ madde", "/ terim: x", "*kalın* _eğik_", "`kod`",
    "```typ #panic()```", "// yorum", "/* yorum", "*/", "\\u{23}panic()", "\\", "\\#", "#", "##", "[", "]", "#[",
    "]#panic()[",
    '"', '\\"', '")', '"); #panic(); ("', "}}", "{{", "~", "---", "...", "https://a.example/#panic()", "\\\n#panic()",
)  # fmt: skip
WORD = (
    '{ HYPERLINK "file:///etc/passwd" }', '{ DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc.exe" }',
    '{ INCLUDETEXT "http://a.example/" }', '{ INCLUDEPICTURE "http://a.example/a.png" \\d }', "{ MACROBUTTON a b }",
    "<w:fldSimple w:instr='DDE'/>", "</w:t></w:r><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:t>",
    "<w:altChunk r:id='x'/>", "]]><w:object/>", "<!ENTITY a SYSTEM 'file:///etc/passwd'>&a;", "&xxe;", "&#x0;", "&#8;",
    "_x000D_", "_x0000_", "_x003C_w:p_x003E_", "\x0b", "\x0c", "\x1f", "\ufffe", "\uffff", "\x13 DDE \x14 \x15",
    "xml:space",
    "' or //*", "\u2028\u2029", "=1+1", "=cmd|' /C calc'!A0", "MERGEFIELD a", "«a»", "${a}", "{{ a }}", "{% raw %}",
)  # fmt: skip
SIGNS = (
    "\x00", "\x07", "\x1b[2J", "\u202e=1+1", "\u2066a", "\ufeffa", "\ue000", "😀 a", "العربية a", "日本 a",
    "a\u0301\u0302",
    "\U000e0041a", "\u200da", "ﷺ a", "\u0000#panic()", "a\u00adb", "\t\t", "\r\n\r\n", "x" * 900,
)  # fmt: skip


def general_pdf(words: Sequence[str]) -> bytes:
    """Letters, sheets and minutes of most rooms."""
    from omuz.insight.papers.printed import as_pdf

    return as_pdf(_paper(words))


def general_docx(words: Sequence[str]) -> bytes:
    """The same to be edited on."""
    from omuz.insight.papers.word import as_docx

    return as_docx(_paper(words))


def _paper(words: Sequence[str]) -> Any:
    from omuz.insight.papers.parts import Grid, Heading, Named, Paper, Words

    grids = [Grid((one, "b"), [(one, one)], (1, 1)) for one in words]
    parts = [*map(Words, words), *map(Heading, words), Named([(one, one) for one in words]), *grids]
    return Paper("tr", words[0], words[0], parts, foot=words[0])


def letter(words: Sequence[str]) -> bytes:
    """The letter that goes along with a woman to another institution."""
    from omuz.casework.referrals.queries.paper import letter_pdf
    from omuz.casework.referrals.queries.shown import Shown

    one, lines = words[0], tuple((each, each) for each in words)
    return letter_pdf(Shown(one, one, one, one, one, urgent=True, on=DAY, answer_by=DAY, until=DAY, lines=lines))


def legal(words: Sequence[str]) -> bytes:
    """The answer to a court or the police."""
    from omuz.casework.orders.actions.letters import set_letter

    one, many = words[0], list(words)
    return set_letter({"lang": "tr", "day": one, "head": many, "text": many, "mark": one[:80], "foot": one})


def certificate(words: Sequence[str]) -> bytes:
    """The certificate of a training; nothing is kept in the database for it."""
    from omuz.network.training.documents.certificate import certificate_pdf
    from omuz.network.training.models import Certificate, Seat, Training

    seat = Seat(training=Training(modules=[]))
    row = Certificate(seat=seat, code="A", course="yok", hours=4, ended_on=DAY, title=words[0], where=words[0])
    return certificate_pdf(row, " ".join(words), words[0], "tr")


def brief(words: Sequence[str]) -> bytes:
    """The page of words and totals for the press."""
    from omuz.insight.charts.downloads.sheet import Part, Sheet, sheet_pdf

    many, rows = tuple(words), tuple((each, each) for each in words)
    return sheet_pdf(Sheet("tr", words[0], many, (words[0], "b"), rows, (Part(words[0], many),), words[0]))


def hers(words: Sequence[str]) -> bytes:
    """What is printed for the woman herself."""
    from omuz.casework.cases.queries.panels import HerSection
    from omuz.casework.rights.documents.paper import Paper, set_paper

    lines = tuple((one, one) for one in words)
    return set_paper(Paper(words[0], words[0], [HerSection(words[0], lines)], words, words[0], prose=lines))


PAPERS: dict[str, Callable[[Sequence[str]], bytes]] = {
    "papers of most rooms (PDF)": general_pdf, "papers of most rooms (Word)": general_docx,
    "letters that go along": letter, "answers to courts": legal, "papers for her": hers,
    "certificates": certificate, "briefs": brief,
}  # fmt: skip
