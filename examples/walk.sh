#!/bin/sh
# From two accounts of one event to a dossier that is reviewed and followed, and a log that proves itself.
#
#     examples/walk.sh [WORKSPACE [ACCOUNT OTHER-ACCOUNT DAY]]
#
# WORKSPACE is a file that is not there yet, or postgres://… of an empty database; a temporary file when it is not given.
# The accounts are the two sides' accounts of the bundled summit when none are named.
set -eu
here=$(dirname "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export CHANCERY_WORKSPACE="${1:-$folder/walk.db}"
export CHANCERY_AUTHOR="${CHANCERY_AUTHOR:-Ana}"
if [ $# -ge 4 ]; then
    one=$2 other=$3 day=$4
    chancery() { "${CHANCERY:-chancery}" "$@"; }
else
    one=$here/accounts/summit-alvonia-zh.txt other=$here/accounts/summit-kestria-en.txt day=2026-12-31
    chancery() { "${CHANCERY:-chancery}" "$@" --lexicon "$here/lexicon"; }
fi
say() { printf '\n== %s\n' "$1"; }
# The first column of the n-th row of a list.
nth() { sed -n "$(($1 + 1))p" | cut -d, -f1; }

say 'two accounts of one event come in'
chancery add "$one"
chancery add "$other"

say 'they are held together'
accounts=$(chancery ls --format csv | sed 1d | cut -d, -f1)
# shellcheck disable=SC2086
chancery dossier new 'The summit' $accounts
chancery dossier ls

say 'what is certain enough is accepted by a policy, the rest by hand'
chancery accept --confidence 0.85 --dossier the-summit --reason 'rules that are right nine times of ten'
promise=$(chancery entries --kind commitment --dossier the-summit --format csv | nth 1)
another=$(chancery entries --kind commitment --dossier the-summit --format csv | nth 2)
chancery entry accept "$promise" "$another" --reason 'read in both accounts'
chancery entry edit "$another" modality=willing --reason 'the words say ready to'
wrong=$(chancery entries --kind position --dossier the-summit --format csv | nth 1)
chancery entry reject "$wrong" --reason 'a courtesy'
chancery undo --reason 'it is a stance after all'

say 'a promise is followed: owner, due day, two pieces of evidence, scores'
chancery follow "$promise" --owner 'trade desk' --due "$day"
for account in $accounts; do
    chancery evidence add "$promise" --account "$account" --span 0..12 --date "$day" --note 'as an example'
done
party=$(chancery entry show "$promise" --format json | tr -d ' \n' | sed 's/.*"parties":\["\([^"\/]*\).*/\1/')
chancery score "$promise" "$party" 0 --rationale 'begun'
chancery score "$promise" "$party" 1 --phase final --rationale 'done in full'
chancery follow "$promise" --status in_progress --on "$day"
chancery follow "$promise"

say 'what is due'
chancery due --day "$day" --limit 5

say 'what the two do together, and what stands between them'
chancery lists --dossier the-summit --day "$day"

say 'the log proves itself'
chancery log --limit 8
chancery verify
