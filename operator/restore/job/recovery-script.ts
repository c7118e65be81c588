/**
 * What the containers of restores and checks run. POSIX shell, PostgreSQL's and pgBackRest's own programs, nothing else.
 * Everything that differs comes from the environment; see `recoveryEnvironment`.
 */

/** Exit code for what another try would not mend. */
export const LASTING_FAILURE_CODE = 42;

/** What all of them begin with: words for failures, and PostgreSQL on `$part` behind a socket of the container's own. */
export const COMMON = `set -eu
work=/tmp/recovery
mkdir -p -m 0700 "$work"
log="$work/postgres.log"
extra=
failed() { printf '%s\\n' "$1" | tail -c 3000 > /dev/termination-log; printf '%s\\n' "$1" >&2; exit "\${2:-1}"; }
lasting() { failed "$1" ${LASTING_FAILURE_CODE}; }
query() { psql -h "$work" -U postgres -qAtX -v ON_ERROR_STOP=1 "$@"; }

# Fetches WAL from the repository that the backup is in, or else from any other.
cat > "$work/fetch" <<'SH'
get() { timeout 60 pgbackrest --stanza="$PGO_STANZA" "$@"; }
if [ -n "\${PGO_REPO:-}" ] && get --repo="$PGO_REPO" archive-get "$1" "$2"; then exit 0; fi
if [ "$PGO_REPOS" = "\${PGO_REPO:-}" ]; then exit 1; fi
get archive-get "$1" "$2"
SH

# Fills $part from the repository. What an earlier try has brought is used again.
fetch_backup() {
  mkdir -p -m 0700 "$part"
  rm -f "$part/postmaster.pid"
  free=$(df -Pk "$part" | awk 'NR == 2 { print $4 }')
  had=$(du -sk "$part" | awk '{ print $1 }')
  if [ "$((free + had))" -lt "$((PGO_DATABASE_BYTES / 1024))" ]; then
    lasting "The volume has $((free / 1024)) MiB free, and the database needs $((PGO_DATABASE_BYTES / 1048576)) MiB."
  fi
  set -- --stanza="$PGO_STANZA" --repo="$PGO_REPO" --pg1-path="$part" --set="$PGO_SET" --type="$PGO_TYPE" --log-level-console=info
  [ "$PGO_TYPE" = default ] || set -- "$@" --target-action=promote
  [ -z "$PGO_TARGET" ] || set -- "$@" --target="$PGO_TARGET"
  [ -z "$PGO_EXCLUSIVE" ] || set -- "$@" --target-exclusive
  if [ "$PGO_TIMELINE" = current ]; then set -- "$@" --recovery-option=recovery_target_timeline=current; else set -- "$@" --target-timeline="$PGO_TIMELINE"; fi
  set -- "$@" --recovery-option=restore_command="sh $work/fetch %f %p"
  [ -z "$(ls -A "$part")" ] || set -- "$@" --delta
  status=0
  pgbackrest "$@" restore > "$work/restore.log" 2>&1 || status=$?
  grep -v ' restore file ' "$work/restore.log" || :
  if [ "$status" != 0 ]; then
    reason=$(sed -n 's/.*ERROR: *//p' "$work/restore.log" | head -n 3)
    failed "pgBackRest could not restore the backup $PGO_SET: \${reason:-exit code $status}"
  fi
}

# Starts PostgreSQL on $part, reachable through a socket of this container only, and waits until recovery has ended.
recover() {
  export PGBACKREST_PG1_PATH="$part"
  echo 'local all all trust' > "$work/hba"
  : > "$work/empty"
  : > "$log"
  prepared=$(pg_controldata -D "$part" | sed -n 's/^max_prepared_xacts setting: *//p')
  settings="-c config_file=$work/empty -c hba_file=$work/hba -c ident_file=$work/empty -c unix_socket_directories=$work -c listen_addresses= -c ssl=off"
  settings="$settings -c hot_standby=off -c archive_mode=\${1} -c archive_command= -c shared_preload_libraries= -c synchronous_standby_names= -c logging_collector=off"
  settings="$settings $extra -c max_prepared_transactions=\${prepared:-0} -c log_destination=stderr -c password_encryption=scram-sha-256 -c fsync=\${2}"
  rm -f "$work/ended"
  { status=0; eval "postgres -D \"\$part\" $settings" < /dev/null >> "$log" 2>&1 || status=$?; echo "$status" > "$work/ended"; } &
  until pg_isready -q -h "$work"; do
    if [ -s "$work/ended" ]; then not_recovered; fi
    sleep 0.2
  done
  grep -E 'starting point-in-time|recovery stopping|last completed transaction|new timeline' "$log" || :
}

not_recovered() {
  tail -n 20 "$log" >&2
  last=$(sed -n 's/.*last completed transaction was at log time //p' "$log" | tail -n 1)
  if grep -q 'recovery ended before configured recovery target was reached' "$log"; then
    lasting "The WAL in the repository ends before the target\${last:+; its last transaction is of $last}."
  fi
  reason=$(sed -n 's/.*\\(FATAL\\|PANIC\\): *//p' "$log" | grep -v 'not accepting connections\\|starting up' | tail -n 1)
  failed "Recovery ended with: \${reason:-exit code $(cat "$work/ended")}"
}

finish() { pg_ctl -D "$part" -s -w -t 3600 -m fast stop; }
`;

