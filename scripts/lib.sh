# shellcheck shell=bash
# Shared by every command in scripts/: paths, messages, PostgreSQL, Odoo, databases.
# Source it, do not run it.
set -euo pipefail

REPO=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
ENV_DIR=${DISTRIBUTION_ENV:-$REPO/.local}
case $ENV_DIR in /*) ;; *) ENV_DIR=$PWD/$ENV_DIR ;; esac
VENV=$ENV_DIR/venv
PYTHON_BIN=$VENV/bin/python
ODOO_ROOT=$ENV_DIR/odoo
NODE_BIN=$ENV_DIR/node/node_modules/.bin
LOGS=$ENV_DIR/log
STAMPS=$ENV_DIR/stamps
PG_DATA=$ENV_DIR/pg/data
CONF=$ENV_DIR/odoo.conf
DEMO_DB=distribution
IMPORT_DB=distribution_import
export DISTRIBUTION_START=${DISTRIBUTION_START:-$(date +%s)}

# ---------------------------------------------------------------- messages
# Messages go to standard error: standard output is kept for results.
elapsed() { echo $(($(date +%s) - DISTRIBUTION_START)); }
say() { printf '%4ds  %s\n' "$(elapsed)" "$*" >&2; }
die() {
    # Inside a step the reason is kept for the one line that step prints.
    if [ -n "${STEP:-}" ]; then echo "$*" >"$LOGS/$STEP.why"; fi
    printf '%4ds  ERROR: %s\n' "$(elapsed)" "$*" >&2
    exit 1
}
note() { echo "$*" >"$LOGS/$STEP.note"; }
usage() { # the comment block at the head of a script is its help
    sed -n '2,${/^#/!q;s/^# \{0,1\}//p}' "$0"
}
have() { command -v "$1" >/dev/null 2>&1; }
is_root() { [ "$(id -u)" -eq 0 ]; }

# step NAME TITLE COMMAND…: run it with its output in a log, print one line.
step() {
    local name=$1 title=$2
    shift 2
    mkdir -p "$LOGS"
    rm -f "$LOGS/$name.why" "$LOGS/$name.note"
    (
        STEP=$name
        "$@"
    ) >"$LOGS/$name.log" 2>&1 &
    if wait $!; then
        say "$title$([ ! -e "$LOGS/$name.note" ] || echo ": $(cat "$LOGS/$name.note")")"
        return 0
    fi
    local why
    why=$(cat "$LOGS/$name.why" 2>/dev/null) ||
        why=$(grep -v '^[[:space:]]*$' "$LOGS/$name.log" | tail -n 1)
    printf '%4ds  ERROR: %s: %s (log: %s)\n' \
        "$(elapsed)" "$title" "${why:-stopped}" "$LOGS/$name.log" >&2
    return 1
}

# One setup or template build at a time in one environment; others wait.
take_lock() {
    mkdir -p "$ENV_DIR" 2>/dev/null || die "cannot write to $ENV_DIR"
    exec 9>"$ENV_DIR/lock"
    flock -n 9 || {
        say "waiting for another command that prepares $ENV_DIR"
        flock 9
    }
}
drop_lock() { exec 9>&-; }

stamp_is() { [ "$(cat "$STAMPS/$1" 2>/dev/null)" = "$2" ]; }
stamp() { mkdir -p "$STAMPS" && echo "$2" >"$STAMPS/$1"; }

# ---------------------------------------------------------------- PostgreSQL
# The cluster belongs to the project: it listens on a socket only, so that no TCP port
# can be taken, and knows no password because its folder is closed to other accounts.
pg_account() {
    if ! is_root; then
        id -un
    elif [ -d "$PG_DATA" ]; then
        stat -c %U "$PG_DATA"
    elif getent passwd postgres >/dev/null; then
        echo postgres
    else
        echo nobody
    fi
}
# PostgreSQL refuses to run as root: another account runs it, with the one capability
# that lets it enter a clone in a folder closed to it.
as_pg() {
    if ! is_root; then
        "$@"
        return
    fi
    local account caps=(--inh-caps=+dac_override --ambient-caps=+dac_override)
    account=$(pg_account)
    local drop=(setpriv --reuid="$account" --regid="$(id -g "$account")" --clear-groups)
    "${drop[@]}" "${caps[@]}" true 2>/dev/null || caps=()
    (cd / && HOME=/ "${drop[@]}" "${caps[@]}" "$@")
}
pg_bin() { # folder of server binaries, 15 or later; the cluster's own version if any
    local dir want best=""
    want=$(cat "$PG_DATA/PG_VERSION" 2>/dev/null || true)
    for dir in /usr/lib/postgresql/*/bin "$(pg_config --bindir 2>/dev/null || true)"; do
        [ -x "$dir/initdb" ] && [ -x "$dir/postgres" ] || continue
        local version
        version=$("$dir/postgres" -V | sed 's/[^0-9]*\([0-9]*\).*/\1/')
        [ "$version" -ge 15 ] || continue
        [ -z "$want" ] || [ "$version" = "$want" ] || continue
        best=$(printf '%s %s\n%s' "$version" "$dir" "$best" | sort -rn | head -n 1)
    done
    [ -n "$best" ] && echo "${best#* }"
}
pg_env() {
    PGHOST=$ENV_DIR/pg/sock
    if [ ${#PGHOST} -gt 90 ]; then # a socket's path is limited to 107 bytes
        PGHOST=/tmp/distribution-$(printf %s "$ENV_DIR" | cksum | cut -d' ' -f1)
    fi
    PGPORT=5432 PGUSER=odoo
    unset PGDATABASE PGPASSWORD PGSERVICE PGHOSTADDR PGOPTIONS
    export PGHOST PGPORT PGUSER
    local bin
    if bin=$(pg_bin); then export PATH="$bin:$PATH"; fi
}
pg_running() { as_pg pg_ctl -D "$PG_DATA" status >/dev/null 2>&1; }
pg_start() {
    pg_env
    have initdb || die "no PostgreSQL server 15 or later$(
        [ ! -e "$PG_DATA/PG_VERSION" ] || echo " (the cluster needs $(cat "$PG_DATA/PG_VERSION"))"
    ): run scripts/setup"
    if pg_running && psql -XAtqc "" postgres 2>/dev/null; then return; fi
    local account
    account=$(pg_account)
    mkdir -p "$PGHOST" && chmod 700 "$PGHOST"
    if is_root; then chown "$account" "$PGHOST"; fi
    [ "$(stat -c %U "$PGHOST")" = "$account" ] || die "$PGHOST belongs to another account"
    mkdir -p "$LOGS"
    as_pg pg_ctl -D "$PG_DATA" -l "$PG_DATA/server.log" -w -t 60 -o "-k '$PGHOST' -p $PGPORT" \
        start >"$LOGS/pg_start.log" 2>&1 9>&- ||
        die "PostgreSQL does not start (logs: $LOGS/pg_start.log, $PG_DATA/server.log)"
}
pg_stop() { as_pg pg_ctl -D "$PG_DATA" -m fast -w stop >/dev/null 2>&1 || true; }
pg_sql() { psql -XAtq -v ON_ERROR_STOP=1 "$@"; }
db_exists() { [ "$(pg_sql postgres -c "SELECT 1 FROM pg_database WHERE datname = '$1'")" = 1 ]; }
check_db_name() {
    [[ $1 =~ ^[A-Za-z0-9_][A-Za-z0-9_.-]{0,62}$ ]] || die "not a database name: $1"
}

# ---------------------------------------------------------------- Odoo
# odoo_cmd SUBCOMMAND ARGUMENTS…   (server, shell, i18n, …)
odoo_cmd() {
    local sub=$1
    shift
    "$PYTHON_BIN" -m odoo "$sub" -c "$CONF" "$@"
}
free_port() { # the first free TCP port from $1 on, as Odoo would bind it
    "$PYTHON_BIN" - "$1" <<'PY'
import socket
import sys

for port in range(int(sys.argv[1]), int(sys.argv[1]) + 200):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("0.0.0.0", port))
        except OSError:
            continue
        print(port)
        break
PY
}
suite_modules() { # the suite's modules, comma separated; $1: a module to leave out
    local manifest module list=""
    for manifest in "$REPO"/addons/*/__manifest__.py; do
        [ -e "$manifest" ] || die "no module in $REPO/addons"
        module=$(basename "$(dirname "$manifest")")
        [ "$module" = "${1:-}" ] || list+=,$module
    done
    echo "${list#,}"
}
# What changes a database: modules without tests, assets, docs; requirements; Odoo.
suite_hash() {
    (
        cd "$REPO"
        find addons requirements.txt -type f \
            -not -path '*/tests/*' -not -path '*/static/src/*' -not -path '*/static/tests/*' \
            -not -path '*/readme/*' -not -path '*/__pycache__/*' \
            -not -name '*.pot' -not -name '*.md' -print0 | sort -z | xargs -0 sha256sum
        cat "$STAMPS/odoo"
    ) | sha256sum | cut -c1-12
}
db_drop() {
    # --force may not end an autovacuum worker, which a plain drop does
    PGOPTIONS="-c client_min_messages=warning" dropdb --if-exists --force "$1" 2>/dev/null ||
        PGOPTIONS="-c client_min_messages=warning" dropdb --if-exists "$1"
    rm -rf "$ENV_DIR/data/filestore/$1"
}
db_copy() { # FROM TO: database and filestore
    local store=$ENV_DIR/data/filestore
    db_drop "$2"
    createdb -T "$1" "$2"
    mkdir -p "$store"
    if [ -d "$store/$1" ]; then cp -a "$store/$1" "$store/$2"; fi
}

# ---------------------------------------------------------------- template databases
# distribution_base_<hash>: the suite installed from nothing, without its demo.
# distribution_demo_<hash>: a copy of it with distributor_demo.
# Every other database is a copy of one of them; <hash> is the code they were made of.
checked_odoo() { # NAME ARGUMENTS…: run Odoo on the database being built; no WARNING
    local log=$LOGS/$1.odoo.log
    shift
    odoo_cmd server -d "$BUILDING" --stop-after-init --no-http --max-cron-threads=0 "$@" \
        >"$log" 2>&1 || {
        grep -v '^[[:space:]]*$' "$log" | tail -n 40
        die "Odoo failed: $(grep -E '^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z0-9_]+)*: ' "$log" |
            tail -n 1) (see $log)"
    }
    "$VENV/bin/checklog-odoo" -c "$REPO/checklog-odoo.cfg" --no-echo "$log" ||
        die "warnings in the log ($log): $(grep -m 1 -oE ' (WARNING|ERROR|CRITICAL) .*' "$log" |
            cut -d' ' -f4- | cut -c1-150)"
}
build_base() {
    db_drop "$BUILDING"
    createdb "$BUILDING"
    checked_odoo base -i "$(suite_modules distributor_demo)"
    # The style sheets and scripts of every page, so that each copy has them already.
    "$PYTHON_BIN" "$REPO/scripts/python/odoo_env.py" "$CONF" "$BUILDING" assets
    db_rename "$BUILDING" "$BASE_DB"
}
build_demo() {
    db_copy "$BASE_DB" "$BUILDING"
    if [ -e "$REPO/addons/distributor_demo/__manifest__.py" ]; then
        checked_odoo demo -i distributor_demo
    fi
    db_rename "$BUILDING" "$TEMPLATE_DB"
}
db_rename() { # with statistics, which its copies inherit
    PGOPTIONS="-c client_min_messages=error" pg_sql "$1" -c ANALYZE
    local store=$ENV_DIR/data/filestore
    rm -rf "${store:?}/$2"
    if [ -d "$store/$1" ]; then mv "$store/$1" "$store/$2"; fi
    pg_sql postgres -c "ALTER DATABASE \"$1\" RENAME TO \"$2\""
}
db_sweep() { # what an interrupted test or bench left
    local name pid
    for name in $(pg_sql postgres -c "SELECT datname FROM pg_database
            WHERE datname ~ '^distribution_(test|bench)_[0-9]+'"); do
        pid=${name#distribution_*_} && pid=${pid%%-*}
        kill -0 "$pid" 2>/dev/null || db_drop "$name"
    done
}
# make_database base|demo NAME: NAME becomes a new copy of that template.
make_database() {
    local old hash
    take_lock
    db_sweep
    hash=$(suite_hash)
    BUILDING=distribution_building
    BASE_DB=distribution_base_$hash TEMPLATE_DB=distribution_demo_$hash
    if ! db_exists "$BASE_DB"; then
        for old in $(pg_sql postgres -c "SELECT datname FROM pg_database WHERE datname ~
                '^distribution_(base|demo)_[0-9a-f]{12}\$'"); do db_drop "$old"; done
        step base "Suite installed in an empty database" build_base
    fi
    if [ "$1" = base ]; then
        db_copy "$BASE_DB" "$2"
    else
        db_exists "$TEMPLATE_DB" || step demo "Demo brand made" build_demo
        db_copy "$TEMPLATE_DB" "$2"
    fi
    stamp "db-$2" "$hash"
    drop_lock
}
# The modules of an older database are brought to the code of today; data is kept.
update_database() {
    local hash
    hash=$(suite_hash)
    ! stamp_is "db-$1" "$hash" || return 0
    take_lock
    BUILDING=$1
    step update "Modules of $1 updated" update_modules
    stamp "db-$1" "$hash"
    drop_lock
}
update_modules() {
    local installed
    installed=$(pg_sql "$BUILDING" -c "SELECT string_agg(name, ',') FROM ir_module_module
        WHERE state = 'installed' AND name = ANY (string_to_array('$(suite_modules)', ','))")
    checked_odoo update -u "$installed"
}
