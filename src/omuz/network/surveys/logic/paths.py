"""Which nodes an expression speaks of, found without any answers: what must be known before it can be worked out."""

from collections.abc import Iterator

from omuz.network.surveys.xlsform.expressions import Tree


def spoken_of(tree: Tree, here: str) -> str | None:
    """The path a plain path tree leads to from `here`, without positions; None for anything else."""
    if tree[0] != "path":
        return None
    start = tree[1]
    if start == "/":
        names: list[str] = []
    elif start in (".", ("call", "current", ())):
        names = here.strip("/").split("/")
    else:
        return None
    for axis, test, _predicates in tree[2]:
        if axis == "parent":
            if not names:
                return None
            names.pop()
        elif axis == "child" and test not in {"*", "node()", "text()"}:
            names.append(test)
        elif axis != "self":
            return None
    return "/" + "/".join(names)


def references(tree: Tree, here: str, current: str) -> Iterator[str]:
    """Every path an expression at `current` reads; "//" where it may read anything."""
    kind = tree[0]
    if kind in {"num", "str"}:
        return
    if kind == "path":
        yield from _of_path(tree, here, current)
        return
    inner = tree[2] if kind == "call" else (tree[1], *tree[2]) if kind == "filter" else tree[1:]
    for each in inner:
        if isinstance(each, tuple):
            yield from references(each, here, current)


def _of_path(tree: Tree, here: str, current: str) -> Iterator[str]:
    _kind, start, steps = tree
    if isinstance(start, tuple) and start != ("call", "current", ()):
        yield from references(start, here, current)
        for _axis, _test, predicates in steps:
            for predicate in predicates:
                yield from (path for path in references(predicate, "", current) if path.startswith("/"))
        return
    base = current if isinstance(start, tuple) else here
    reached = spoken_of(tree, base)
    yield reached if reached is not None else "//"
    for at, (_axis, _test, predicates) in enumerate(steps, start=1):
        for predicate in predicates:
            inside = spoken_of(("path", start, steps[:at]), base)
            yield from references(predicate, inside or "", current)
