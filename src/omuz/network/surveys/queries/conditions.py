"""The condition of a question in words, for whoever fills a form by hand or reads what it asks."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from omuz.network.surveys.logic.paths import spoken_of
from omuz.network.surveys.queries.words import in_words, label_at
from omuz.network.surveys.xlsform import Form, Question
from omuz.network.surveys.xlsform.expressions import Expression, Tree

_EMPTY: Tree = ("str", "")
_TURNED = {"=": "=", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
_COMPARED = {
    "=": gettext_noop("%(one)s şuna eşit: %(other)s"),
    "!=": gettext_noop("%(one)s şundan farklı: %(other)s"),
    "<": gettext_noop("%(one)s şundan küçük: %(other)s"),
    "<=": gettext_noop("%(one)s en çok %(other)s"),
    ">": gettext_noop("%(one)s şundan büyük: %(other)s"),
    ">=": gettext_noop("%(one)s en az %(other)s"),
}
_CHOSEN = {True: gettext_noop("%(question)s: %(answer)s"), False: gettext_noop("%(question)s: %(answer)s değil")}
_ANSWERED = {True: gettext_noop("%(question)s yanıtlandı"), False: gettext_noop("%(question)s boş")}


class Unsaid(Exception):
    """A condition for which there are no words here."""


def condition_in_words(form: Form, rule: Expression, here: str, language: str) -> str:
    """A condition read at the path `here`, with the author's words for questions and choices. Raises Unsaid."""
    return _Speaker(form, here, language).said(rule.tree)


class _Speaker:
    def __init__(self, form: Form, here: str, language: str) -> None:
        self.form, self.here, self.language = form, here, language

    def said(self, tree: Tree, *, holds: bool = True) -> str:
        """The words of a tree; with `holds=False` those of its opposite."""
        if tree[0] == "op":
            return self._joined(tree, holds) if tree[1] in {"and", "or"} else self._compared(tree, holds)
        if tree[0] != "call":
            return self._answered(tree, holds)
        name, given = tree[1], tree[2]
        if name == "not":
            return self.said(given[0], holds=not holds)
        if name in {"selected", "is-selected"}:
            return self._chosen(given[0], given[1], holds)
        if name == "regex":
            told = _("%(question)s beklenen biçimde yazıldı") % {"question": self._question(given[0])}
            return told if holds else _("şu doğru değil: %(what)s") % {"what": told}
        raise Unsaid

    def _joined(self, tree: Tree, holds: bool) -> str:
        """Both or one of both; the opposite of both is the opposite of one of them."""
        parts = []
        for each in (tree[2], tree[3]):
            told = self.said(each, holds=holds)
            mixed = each[0] == "op" and each[1] in {"and", "or"} and each[1] != tree[1]
            parts.append(f"({told})" if mixed else told)
        asked = parts[0].partition("”: “")
        if asked[1] and parts[1].startswith(f"{asked[0]}”: “"):
            # The same question twice is named once: “Is there a ramp?”: “Yes” or “Partly”.
            parts[1] = parts[1][len(asked[0]) + len("”: ") :]
        both = (tree[1] == "and") is holds
        return (_("%(one)s ve %(other)s") if both else _("%(one)s veya %(other)s")) % {
            "one": parts[0],
            "other": parts[1],
        }

    def _compared(self, tree: Tree, holds: bool) -> str:
        _kind, sign, one, other = tree
        if sign not in _COMPARED:
            raise Unsaid
        if one[0] in {"str", "num"}:
            one, other, sign = other, one, _TURNED[sign]
        if sign in {"=", "!="} and other == _EMPTY:
            return self._answered(one, (sign == "!=") is holds)
        if sign in {"=", "!="} and other[0] == "str":
            return self._chosen(one, other, (sign == "=") is holds)
        if not holds:
            raise Unsaid
        return _(_COMPARED[sign]) % {"one": self._operand(one), "other": self._operand(other)}

    def _answered(self, tree: Tree, holds: bool) -> str:
        return _(_ANSWERED[holds]) % {"question": self._question(tree)}

    def _chosen(self, tree: Tree, wanted: Tree, holds: bool) -> str:
        if wanted[0] != "str":
            raise Unsaid
        answer = in_words(self.form, self._path(tree), wanted[1].strip(), self.language)
        return _(_CHOSEN[holds]) % {"question": self._question(tree), "answer": f"“{answer}”"}

    def _operand(self, tree: Tree) -> str:
        if tree[0] == "num":
            return f"{tree[1]:g}"
        if tree[0] == "call":
            spoken = _CALLS.get(tree[1])
            if spoken is None:
                raise Unsaid
            return spoken(self, tree[2])
        return self._question(tree)

    def _path(self, tree: Tree) -> str:
        path = spoken_of(tree, self.here)
        if path is None or not self.form.has(path):
            raise Unsaid
        return path

    def _question(self, tree: Tree) -> str:
        path = self._path(tree)
        node = self.form.node(path)
        if isinstance(node, Question) and not node.asked:
            return _("formun hesabı (%(name)s)") % {"name": node.name}
        return f"“{label_at(self.form, path, self.language)}”"

    def counted(self, given: tuple[Tree, ...]) -> str:
        """How many choices, or how many rows."""
        return _("%(question)s sayısı") % {"question": self._question(given[0])}


_CALLS: dict[str, Callable[[_Speaker, tuple[Tree, ...]], str]] = {
    "count-selected": _Speaker.counted,
    "count": _Speaker.counted,
    "today": lambda _speaker, _given: _("bugün"),
}
