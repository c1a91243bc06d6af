#!/usr/bin/env bash
# Everything that can be said about the source without running it: sentences, style, types, floors.
set -uo pipefail
cd "$(dirname "$0")/.."

# The type checker reads the settings, which make an installation's keys: not in the developer's own.
export OMUZ_HOME="$PWD/.cache/check-home"

failed=""
check() {
    local name=$1 said
    shift
    if said=$("$@" 2>&1); then
        echo "$name: in order"
    else
        printf '%s\n' "$said"
        failed="$failed $name"
    fi
}

check sentences .venv/bin/python tools/messages.py --check
check style .venv/bin/ruff check --quiet
check layout .venv/bin/ruff format --check --quiet
check types .venv/bin/mypy
check floors .venv/bin/lint-imports

if [ -n "$failed" ]; then
    echo "Not in order:$failed" >&2
    exit 1
fi
