#!/usr/bin/env bash
# Looks up known weaknesses of every locked library. pip-audit says "No known vulnerabilities found" even when it could
# ask nobody, so a library that was skipped, or one that is not in the answer, makes this fail.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v pip-audit >/dev/null; then
    echo "Not looked up: pip-audit is not installed here. Install it where the network reaches its service." >&2
    exit 2
fi
answer=$(mktemp)
trap 'rm -f "$answer"' EXIT
pip-audit --requirement requirements/runtime.txt --require-hashes --disable-pip --format json --output "$answer" || true
"${PYTHON:-python3}" tools/weaknesses.py "$answer"
