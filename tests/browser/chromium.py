"""The machine's own Chromium, started once for every test that asks; it can reach nothing but this machine."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")


def found() -> str | None:
    """The program to start: the first of the usual names that really runs; None for the one the driver brought."""
    for name in NAMES:
        program = shutil.which(name)
        if program and subprocess.run([program, "--version"], capture_output=True, check=False).returncode == 0:
            return program
    return None


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One browser for the whole session; every page gets a context of its own."""
    from playwright.sync_api import sync_playwright

    # Every name but this machine's own is unknown to it, so that nothing leaves even if a page should try.
    arguments = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found(), args=arguments)
        yield browser
        browser.close()
