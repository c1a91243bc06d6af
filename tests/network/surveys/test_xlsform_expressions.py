"""Expressions become trees; what nobody can follow is told in a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omuz.network.surveys.xlsform.expressions import NotAnExpression, expression

HERE = ("path", ".", (("self", "node()", ()),))
READ = {
    "1 + 2 * 3": ("op", "+", ("num", 1.0), ("op", "*", ("num", 2.0), ("num", 3.0))),
    "-.5 < 1": ("op", "<", ("neg", ("num", 0.5)), ("num", 1.0)),
    ". = 'a'": ("op", "=", HERE, ("str", "a")),
    "../a-b": ("path", ".", (("parent", "node()", ()), ("child", "a-b", ()))),
    "/data/r[2]/q": ("path", "/", (("child", "data", ()), ("child", "r", (("num", 2.0),)), ("child", "q", ()))),
    "div div mod": ("op", "div", ("path", ".", (("child", "div", ()),)), ("path", ".", (("child", "mod", ()),))),
    "a | b": ("union", ("path", ".", (("child", "a", ()),)), ("path", ".", (("child", "b", ()),))),
    "* * 2": ("op", "*", ("path", ".", (("child", "*", ()),)), ("num", 2.0)),
    "true() and not(false())": ("op", "and", ("call", "true", ()), ("call", "not", (("call", "false", ()),))),
    "instance('x')/root" + "/item[name=current()/../q]/label": (
        "path", ("call", "instance", (("str", "x"),)),
        (
            ("child", "root", ()),
            ("child", "item", (("op", "=", ("path", ".", (("child", "name", ()),)),
                                ("path", ("call", "current", ()), (("parent", "node()", ()), ("child", "q", ())))),)),
            ("child", "label", ()),
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("source", READ)
def test_an_expression_is_read_as_the_standard_reads_it(source: str) -> None:
    assert expression(source).tree == READ[source]


@pytest.mark.parametrize(
    "source",
    ["", "1 +", "(1", "'open", "foo()", "if(1)", "1 2", "a[", "a]", "a::b", "@", "#", "concat(1,)", "//", "((" * 200],
)
def test_what_is_no_expression_is_told(source: str) -> None:
    with pytest.raises(NotAnExpression, match=r"\S"):
        expression(source)


@given(st.text(alphabet="ab.()[]/'\"=<>+-*,:@|1 $div", max_size=40))
def test_any_text_is_read_or_refused(source: str) -> None:
    try:
        expression(source)
    except NotAnExpression as fault:
        assert str(fault)
