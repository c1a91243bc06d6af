#!/usr/bin/env bash
# Everything a closed office needs to install Omuz without a network, in one folder and one archive:
# tools/bundle.sh [FOLDER]. Wheels are those of the runtime lock, each checked against its hash; they fit the system
# and the Python this runs on. Run it on a machine with a network and the same system as the one in the office.
set -euo pipefail
cd "$(dirname "$0")/.."

into=${1:-build/omuz-bundle}
lock=${OMUZ_BUNDLE_LOCK:-requirements/runtime.txt}
python=${PYTHON:-.venv/bin/python}
# Where wheels are taken from beside what pip's own settings name: a folder of wheels, for a machine without a network.
from=${OMUZ_BUNDLE_WHEELS:-}

say() { printf '%s\n' "$*" >&2; }

if [ -e "$into" ]; then
    say "$into is there already and was not touched. Move it away or name another folder."
    exit 1
fi
draft="$into.part"
rm -rf "$draft"
mkdir -p "$draft/wheels"
trap 'rm -rf "$draft"' EXIT

# No address of a package index goes into the bundle, and none is named here: pip knows its own.
pip=("$python" -m pip --disable-pip-version-check --no-input)
source=()
[ -z "$from" ] || source=(--no-index --find-links "$from")
"${pip[@]}" download --quiet --only-binary :all: --require-hashes --no-deps "${source[@]}" -r "$lock" -d "$draft/wheels"
PATH="$(dirname "$python"):$PATH" "${pip[@]}" wheel --quiet --no-deps --no-build-isolation "${source[@]}" -w "$draft/wheels" .

cp "$lock" "$draft/requirements.txt"
# The program's own wheel stands in no lock: its hash is written beside the others.
own=$(basename "$draft"/wheels/omuz-*.whl)
hash=$("$python" -c 'import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], "rb").read()).hexdigest())' "$draft/wheels/$own")
printf './wheels/%s \\\n    --hash=sha256:%s\n' "$own" "$hash" >"$draft/omuz.txt"
mkdir -p "$draft/share/omuz/docs" "$draft/beside/docs"
cp -R catalogues "$draft/share/omuz/catalogues"
cp -R docs/guide "$draft/share/omuz/docs/guide"
cp -R deploy "$draft/beside/deploy"
cp docs/settings.md docs/operations.md docs/windows.md "$draft/beside/docs/"
cp LICENSE "$draft/"
cp tools/bundle/install.sh tools/bundle/README.md "$draft/"
"$python" -c 'import sys; print("Python %d.%d" % sys.version_info[:2])' >"$draft/made-for.txt"
(cd "$draft" && find . -type f ! -name SHA256SUMS -print0 | LC_ALL=C sort -z | xargs -0 sha256sum >SHA256SUMS)
mv "$draft" "$into"
trap - EXIT
tar -C "$(dirname "$into")" -czf "$into.tar.gz" "$(basename "$into")"
say "$into.tar.gz: $(find "$into/wheels" -name '*.whl' | wc -l) wheels, $(du -sh "$into" | cut -f1). Carry it to the office and follow README.md in it."
