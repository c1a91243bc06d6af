"""Runs one `omuz` command and says on standard error, as its last line, how many megabytes it held at most."""

import re
import sys
from pathlib import Path


def most_held() -> float:
    """The most resident megabytes of this program so far; a parent's, which getrusage would count, left out."""
    told = re.search(r"^VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(), re.MULTILINE)
    assert told is not None
    return int(told.group(1)) / 1024


if __name__ == "__main__":
    from omuz.site.cli import main

    code = main()
    print(most_held(), file=sys.stderr)
    raise SystemExit(code)
