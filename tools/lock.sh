#!/usr/bin/env bash
# Resolves pyproject.toml into both locks: hashes in, addresses of registries out.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v uv >/dev/null; then
    echo "make lock needs uv, which was not found; the locks were not changed. Install it and run make lock again." >&2
    exit 1
fi
compile() {
    local into=$1
    shift
    uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-header "$@" -o "requirements/$into.txt"
}
compile runtime --group build
compile develop --group build --group dev
.venv/bin/python tools/sbom.py  # licences are read from what is installed: after a new library, make install and again
