#!/usr/bin/env bash
# All of it: what can be said without running, then every test, on every core of this machine up to four.
# Whoever names tests or options has them run in one process, unless -n says otherwise: tools/test.sh tests/insight
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
if [ $# = 0 ]; then
    cores=$(.venv/bin/python -c 'import os; print(min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()))')
    [ "$cores" = 1 ] || set -- -n "$cores"
fi
# The counting engine's binding lists what it had not let go of when a process ends; nothing follows from it.
.venv/bin/pytest -q -rs "$@" 2> >(sed -e '/^nanobind: /d' -e '/^ - leaked /d' -e '/^ - \.\.\. skipped remainder/d' -e '/^See https:.*nanobind/d' >&2)
