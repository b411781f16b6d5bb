# To be sourced, with $root set: starts PostgreSQL in a folder of its own on a free port of 127.0.0.1, where Debian's package is
# installed and the harness of the peers, with its schema, lies beside the repository, and stops and deletes it at the end. Sets
# $postgres to the options of Java that name it; empty when it is absent.
# shellcheck shell=sh
peers=
for place in "$root/../shared/harness/peers" "$root/../../shared/harness/peers"; do
    [ -f "$place/pg-schema.sql" ] && peers=$place
done
postgres=
as=
data=
stop() {
    if [ -n "$data" ]; then
        $as "$bin/pg_ctl" -D "$data/db" -m immediate stop >/dev/null 2>&1 || true
        rm -rf "$data"
    fi
}
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)
if [ -n "$bin" ] && [ -n "$peers" ]; then
    trap stop EXIT INT TERM
    data=$(mktemp -d)
    # PostgreSQL refuses to run as root.
    if [ "$(id -u)" = 0 ]; then
        chown postgres "$data"
        as="runuser -u postgres --"
    fi
    port=$((20000 + $$ % 20000))
    (
        cd "$data"
        $as "$bin/initdb" -D "$data/db" -A trust -U bench >/dev/null
        $as "$bin/pg_ctl" -D "$data/db" -w -l "$data/log" -o "-k $data -h 127.0.0.1 -p $port \
            -c shared_buffers=${SHARED_BUFFERS:-2GB} -c work_mem=64MB -c maintenance_work_mem=512MB \
            -c max_wal_size=4GB -c random_page_cost=1.1" start >/dev/null
    )
    postgres="-Dpostgres=jdbc:postgresql://127.0.0.1:$port/postgres?user=bench -Dpeers.scripts=$peers"
fi
