#!/usr/bin/env bash
# A private PostgreSQL for tests: on loopback only, on a free port, in a folder of its own.
#
#   tools/postgres-scratch.sh start DIR    makes DIR, starts the server, prints its address
#   tools/postgres-scratch.sh stop DIR     stops it and removes DIR
#   tools/postgres-scratch.sh programs     prints where its programs are
#
# DIR must be new, and short: anybody may sign in from this machine without a password, so it is for
# tests alone. PostgreSQL refuses to run as root; there it runs as "postgres", else as "nobody".
set -euo pipefail

say() { printf '%s\n' "$*" >&2; }

# The newest server on this machine; 15 is the oldest we support.
programs() {
    local newest
    newest=$(find /usr/lib/postgresql -mindepth 3 -maxdepth 3 -path '*/bin/initdb' 2>/dev/null | sort -V | tail -n 1)
    [ -n "$newest" ] || newest=$(command -v initdb || true)
    if [ -z "$newest" ]; then
        say "PostgreSQL is not installed (Debian's package: postgresql)."
        return 1
    fi
    dirname "$newest"
}

# Runs a command as the user who owns the cluster.
as_owner() {
    if [ "$(id -u)" -ne 0 ]; then
        "$@"
        return
    fi
    local owner=postgres
    id -u "$owner" >/dev/null 2>&1 || owner=nobody
    setpriv --reuid="$owner" --regid="$(id -g "$owner")" --clear-groups -- "$@"
}

is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

start() {
    local dir=$1 bin port
    bin=$(programs)
    mkdir -m 711 "$dir"
    mkdir -m 700 "$dir/cluster"
    if [ "$(id -u)" -eq 0 ]; then
        chown "$(as_owner id -u):$(as_owner id -g)" "$dir/cluster"
    fi
    # fsync stays on: tests must meet the durability that people get.
    (cd / && as_owner "$bin/initdb" --pgdata="$dir/cluster/data" --username=nwd --auth=trust \
        --encoding=UTF8 --locale=C --data-checksums >"$dir/initdb.log" 2>&1) || { cat "$dir/initdb.log" >&2; return 1; }
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        port=$((20000 + RANDOM % 12000))
        is_free "$port" || continue
        # Another program may take the port in between; then the start fails and the next port is tried.
        if (cd / && as_owner "$bin/pg_ctl" --pgdata="$dir/cluster/data" --log="$dir/cluster/log" --silent --wait \
            --options="-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200" \
            start >"$dir/start.log" 2>&1); then
            printf 'postgres://nwd@127.0.0.1:%s/postgres\n' "$port"
            return
        fi
    done
    say "PostgreSQL did not start:"
    cat "$dir/start.log" "$dir/cluster/log" >&2 || true
    return 1
}

stop() {
    local dir=$1 bin
    [ -d "$dir" ] || return 0
    bin=$(programs)
    if [ -f "$dir/cluster/data/postmaster.pid" ]; then
        (cd / && as_owner "$bin/pg_ctl" --pgdata="$dir/cluster/data" --mode=immediate --silent --wait stop) >/dev/null 2>&1 || true
    fi
    rm -rf "$dir"
}

case "${1:-}:${2:-}" in
programs:) programs ;;
start:?*) start "$2" ;;
stop:?*) stop "$2" ;;
*)
    say "Use: tools/postgres-scratch.sh start DIR | stop DIR | programs"
    exit 2
    ;;
esac
