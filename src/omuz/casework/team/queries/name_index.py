"""Names of one centre in memory, found by letters they share and then compared word by word; never at rest."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from omuz.casework.team.rules.names import Word, agreement, grams, words_of

NEAR: Final = 120
"""Names that share most letters with the question and are then compared word by word."""
LEAST: Final = 0.55
"""Below this two names have nothing to do with each other."""


@dataclass(frozen=True, slots=True)
class Match:
    """A file whose name may be meant: how well it fits (0 to 1); the name itself stays here."""

    case_id: UUID
    fit: float


class NameIndex:
    """Every name of a centre's files, as (file, name) pairs; a file may have several."""

    def __init__(self, names: Iterable[tuple[UUID, str]]) -> None:
        self._files: list[UUID] = []
        self._words: list[tuple[Word, ...]] = []
        places: dict[str, list[int]] = defaultdict(list)
        for place, (case_id, name) in enumerate(names):
            words = words_of(name)
            self._files.append(case_id)
            self._words.append(words)
            for gram in {gram for word in words for gram in grams(word.folded)}:
                places[gram].append(place)
        self._places: dict[str, NDArray[np.int32]] = {
            gram: np.asarray(found, dtype=np.int32) for gram, found in places.items()
        }
        total = max(len(self._files), 1)
        # A pair of letters half the names have says little; a rare one says much.
        self._weight = {gram: float(np.log1p(total / len(found))) for gram, found in self._places.items()}

    def __len__(self) -> int:
        return len(self._files)

    def find(self, asked: str, *, most: int = 10) -> list[Match]:
        """Files whose name may be `asked`, best first, each once; empty when nothing comes near."""
        words = words_of(asked)
        best: dict[UUID, float] = {}
        for place in self._near(words):
            fit = agreement(words, self._words[place])
            case_id = self._files[place]
            if fit >= LEAST and fit > best.get(case_id, 0.0):
                best[case_id] = fit
        ranked = sorted(best.items(), key=lambda found: (-found[1], found[0].int))
        return [Match(case_id, fit) for case_id, fit in ranked[:most]]

    def _near(self, words: tuple[Word, ...]) -> list[int]:
        score = np.zeros(len(self._files), dtype=np.float32)
        for gram in {gram for word in words for form in {word.folded, word.stem} for gram in grams(form)}:
            found = self._places.get(gram)
            if found is not None:
                score[found] += self._weight[gram]
        if not score.any():
            return []
        if len(score) <= NEAR:
            return [int(place) for place in np.flatnonzero(score)]
        near = np.argpartition(score, -NEAR)[-NEAR:]
        return [int(place) for place in near if score[place] > 0]
