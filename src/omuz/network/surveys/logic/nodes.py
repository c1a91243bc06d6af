"""The tree expressions walk: answers of one questionnaire, or the items of its lists."""

from collections.abc import Iterator


class Node:
    """One element: a group with children or a value. `relevant` is false where the answers make it no question."""

    __slots__ = ("attributes", "children", "name", "parent", "relevant", "text")

    def __init__(self, name: str, text: str = "", parent: "Node | None" = None) -> None:
        self.name = name
        self.text = text
        self.parent = parent
        self.children: list[Node] = []
        self.attributes: dict[str, str] = {}
        self.relevant = True

    def add(self, name: str, text: str = "", at: int | None = None) -> "Node":
        """A new child, last unless a place is told."""
        child = Node(name, text, self)
        self.children.insert(len(self.children) if at is None else at, child)
        return child

    def named(self, name: str) -> "list[Node]":
        """The children with this name."""
        return [child for child in self.children if child.name == name]

    def walk(self) -> "Iterator[Node]":
        """This node and everything below, in order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    @property
    def value(self) -> str:
        """Its text, or the texts below one after another; what is not relevant has none."""
        if not self.children:
            return self.text
        return "".join(node.text for node in self.walk() if not node.children and node.relevant)

    def names(self) -> list[str]:
        """The names from the top down to it."""
        found: list[str] = []
        node: Node | None = self
        while node is not None and node.name:
            found.append(node.name)
            node = node.parent
        return found[::-1]

    def bind_path(self) -> str:
        """Its path without positions."""
        return "/" + "/".join(self.names())

    def top(self) -> "Node":
        """The nameless node above everything."""
        node = self
        while node.parent is not None:
            node = node.parent
        return node
