"""Many names compared with one at once, in memory: every slip of the hand costs one step of distance.

Names are folded to words of twenty-six letters; a word is compared with every different word of the centre by the
bit-parallel distance that knows swapped neighbours, over arrays, and names take the best of their words.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np

from omuz.casework.team.rules.names import MOST_WORDS, joined, sound, words_of

_LONGEST: Final = 24
"""Letters of a word that are compared."""
_SIGNS: Final = 64
_LEAST_SIMILAR: Final = 0.5
_LIKELY: Final = 0.8
_KNOWN: Final = 0.85
"""So alike has a word typed apart to be to one of this centre before it is read as one."""
LEAST: Final = 0.7
"""Names less alike than this are not found."""
_PREFIX: Final = 3
_TOGETHER: Final = 0.97
"""Two words of a name that were asked for as one."""
_STRANGER: Final = 0.02
"""What each word of a name that was not asked for takes away: half of a name is still her name."""

Array: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"


@dataclass(frozen=True, slots=True)
class Alike:
    """A name that was found: whose it is, how it is written, how alike (0 to 1)."""

    key: Hashable
    text: str
    score: float


class Names:
    """The names of one centre, made ready to be compared with; nothing of it is ever stored."""

    def __init__(self, names: Iterable[tuple[Hashable, str]]) -> None:
        self._keys: list[Hashable] = []
        self._texts: list[str] = []
        places: dict[str, int] = {"": 0}
        rows: list[list[int]] = []
        together: dict[str, list[int]] = {}
        for key, text in names:
            words = words_of(text)
            if not words:
                continue
            self._keys.append(key)
            self._texts.append(text)
            for word in joined(words):
                together.setdefault(sound(word), []).append(len(rows))
            rows.append([places.setdefault(word, len(places)) for word in words] + [0] * (MOST_WORDS - len(words)))
        self._words = list(places)
        table = np.array(rows, dtype=np.int32).reshape(-1, MOST_WORDS)
        self._counts = (table > 0).sum(axis=1).astype(np.float32)
        self._first = np.ascontiguousarray(table[:, 0]) if rows else np.zeros(0, dtype=np.int32)
        # Few names have a third word, fewer a fourth: of the later words only those that are there.
        self._later = [
            (there, table[there, column])
            for column in range(1, MOST_WORDS)
            if len(there := np.flatnonzero(table[:, column]))
        ]
        self._together = together
        self._prepare()

    def __len__(self) -> int:
        return len(self._keys)

    def _prepare(self) -> None:
        """Letters of every word as numbers, the short words first, so that each step touches only words that go on."""
        order = sorted(range(len(self._words)), key=lambda place: len(self._words[place]))
        self._order = np.array(order, dtype=np.int64)
        lengths = np.array([min(len(self._words[place]), _LONGEST) for place in order], dtype=np.int64)
        self._lengths = lengths
        self._letters = np.zeros((_LONGEST, len(order)), dtype=np.uint8)
        for column, place in enumerate(order):
            for row, sign in enumerate(self._words[place][:_LONGEST]):
                self._letters[row, column] = _sign(sign)
        self._starts = [int(np.searchsorted(lengths, step, side="right")) for step in range(_LONGEST)]
        sounds: dict[str, list[int]] = {}
        for place, word in enumerate(self._words):
            sounds.setdefault(sound(word), []).append(place)
        self._sounds = sounds

    def find(self, text: str, *, most: int = 10, least: float = LEAST) -> list[Alike]:
        """At most `most` names alike `text`, the most alike first, each key once."""
        words = words_of(text)
        if not words or not self._keys:
            return []
        known = {word: self._best_words(word) for word in words}
        best = self._scored([known[word] for word in words])
        for place, together in enumerate(joined(words)):
            # Typed apart, but perhaps one name: only where such a word is known here, the better reading counts.
            found = self._best_words(together)
            if len(found) and found.max() >= _KNOWN:
                others = [known[word] for word in (*words[:place], *words[place + 2 :])]
                best = np.maximum(best, self._scored([found, *others]))
        return self._best(best, most, least)

    def _scored(self, found: list[Array]) -> Array:
        """One score a name: its words weighed by how rare they are here, strange words taken off a little."""
        count = len(self._keys)
        weights = [float(np.log1p(count / (1.0 + np.count_nonzero(each >= _LIKELY)))) + 0.1 for each in found]
        total = np.zeros(len(self._keys), dtype=np.float32)
        for each, weight in zip(found, weights, strict=True):
            total += each * np.float32(weight / sum(weights))
        total -= np.float32(_STRANGER) * np.maximum(self._counts - np.float32(len(found)), 0)
        return total

    def _best(self, scores: Array, most: int, least: float) -> list[Alike]:
        count = min(len(scores), most * 5)
        top = np.argpartition(-scores, count - 1)[:count]
        top = top[np.argsort(-scores[top], kind="stable")]
        found: dict[Hashable, Alike] = {}
        for place in top:
            score = float(scores[place])
            if score < least or len(found) == most:
                break
            found.setdefault(self._keys[place], Alike(self._keys[place], self._texts[place], min(score, 1.0)))
        return list(found.values())

    def _best_words(self, word: str) -> Array:
        """For every name, how alike its most alike word is."""
        similar = self._similar(word[:_LONGEST])
        best: Array = similar[self._first]
        for there, column in self._later:
            best[there] = np.maximum(best[there], similar[column])
        for place in self._together.get(sound(word), ()):
            best[place] = max(best[place], _TOGETHER)
        return best

    def _similar(self, word: str) -> Array:
        """For every different word of the centre, how alike it is to `word`."""
        distance = self._distances(word)
        longest = np.maximum(self._lengths, len(word))
        similar = 1.0 - distance / longest
        similar[similar < _LEAST_SIMILAR] = 0.0
        if len(word) >= _PREFIX:
            begins = np.ones(len(similar), dtype=bool)
            for row, sign in enumerate(word):
                begins &= self._letters[row] == _sign(sign)
            similar[begins] = np.maximum(similar[begins], 0.8 + 0.2 * len(word) / longest[begins])
        placed = np.zeros(len(self._words), dtype=np.float32)
        placed[self._order] = similar
        for place in self._sounds.get(sound(word), ()):
            placed[place] = max(placed[place], 0.97)
        placed[0] = 0.0
        exact = [place for place in self._sounds.get(sound(word), ()) if self._words[place] == word]
        placed[exact] = 1.0
        return placed

    def _distances(self, word: str) -> Array:
        """Steps (letter added, lost, changed, two swapped) from `word` to every word, in the order of `_prepare`."""
        size, count = len(word), len(self._words)
        masks = np.zeros(_SIGNS, dtype=np.uint64)
        for place, sign in enumerate(word):
            masks[_sign(sign)] |= np.uint64(1 << place)
        one, last = np.uint64(1), np.uint64(1 << (size - 1))
        up = np.full(count, (1 << size) - 1, dtype=np.uint64)
        down = np.zeros(count, dtype=np.uint64)
        zero = np.zeros(count, dtype=np.uint64)
        before = np.zeros(count, dtype=np.uint64)
        distance = np.full(count, size, dtype=np.int64)
        for step, start in enumerate(self._starts):
            if start == count:
                break
            here = slice(start, None)
            match = masks[self._letters[step, here]]
            swapped = ((~zero[here] & match) << one) & before[here]
            same = (((match & up[here]) + up[here]) ^ up[here]) | match | down[here] | swapped
            added = down[here] | ~(same | up[here])
            lost = same & up[here]
            distance[here] += (added & last != 0).astype(np.int64) - (lost & last != 0).astype(np.int64)
            added, lost = (added << one) | one, lost << one
            up[here], down[here] = lost | ~(same | added), added & same
            zero[here], before[here] = same, match
        return distance


def _sign(letter: str) -> int:
    """A letter or digit as a small number; everything else is one and the same stranger."""
    place = ord(letter)
    if ord("a") <= place <= ord("z"):
        return place - ord("a") + 1
    return place - ord("0") + 27 if ord("0") <= place <= ord("9") else _SIGNS - 1
