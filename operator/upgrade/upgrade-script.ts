import { WAL_VOLUME_PATH } from '../../schema/storage/volume-usage.js';
import { COMMON, PASSWORDS } from '../restore/job/recovery-script.js';

/**
 * Makes the data of a new major version from those of an older one, as a copy beside them: they are whole or not there at
 * all, and the older ones stay as they were, to go back to. Nothing may run on them.
 */
export const UPGRADE_SCRIPT = `${COMMON}
part="$PGO_DIRECTORY.part"
old="$PGO_OLD_DIRECTORY"
if [ -d "$PGO_DIRECTORY" ]; then
  [ "$(cat "$PGO_DIRECTORY/pgo.origin" 2>/dev/null || :)" = "$PGO_ORIGIN" ] || lasting "The volume holds other data in $PGO_DIRECTORY already."
  echo 'upgraded already'
  exit 0
fi
[ -d "$old" ] || lasting "The data to be upgraded are not on this volume: there is no $old."
[ -x "$PGO_OLD_BIN/postgres" ] || lasting "The image has no $PGO_OLD_BIN/postgres, which pg_upgrade needs."
control() { "$PGO_OLD_BIN/pg_controldata" -D "$old" | sed -n "s/^$1: *//p"; }
state=$(control 'Database cluster state')
[ "$state" = 'shut down' ] || lasting "The data to be upgraded were not those of the primary to the end: their state is \\"$state\\"."
[ "$(control "Latest checkpoint's TimeLineID")" -ge "$PGO_TIMELINE" ] || lasting 'Another instance was the primary after this one.'
need=$(($(du -sk --exclude=pg_wal "$old" | awk '{ print $1 }') + 131072))
rm -rf "$part"
free=$(df -Pk "$old" | awk 'NR == 2 { print $4 }')
[ "$free" -ge "$need" ] || lasting "The volume has $((free / 1024)) MiB free, and a copy of the data needs $((need / 1024)) MiB."
echo 'local all all trust' > "$work/hba"
: > "$work/empty"
set -- -D "$part" -U postgres -E UTF8 --locale C.UTF-8 --auth-local scram-sha-256 --auth-host scram-sha-256 --wal-segsize "$(($(control 'Bytes per WAL segment') / 1048576))"
[ "$(control 'Data page checksum version')" = 0 ] || set -- "$@" --data-checksums
printf '%s' "$SUPERUSER_PASSWORD" > "$work/password"
initdb "$@" --pwfile="$work/password" > "$work/initdb.log" 2>&1 || failed "initdb failed: $(tail -n 3 "$work/initdb.log")"
rm -f "$work/password"
prepared=$(control 'max_prepared_xacts setting')
settings="-c config_file=$work/empty -c hba_file=$work/hba -c ident_file=$work/empty -c ssl=off -c archive_mode=off -c max_prepared_transactions=\${prepared:-0}"
cd "$work"
upgrade() { pg_upgrade -b "$PGO_OLD_BIN" -B "$PGO_NEW_BIN" -d "$old" -D "$part" -U postgres -s "$work" -o "$settings" -O "$settings" "$@" > "$work/upgrade.log" 2>&1; }
told() {
  cat "$work/upgrade.log" >&2
  grep -v -E ' ok *$|^(Performing|Checking|-----|$)' "$work/upgrade.log" | head -n 12
  find "$part/pg_upgrade_output.d" -name '*.txt' -exec head -n 5 {} + 2>/dev/null | head -n 20 || :
}
upgrade --check || lasting "pg_upgrade --check says no: $(told)"
upgrade --jobs="$(nproc)" || lasting "pg_upgrade failed: $(told)"
recover off on
[ ! -s "$work/update_extensions.sql" ] || query -d postgres -f "$work/update_extensions.sql" || lasting 'The extensions could not be updated.'
finish
rm -rf "$part/pg_upgrade_output.d"
printf '%s' "$PGO_ORIGIN" > "$part/pgo.origin"
sync
mv "$part" "$PGO_DIRECTORY"
sync
`;

/** Makes the data of before an upgrade ready to serve again. What was written since stays in the directory of the upgrade. */
export const WAY_BACK_SCRIPT = `${COMMON}${PASSWORDS}
part="$PGO_DIRECTORY"
[ -d "$part" ] || lasting "The data of before are not on this volume any more."
[ "$(cat "$part/pgo.origin" 2>/dev/null || :)" != "$PGO_ORIGIN" ] || exit 0
rm -f "$part/postmaster.pid" "$part/standby.signal" "$part/recovery.signal" "$part/patroni.dynamic.json"
recover on on
set_passwords
finish
printf '%s' "$PGO_ORIGIN" > "$part/pgo.origin"
sync
`;

/**
 * Asks pg_upgrade whether it would go through, beside the primary that runs and without touching its data. Arguments: the
 * executables of the old and the new version, the data. Exit code 3: the new version is not in this container.
 */
export const CHECK_SCRIPT = `set -eu
old_bin=$1 new_bin=$2 data=$3
used=$(du -sk --exclude=pg_wal "$data" | awk '{ print $1 }')
free=$(df -Pk "$data" | awk 'NR == 2 { print $4 }')
if [ "$free" -lt "$((used + 131072))" ]; then
  echo "The volume has $((free / 1024)) MiB free, and a copy of the data needs $(((used + 131072) / 1024)) MiB: let it grow first."
  exit 1
fi
[ -x "$new_bin/pg_upgrade" ] && [ -x "$old_bin/postgres" ] || exit 3
work=$(mktemp -d /tmp/upgrade-check.XXXXXX)
trap 'rm -rf "$work"' EXIT
cd "$work"
set -- -D "$work/new" -U postgres -E UTF8 --locale C.UTF-8 -A trust
[ "$("$old_bin/pg_controldata" -D "$data" | sed -n 's/^Data page checksum version: *//p')" = 0 ] || set -- "$@" --data-checksums
"$new_bin/initdb" "$@" > "$work/initdb.log" 2>&1 || { tail -n 3 "$work/initdb.log"; exit 1; }
export PGPASSWORD="$PATRONI_SUPERUSER_PASSWORD"
if ! "$new_bin/pg_upgrade" --check -b "$old_bin" -B "$new_bin" -d "$data" -D "$work/new" -U postgres -p 5432 -P 50433 -s "$work" > "$work/log" 2>&1; then
  grep -v -E ' ok *$|^(Performing|Checking|-----|$)' "$work/log" | head -n 12
  find "$work/new/pg_upgrade_output.d" -name '*.txt' -exec head -n 5 {} + 2>/dev/null | head -n 20 || :
  exit 1
fi
`;

/** Collects what the planner needs to know of the tables, most urgent first: pg_upgrade does not take it along. */
export const ANALYZE_SCRIPT = 'PGPASSWORD="$PATRONI_SUPERUSER_PASSWORD" exec vacuumdb -U postgres --all --analyze-in-stages --quiet';

/** Removes every data directory beside the present one. Argument: the present one. */
export const FINALIZE_SCRIPT = `set -eu
for directory in /pgdata/pg[0-9]*; do
  [ "$directory" = "$1" ] || rm -rf "$directory" "${WAL_VOLUME_PATH}/\${directory##*/}"
done
`;