/** Gives the roles of the control plane the passwords that are in force now, through the shell of psql, not its arguments. */
export const PASSWORDS = `
set_passwords() {
  query -d postgres <<'SQL'
SET log_statement = 'none';
SET log_min_error_statement = 'panic';
\\set superuser_password \`printf %s "$SUPERUSER_PASSWORD"\`
\\set replication_password \`printf %s "$REPLICATION_PASSWORD"\`
\\set rewind_password \`printf %s "$REWIND_PASSWORD"\`
SELECT format('CREATE ROLE %I', wanted) FROM unnest(ARRAY['pgo_replication', 'pgo_rewind']) wanted
  WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = wanted) \\gexec
ALTER ROLE postgres LOGIN SUPERUSER PASSWORD :'superuser_password';
ALTER ROLE pgo_replication LOGIN REPLICATION PASSWORD :'replication_password';
ALTER ROLE pgo_rewind LOGIN PASSWORD :'rewind_password';
GRANT EXECUTE ON FUNCTION pg_catalog.pg_ls_dir(text, boolean, boolean), pg_catalog.pg_stat_file(text, boolean),
  pg_catalog.pg_read_binary_file(text), pg_catalog.pg_read_binary_file(text, bigint, bigint, boolean) TO pgo_rewind;
SQL
}
`;

/** Restores into a directory beside the final one and moves it there when all is done: it is there whole or not at all. */
export const RESTORE_SCRIPT = `${COMMON}${PASSWORDS}
part="$PGO_DIRECTORY.part"
if [ -d "$PGO_DIRECTORY" ]; then
  [ "$(cat "$PGO_DIRECTORY/pgo.origin" 2>/dev/null || :)" = "$PGO_ORIGIN" ] || lasting "The volume holds other data in $PGO_DIRECTORY already."
  echo 'restored already'
  exit 0
fi
# One that failed for good has left its part, and this one needs the room.
for other in "\${PGO_DIRECTORY%/*}"/*.part; do [ "$other" = "$part" ] || rm -rf "$other"; done
fetch_backup
recover on on
set_passwords
finish
# Left in place, these would end the recovery of every replica that is copied from here.
sed -i -E '/^[[:space:]]*(recovery_target|restore_command|recovery_end_command|archive_cleanup_command)/d' "$part/postgresql.auto.conf"
rm -f "$part/patroni.dynamic.json" "$part/recovery.signal" "$part/standby.signal"
touch "$part/postgresql.conf" "$part/pg_hba.conf"
printf '%s' "$PGO_ORIGIN" > "$part/pgo.origin"
sync
mv "$part" "$PGO_DIRECTORY"
sync
`;

/**
 * Makes data of before ready to be taken back: they go on, on a timeline of their own. Its number must be one that no other
 * timeline in the repository has, and Patroni would rather follow the newest of those, which these data are no part of.
 */
export const UNDO_SCRIPT = `${COMMON}${PASSWORDS}
part="$PGO_DIRECTORY"
[ -d "$part" ] || lasting "The data of before are not on this volume any more."
[ "$(cat "$part/pgo.origin" 2>/dev/null || :)" != "$PGO_ORIGIN" ] || exit 0
rm -f "$part/postmaster.pid" "$part/standby.signal" "$part/patroni.dynamic.json"
touch "$part/recovery.signal"
extra="-c recovery_target_timeline=current -c recovery_target_action=promote -c restore_command='sh $work/fetch %f %p'"
recover on on
set_passwords
finish
printf '%s' "$PGO_ORIGIN" > "$part/pgo.origin"
sync
`;

/** Restores a backup to where nobody else looks, and checks it: pages, indexes and tables, assertions. */
export const VERIFY_SCRIPT = `${COMMON}
part="$PGO_DIRECTORY"
started=$(date +%s)
fetch_backup
recover off off
bytes=$(query -d postgres -c 'SELECT sum(pg_catalog.pg_database_size(oid)) FROM pg_catalog.pg_database')
if command -v pg_amcheck > /dev/null; then
  pg_amcheck -h "$work" -U postgres --all --install-missing --heapallindexed > "$work/amcheck" 2>&1 || lasting "pg_amcheck found damage: $(grep -v '^ *$' "$work/amcheck" | head -n 6)"
  amcheck=passed
else
  amcheck=unavailable
fi
count=0
while [ "$count" -lt "$PGO_ASSERTIONS" ]; do
  eval "sql=\\$PGO_ASSERTION_$count database=\\$PGO_ASSERTION_DATABASE_$count"
  answer=$(printf '%s\\n' "$sql" | query -d "$database" 2>"$work/sql" | tail -n 1) || answer=
  [ "$answer" = t ] || lasting "Assertion $((count + 1)) in $database does not hold: it answers \\"$answer\\" where t is expected. $(head -c 500 "$work/sql")"
  count=$((count + 1))
done
finish
if [ "$(pg_controldata -D "$part" | sed -n 's/^Data page checksum version: *//p')" = 0 ]; then
  checksums=off
else
  pg_checksums --check -D "$part" > "$work/checksums" 2>&1 || lasting "Page checksums are wrong: $(grep -i 'checksum' "$work/checksums" | head -n 6)"
  checksums=passed
fi
printf 'bytes=%s seconds=%s checksums=%s amcheck=%s assertions=%s\\n' "$bytes" "$(($(date +%s) - started))" "$checksums" "$amcheck" "$count" | tee /dev/termination-log
`;
