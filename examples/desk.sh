#!/bin/sh
# Opens the desk over a workspace with the example accounts. At a terminal it stays open until Ctrl-C; elsewhere it says where
# it was and closes.
#
# usage: desk.sh CHANCERY WORKSPACE
set -eu
chancery=$1
workspace=$2
here=$(dirname "$0")
CHANCERY_AUTHOR=${CHANCERY_AUTHOR:-${USER:-demo}}
CHANCERY_WORKSPACE=$workspace
export CHANCERY_AUTHOR CHANCERY_WORKSPACE

rm -f "$workspace" "$workspace-wal" "$workspace-shm"
"$chancery" add "$here/accounts" "$here/series" --lexicon "$here/lexicon" > /dev/null
# The two sides' accounts of the visit make a dossier.
summit=$("$chancery" add "$here/accounts/summit-alvonia-zh.txt" "$here/accounts/summit-kestria-en.txt" --lexicon "$here/lexicon" --format csv |
    tail -n +2 | cut -d , -f 1)
# shellcheck disable=SC2086
"$chancery" dossier new "State visit, March 2026" $summit > /dev/null

if [ -t 0 ] && [ -t 1 ]; then
    echo
    echo "The desk over the example accounts:"
    exec "$chancery" serve --listen 0 --lexicon "$here/lexicon"
fi
said=$workspace.txt
"$chancery" serve --listen 0 --lexicon "$here/lexicon" > "$said" 2> /dev/null &
desk=$!
tries=0
while [ ! -s "$said" ] && [ "$tries" -lt 100 ]; do
    sleep 0.1
    tries=$((tries + 1))
done
echo
echo "The desk over the example accounts came up at $(cat "$said") and was closed again, since this is no terminal."
kill "$desk"
wait "$desk"
