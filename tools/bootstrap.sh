#!/usr/bin/env bash
# Makes .venv with the locked dependencies and this package in it: tools/bootstrap.sh [runtime|develop]
# A second run with the same locks does nothing. Packages come from wherever this machine's own pip (or uv) is
# configured to find them; every file is checked against the hash in the lock.
set -euo pipefail
cd "$(dirname "$0")/.."

want=${1:-runtime}
here=$(pwd -P)

say() { printf '%s\n' "$*" >&2; }

# What an environment was made from, and where: kept in it, and compared before anything is installed again.
mark() { cat "requirements/$1.txt" pyproject.toml | cksum && echo "$here"; }
stamped() { [ -x .venv/bin/omuz ] && [ -f ".venv/$1.stamp" ] && [ "$(mark "$1")" = "$(cat ".venv/$1.stamp")" ]; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

find_python() {
    local name
    for name in python3 python3.13 python3.12 python3.11 python3.14; do
        if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    say "Omuz needs Python 3.11 or newer and none was found; nothing was installed. Install it (on Debian: apt-get install python3) and run the same command again."
    return 1
}

whole_environment() { rm -rf .venv && "$1" -m venv .venv >/dev/null 2>&1 && .venv/bin/python -m pip --version >/dev/null 2>&1; }

make_environment() {
    whole_environment "$1" && return
    # Debian and Ubuntu keep a part of venv in a package of its own.
    if command -v apt-get >/dev/null && as_root true 2>/dev/null; then
        say "Installing python3-venv …"
        as_root apt-get -qq update >/dev/null 2>&1 || true
        as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y python3-venv >/dev/null 2>&1 || true
        whole_environment "$1" && return
    fi
    # A pip outside the environment can install into it.
    rm -rf .venv
    "$1" -m pip --version >/dev/null 2>&1 && "$1" -m venv --without-pip .venv >/dev/null 2>&1 && return
    rm -rf .venv
    say "Python's venv module is incomplete on this machine; nothing was installed. On Debian or Ubuntu run: sudo apt-get install python3-venv"
    exit 1
}

install_with_uv() {
    command -v uv >/dev/null || return 1
    export UV_PYTHON_DOWNLOADS=never VIRTUAL_ENV="$here/.venv"
    [ -x .venv/bin/python ] || uv venv --quiet --python "$python" .venv || return 1
    uv pip install --quiet --require-hashes -r "requirements/$want.txt" || return 1
    PATH="$here/.venv/bin:$PATH" uv pip install --quiet --no-deps --no-build-isolation -e . || return 1
}

install_with_pip() {
    [ -x .venv/bin/python ] || make_environment "$python" || return 1
    local pip=(.venv/bin/python -m pip)
    "${pip[@]}" --version >/dev/null 2>&1 || pip=("$python" -m pip --python .venv/bin/python)
    pip+=(install --quiet --quiet --no-input --disable-pip-version-check)
    "${pip[@]}" --require-hashes -r "requirements/$want.txt" || return 1
    PATH="$here/.venv/bin:$PATH" "${pip[@]}" --no-deps --no-build-isolation -e . || return 1
}

# The development lock holds everything the runtime lock holds.
if stamped "$want" || stamped develop; then
    exit 0
fi
python=$(find_python)
# An environment whose folder was moved, or whose Python is gone, points nowhere.
if ls .venv/*.stamp >/dev/null 2>&1 && ! grep -qxF -- "$here" .venv/*.stamp; then
    rm -rf .venv
elif [ -d .venv ] && ! .venv/bin/python -c '' 2>/dev/null; then
    rm -rf .venv
fi
say "Installing what Omuz needs into .venv (once, about a minute) …"
if ! install_with_uv 2>/dev/null && ! install_with_pip; then
    say "Not everything could be installed; the lines above say why. Put it right (often the package address in pip's own settings) and run the same command again: it goes on from here."
    exit 1
fi
mark "$want" >".venv/$want.stamp"
