"""The project tree as promise tests walk it."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "omuz"

_OWN = ("src", "tests", "demo", "tools", "catalogues", "docs", ".ci")
_FOREIGN = {"vendor", "migrations", "__pycache__", ".venv"}


def files(*suffixes: str, under: Path = ROOT) -> list[Path]:
    """Our own files with these endings: not vendored, not generated, not caches."""
    tops = [under] if under != ROOT else [ROOT / top for top in _OWN]
    found = [
        path
        for top in tops
        if top.exists()
        for path in top.rglob("*")
        if path.is_file() and path.suffix in suffixes and not _FOREIGN.intersection(path.relative_to(ROOT).parts)
    ]
    if under == ROOT:
        found += [path for path in ROOT.iterdir() if path.is_file() and path.suffix in suffixes]
    return sorted(found)


def label(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
