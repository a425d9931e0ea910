#!/bin/sh
# Publish an edition from a server: sh ci/publish.sh EDITION. It needs a full clone, and the right to push.
set -eu
cd "$(dirname "$0")/.."
edition="${1:?name the edition, such as << today >>}"

# Who publishes, as Git notes it.
GIT_COMMITTER_NAME="${GIT_COMMITTER_NAME:-The desk}"
GIT_COMMITTER_EMAIL="${GIT_COMMITTER_EMAIL:-desk@example.org}"
export GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL

# The editions that are there already; the first one finds none.
published=$(git ls-remote origin refs/heads/published)
if [ -n "$published" ]; then
    git fetch --quiet origin "+refs/heads/published:refs/remotes/origin/published"
fi
git fetch --quiet origin "refs/tags/edition/*:refs/tags/edition/*"

.venv/bin/briefbook publish "$edition" --push origin
