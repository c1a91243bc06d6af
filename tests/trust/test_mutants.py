"""The tests of the paths that must not fail notice when those paths are written wrongly."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.trust import mutants
from tests.trust.promised import Line

ROOT = Path(__file__).parents[2]
BAR = 0.85
FEW = 0.01
PATHS = {
    "omuz.casework.offline.rules": "tests/casework/offline/test_rules.py",
    "omuz.foundation.vault.crypto": "tests/foundation/vault/test_crypto.py",
    "omuz.foundation.privacy.gate": "tests/foundation/privacy/test_gate.py",
    "omuz.foundation.privacy.bounds": "tests/foundation/privacy/test_bounds.py",
}
"""Module → its own tests. Only tests that need no database: each mutant lives in a fork of the collected tests."""
SMALL = '''
def fits(n, most, on=True):
    """Whether it fits."""
    if not on or n >= most:
        raise ValueError(n)
    return n + 1
'''


def test_every_operator_constant_condition_and_refusal_is_written_wrongly_once() -> None:
    found = mutants.mutants_of(SMALL, "small")
    assert sorted(each.what for each in found) == sorted([
        "raise ValueError(n) → pass", "not on or n >= most → not on and n >= most", "n + 1 → n - 1", "not on → on",
        "n >= most → n > most", "1 → 2",
    ])  # fmt: skip
    assert {each.function for each in found} == {"fits"}


def _tried(folder: Path, module: str, number: int, seed: int) -> dict[str, list[str]]:
    answer = folder / f"{module}.json"
    order = [sys.executable, "-m", "tests.trust.mutants", module, str(number), str(seed), str(answer), PATHS[module]]
    ran = subprocess.run(order, cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, check=False)
    assert answer.exists(), ran.stdout + ran.stderr
    told: dict[str, list[str]] = json.loads(answer.read_text(encoding="utf-8"))
    return told


def test_a_path_written_wrongly_is_noticed(
    tmp_path: Path, share: float, seed: int, times: Callable[..., int], promised: Callable[[Line], None]
) -> None:
    modules = list(PATHS) if share > FEW else list(PATHS)[:1]
    told = {module: _tried(tmp_path, module, times(200, least=3), seed) for module in modules}
    scores = {module: len(each["killed"]) / max(1, sum(map(len, each.values()))) for module, each in told.items()}
    below = {module: score for module, score in scores.items() if score < BAR}
    figure = ", ".join(
        f"{module}: {len(told[module]['killed'])} of {sum(map(len, told[module].values()))}" for module in modules
    )
    unmet = "; ".join(
        f"{module} {score:.0%}, living on: {told[module]['survived'][:4]}" for module, score in below.items()
    )
    tried, kept = len(modules), len(modules) - len(below)
    promised(Line("R15", "modules whose own tests notice mutants", tried, kept, figure, "≥ 85 % of mutants", unmet))
