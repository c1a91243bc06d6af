"""A disk in memory of what a few functions do to files: it fails at the k-th call, or loses what was not waited for."""

import errno
import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SECTOR = 512
FAILING = ("open", "pwrite", "write", "fsync", "fstat", "replace")


class Faulty:
    """Stands in the place of `os` in one module: every call goes through, but the k-th one of a kind that can fail."""

    def __init__(self, at: int, number: int = errno.EIO) -> None:
        self.at, self.number, self.calls = at, number, 0

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name not in FAILING:
            return real

        def call(*args: Any, **named: Any) -> Any:
            self.calls += 1
            if self.calls == self.at:
                if name in ("pwrite", "write"):  # a disk that fails has often written some of it
                    real(args[0], bytes(args[1])[: len(args[1]) // 3], *args[2:])
                raise OSError(self.number, os.strerror(self.number))
            return real(*args, **named)

        return call


@dataclass
class Recorder:
    """Stands in the place of `os` and notes what is written, waited for and named; `cut` rebuilds after a power cut."""

    steps: list[tuple[Any, ...]] = field(default_factory=list)
    paths: dict[int, str] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def open(self, path: Any, flags: int, mode: int = 0o777) -> int:
        new = not Path(path).exists()
        handle = os.open(path, flags, mode)
        self.paths[handle] = str(path)
        if new and flags & os.O_CREAT:
            self.steps.append(("make", str(path)))
        return handle

    def pwrite(self, handle: int, content: bytes, place: int) -> int:
        self.steps.append(("write", self.paths[handle], place, bytes(content)))
        return os.pwrite(handle, content, place)

    def fsync(self, handle: int) -> None:
        os.fsync(handle)
        self.steps.append(("sync", self.paths[handle]))

    def said(self, what: Any) -> None:
        """Note what was acknowledged at this point."""
        self.steps.append(("said", what))

    def cut(self, at: int, chance: random.Random) -> tuple[dict[str, bytes], list[Any]]:
        """The files after the power went before step `at`, and what had been acknowledged by then.

        Of what was not waited for, each sector is on the disk or not, by chance; so is a name its folder was not
        waited for.
        """
        sure: dict[str, bytearray] = {}
        loose: dict[str, list[tuple[int, bytes]]] = {}
        named: dict[str, bool] = {}
        said: list[Any] = []
        for step in self.steps[:at]:
            if step[0] == "make":
                named.setdefault(step[1], False)
            elif step[0] == "write":
                loose.setdefault(step[1], []).append((step[2], step[3]))
            elif step[0] == "sync":
                for path in named:
                    named[path] |= str(Path(path).parent) == step[1]
                for place, content in loose.pop(step[1], []):
                    _put(sure.setdefault(step[1], bytearray()), place, content)
            else:
                said.append(step[1])
        for path, writes in loose.items():
            _some(sure.setdefault(path, bytearray()), writes, chance)
        there = {
            path: bytes(content) for path, content in sure.items() if named.get(path, True) or chance.random() < 0.5
        }
        return there, said


def _some(content: bytearray, writes: list[tuple[int, bytes]], chance: random.Random) -> None:
    for place, words in writes:
        for start in range(0, len(words), SECTOR):
            if chance.random() < 0.5:
                _put(content, place + start, words[start : start + SECTOR])


def _put(content: bytearray, place: int, words: bytes) -> None:
    if len(content) < place + len(words):
        content.extend(bytes(place + len(words) - len(content)))
    content[place : place + len(words)] = words


def every_call(act: Callable[[Faulty], None]) -> tuple[int, list[str]]:
    """Run `act` with a fault at call 1, 2, 3 … until it comes through; how many calls failed, and what was wrong."""
    wrong: list[str] = []
    for at in range(1, 1_000):
        faulty = Faulty(at)
        try:
            act(faulty)
        except AssertionError as broken:
            wrong.append(f"call {at}: {broken}")
        if faulty.calls < at:
            return at - 1, wrong
    raise AssertionError("never came through")
