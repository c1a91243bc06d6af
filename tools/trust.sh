#!/usr/bin/env bash
# Every promise of trust with its full number of attempts: tools/trust.sh SHARE [GROUP …]
# A group is a file tests/trust/test_GROUP.py. What comes out is kept in docs/trust/ and told on docs/trust.md.
set -uo pipefail
cd "$(dirname "$0")/.."

tools/bootstrap.sh develop && tools/browser.sh || exit 1
share=$1
shift
files=()
for group in "$@"; do files+=("tests/trust/test_$group.py"); done
[ ${#files[@]} -gt 0 ] || files=(tests/trust)
.venv/bin/pytest -q -rs --trust-share "$share" --trust-write docs/trust "${files[@]}"
came=$?
.venv/bin/python -m tests.trust.page
exit $came
