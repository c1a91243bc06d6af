"""Nothing but the gate makes a protected table, and the gate needs no web framework."""

import ast
import subprocess
import sys
from pathlib import Path

import omuz

SOURCE = Path(omuz.__file__).parent


def names_in(path: Path) -> set[str]:
    """Every name a module uses or imports."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    used |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return used | {name.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for name in node.names}


def test_only_the_gate_holds_the_seal() -> None:
    holding = {path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py") if "GATE_SEAL" in names_in(path)}
    assert holding == {"foundation/privacy/gate.py", "foundation/privacy/safe.py"}


def test_the_gate_is_free_of_the_web_framework() -> None:
    seen = "import sys, omuz.foundation.privacy.gate; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", seen], check=False).returncode == 0
