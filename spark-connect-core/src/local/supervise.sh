# Runs a server for as long as standard input stays open, which is as long as the program that started it
# lives and wants the server: the system closes the pipe however that program ends.
#
#   supervise.sh DIRECTORY SECONDS COMMAND [ARGUMENT...]
#
# DIRECTORY is removed at the end. A server that is still there SECONDS after it was asked to end is killed. This shell leads a process group of its own, so that an interrupt typed
# at the terminal goes to the program alone, and so that signalling group 0 reaches the server with its helpers.
directory=$1
ticks=$(($2 * 10))
shift 2
exec 3<&0 </dev/null
"$@" 3<&- &
server=$!
# From here on: for this shell and the watcher, not for the server.
trap '' TERM
{
    while read -r _ <&3; do :; done
    kill -TERM 0
    while [ "$ticks" -gt 0 ] && kill -0 "$server"; do
        (trap - TERM && command -p sleep 0.1)
        ticks=$((ticks - 1))
    done
    kill -KILL "$server"
} >/dev/null 2>&1 &
watcher=$!
exec 3<&-
wait "$server"
status=$?
kill -KILL "$watcher" >/dev/null 2>&1
# What helpers there are.
kill -TERM 0 >/dev/null 2>&1
command -p rm -rf "$directory"
exit "$status"
