#!/usr/bin/env bash
# Installs Omuz from this folder, without a network: ./install.sh [WHERE]   (default /opt/omuz)
# An earlier installation of the program there is kept beside it; records lie elsewhere (OMUZ_HOME) and are not touched.
set -euo pipefail
cd "$(dirname "$0")"

where=${1:-/opt/omuz}
python=${PYTHON:-python3}

say() { printf '%s\n' "$*" >&2; }

command -v "$python" >/dev/null || { say "No $python was found; nothing was installed. Install Python 3.11 or newer."; exit 1; }
wanted=$(cat made-for.txt)
here=$("$python" -c 'import sys; print("Python %d.%d" % sys.version_info[:2])')
if [ "$here" != "$wanted" ]; then
    say "These wheels are for $wanted and this machine has $here; nothing was installed. Name another one: PYTHON=python3.x ./install.sh"
    exit 1
fi
sha256sum --quiet --check SHA256SUMS || { say "A file of this folder was changed or is damaged; nothing was installed. Copy it again."; exit 1; }

draft="$where.part"
rm -rf "$draft"
mkdir -p "$draft"
trap 'rm -rf "$draft"' EXIT
"$python" -m venv "$draft/.venv"
offline=("$draft/.venv/bin/python" -m pip install --quiet --no-input --disable-pip-version-check --no-index --no-deps --require-hashes)
"${offline[@]}" --find-links wheels -r requirements.txt
"${offline[@]}" -r omuz.txt
mkdir -p "$draft/.venv/share"
cp -R share/omuz "$draft/.venv/share/omuz"
cp -R beside/. "$draft/"
# A venv knows its own place: its programs are told the one it is about to get.
grep -rlIF -- "$draft" "$draft/.venv/bin" "$draft/.venv/pyvenv.cfg" | while IFS= read -r file; do
    sed -i "s|$draft|$where|g" "$file"
done
if [ -e "$where" ]; then
    aside="$where.before-$(date -u +%Y-%m-%dT%H%M%SZ)"
    mv "$where" "$aside"
    say "The program before stands in $aside; it is the way back."
fi
mv "$draft" "$where"
trap - EXIT
say "Installed in $where. Next: $where/docs/operations.md, then $where/.venv/bin/omuz doctor."
