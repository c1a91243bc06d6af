#!/usr/bin/env bash
# All of it: what can be said without running, then every test, the browser's last.
# DATABASE_URL=postgresql://administrator… runs the tests on that server instead of an embedded one.
set -euo pipefail
cd "$(dirname "$0")/.."

tools/bootstrap.sh develop
tools/browser.sh
tools/check.sh
if [ ! -d ../shared/data ]; then
    echo "Not run: the tests that need the published records, because ../shared/data is not beside this clone." >&2
    if [ -n "${CI:-}" ]; then
        echo "CI asks for them, so this run has failed." >&2
        exit 1
    fi
fi
# The counting engine's binding lists what it had not let go of when the process ends; nothing follows from it.
.venv/bin/pytest -q -rs "$@" 2> >(sed '/^nanobind: leaked/,$d' >&2)
