# Runs a server until nobody has used it for a while, then removes what it leaves.
#
#   sh -c … supervise <seconds> <folder> <program> <argument> …
#
# Standard input is the file on which every user holds a shared lock: whoever gets it alone knows that there is none.
patience=$1 folder=$2
shift 2

# If this shell is killed, the kernel ends the server.
setpriv --pdeathsig INT "$@" </dev/null &
server=$!

quiet=0
while kill -0 "$server" 2>/dev/null; do
    sleep 1
    if flock -x -n 0; then
        quiet=$((quiet + 1))
        # The lock is kept, so that whoever comes now waits and then starts a new server.
        [ "$quiet" -ge "$patience" ] && break
        flock -u 0
    else
        quiet=0
    fi
done

kill -INT "$server" 2>/dev/null
wait "$server"
rm -rf "$folder"
