#!/bin/sh
# Make the environment .venv: just what requirements.lock pins, and briefbook.
set -eu
cd "$(dirname "$0")/.."

# Fill in where briefbook comes from: its wheel, kept in this repository, or a Git address with a commit, such as
#   "briefbook @ git+https://git.example.org/tools/briefbook@0123456789abcdef0123456789abcdef01234567"
BRIEFBOOK="wheels/briefbook-<< version >>-py3-none-any.whl"

case $BRIEFBOOK in
*.whl)
    if [ ! -f "$BRIEFBOOK" ]; then
        echo "ci/install.sh: there is no $BRIEFBOOK; put the wheel there, or name another as BRIEFBOOK" >&2
        exit 1
    fi
    ;;
esac

# Nothing is looked for beyond the lock, so that the same is installed next year.
"${PYTHON:-python3}" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation "$BRIEFBOOK"
.venv/bin/briefbook --version
