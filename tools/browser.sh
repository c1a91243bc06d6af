#!/usr/bin/env bash
# Sees to a Chromium for the browser tests: the machine's own, else its package, else the one the test driver brings.
set -euo pipefail
cd "$(dirname "$0")/.."

have_one() {
    local name
    for name in chromium chromium-browser google-chrome; do
        command -v "$name" >/dev/null && "$name" --version >/dev/null 2>&1 && return
    done
    return 1
}

have_drivers_own() {
    .venv/bin/python - <<'PY' 2>/dev/null
import os, sys
from playwright.sync_api import sync_playwright

with sync_playwright() as driver:
    sys.exit(not os.path.exists(driver.chromium.executable_path))
PY
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

have_one && exit 0
have_drivers_own && exit 0
echo "Installing Chromium and its fonts for the browser tests (once) …" >&2
if command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; then
    as_root apt-get -qq update >/dev/null 2>&1 || true
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
        chromium fonts-dejavu-core fonts-noto-core >/dev/null 2>&1 || true
    have_one && exit 0
fi
.venv/bin/playwright install chromium >/dev/null 2>&1 && have_drivers_own && exit 0
echo "No Chromium was found and none could be installed, so the browser tests cannot run. Install it (on Debian: sudo apt-get install chromium fonts-noto-core) and run make test again." >&2
exit 1
