"""Reads what pip-audit answered about the lock: fails on a weakness, and on every library it did not really look up."""

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def judged(answer: dict[str, Any], asked: set[str]) -> list[str]:
    """What is wrong with an answer, a sentence each: a weakness, a library skipped, one that is not mentioned."""
    told = {each["name"].lower().replace("_", "-"): each for each in answer.get("dependencies", [])}
    wrong = [f"{name} was not looked up" for name in sorted(asked - told.keys())]
    for name, each in sorted(told.items()):
        if "skip_reason" in each:
            wrong.append(f"{name} was skipped: {each['skip_reason']}")
        wrong += [f"{name} {each['version']}: {found['id']}" for found in each.get("vulns", [])]
    return wrong


def main() -> int:
    """Judge the answer in the file that is named; 0 only when every library was looked up and none is weak."""
    from tools.sbom import locked

    file = Path(sys.argv[1])
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    asked = {each.name for each in locked()}
    wrong = judged(json.loads(text) if text.strip() else {}, asked)
    sys.stdout.write("\n".join(wrong or [f"{len(asked)} libraries looked up, no known weakness"]) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
