"""Brings and proves the files somebody else made: fonts, symbols, the style plumbing, htmx, axe.

    .venv/bin/python tools/vendor/assets.py --check   offline: every file has its hash, none is unlisted
    .venv/bin/python tools/vendor/assets.py --fetch   packs them again with npm and writes the hashes

`--fetch` needs npm, and `fonttools` and `brotli` in the Python that runs it; nothing of this is
needed to run or to test the program. Sources, versions and cuts are in `manifest.toml` beside this.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
MANIFEST = HERE / "manifest.toml"
SOURCE_MAP = re.compile(rb"\s*(?:/\*#|//#)\s*sourceMappingURL=\S+?(?:\s*\*/)?\s*$")
SYMBOL = '<symbol id="{name}" viewBox="0 0 16 16">{body}</symbol>'


def read_manifest() -> dict[str, Any]:
    """The manifest as a dictionary."""
    return tomllib.loads(MANIFEST.read_text(encoding="utf-8"))


def products(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    """Every entry that makes a file: copied files, cut fonts, the sprite of symbols."""
    return [*manifest["file"], *manifest["font"], manifest["sprite"]]


def digest(path: Path) -> str:
    """SHA-256 of a file in hexadecimal; empty when it is absent."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


def faults(root: Path = ROOT) -> list[str]:
    """One line for each listed file that is absent or changed and each unlisted file beside them."""
    entries = products(read_manifest())
    listed = {entry["to"] for entry in entries}
    found = [f"{e['to']}: not the file in the manifest" for e in entries if digest(root / e["to"]) != e["sha256"]]
    for folder in sorted({Path(name).parent for name in listed if name.endswith((".js", ".woff2"))}):
        for path in sorted((root / folder).iterdir()):
            name = path.relative_to(root).as_posix()
            if name not in listed:
                found.append(f"{name}: beside vendored files but not in the manifest")
    return found


def unpack(name: str, version: str, into: Path) -> Path:
    """Pack one npm package and return the folder with its content. Raises CalledProcessError."""
    into.mkdir(parents=True)
    command = ["npm", "pack", "--silent", f"{name}@{version}", "--pack-destination", str(into)]
    subprocess.run(command, check=True, capture_output=True, cwd=into)
    with tarfile.open(next(into.glob("*.tgz"))) as archive:
        archive.extractall(into, filter="data")
    return into / "package"


def cut_font(source: Path, target: Path, letters: str) -> None:
    """Write the named letters of a font as WOFF2."""
    features = "*" if "arabic" in target.name else "kern,liga,locl,ccmp,mark,mkmk"
    subprocess.run(
        [
            *(sys.executable, "-m", "fontTools.subset", str(source), f"--unicodes={letters}"),
            *(f"--layout-features={features}", "--flavor=woff2", "--no-hinting"),
            f"--output-file={target}",
        ],
        check=True,
    )


def sprite(folder: Path, icons: dict[str, str]) -> bytes:
    """One SVG of symbols, sorted by name; colour comes from the text around them."""
    symbols = []
    for name, origin in sorted(icons.items()):
        drawing = (folder / "icons" / f"{origin}.svg").read_text(encoding="utf-8")
        body = re.sub(r"\s+", " ", re.sub(r"^.*?<svg[^>]*>|</svg>\s*$", "", drawing, flags=re.S))
        symbols.append(SYMBOL.format(name=name, body=body.replace("> <", "><").strip()))
    text = '<svg xmlns="http://www.w3.org/2000/svg" fill="currentColor">\n{}\n</svg>\n'
    return text.format("\n".join(symbols)).encode()


def fetch() -> None:
    """Bring every package, make every file, write the hashes into the manifest."""
    manifest = read_manifest()
    text = MANIFEST.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        folders = {
            name: unpack(name, about["version"], Path(scratch) / name.replace("/", "-"))
            for name, about in manifest["packages"].items()
        }
        for entry in products(manifest):
            target, folder = ROOT / entry["to"], folders[entry["package"]]
            target.parent.mkdir(parents=True, exist_ok=True)
            if "letters" in entry:
                cut_font(folder / entry["from"], target, manifest["letters"][entry["letters"]])
            elif "icons" in entry:
                target.write_bytes(sprite(folder, entry["icons"]))
            else:
                content = SOURCE_MAP.sub(b"\n", (folder / entry["from"]).read_bytes())
                target.write_bytes(content)
            pattern = rf'(to = "{re.escape(entry["to"])}"\n(?:letters = .*\n)?sha256 = ")[0-9a-f]*'
            text = re.sub(pattern, rf"\g<1>{digest(target)}", text)
    MANIFEST.write_text(text, encoding="utf-8")


def main() -> int:
    """Run from the command line; exit code 1 when a file is not what the manifest says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--fetch", action="store_true", help="bring the files again and write their hashes")
    if parser.parse_args().fetch:
        fetch()
    found = faults()
    for line in found:
        print(line, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
