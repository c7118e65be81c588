/** What the Job of a logical dump runs: POSIX shell, PostgreSQL's and pgBackRest's own programs. What differs comes from the environment. */
import { LASTING_FAILURE_CODE } from '../restore/job/recovery-script.js';
import { takePassPhrase } from '../postgres/pass-phrase.js';
import { DUMP_MANIFEST, DUMP_PATH } from '../postgres/stored-dump.js';

/** File in the Job's container that says how far it is: bytes of the databases that are done, and of all. */
export const DUMP_PROGRESS_FILE = '/tmp/dump/progress';

/** What every script on dumps begins with. */
export const DUMP_COMMON = `set -eu
work=/tmp/dump
mkdir -p -m 0700 "$work"
failed() { printf '%s\\n' "$1" | tail -c 3000 > /dev/termination-log; printf '%s\\n' "$1" >&2; exit ${LASTING_FAILURE_CODE}; }
query() { psql -qAtX -v ON_ERROR_STOP=1 -d postgres "$@"; }
# The last line that says what was wrong, without the name of the program.
reason() { grep -hiE 'error|fatal' "$@" | head -n 1 | sed -E 's/^[a-z_]+: //; s/^ *//' || :; }
unset PGBACKREST_STANZA
${takePassPhrase('${PGO_REPO}')}
place="${DUMP_PATH}/$PGO_LABEL"
`;

/** Dumps one database or all, a file each, straight into the repository; the manifest comes last and makes it a dump. */
export const DUMP_SCRIPT = `${DUMP_COMMON}
put() { pgbackrest --log-level-console=warn --repo="$PGO_REPO" repo-put "$place/$1" > "$work/put.log" 2>&1; }
# Streams what a command prints into the repository; nothing is kept here.
stream() {
  name=$1
  shift
  rm -f "$work/broken"
  { "$@" 2> "$work/dump.log" || echo $? > "$work/broken"; } | put "$name" || {
    said=$(reason "$work/put.log")
    failed "The dump could not be written to the repository: \${said:-$(tail -n 1 "$work/put.log")}"
  }
  [ ! -e "$work/broken" ] || { said=$(reason "$work/dump.log"); failed "$1 failed: \${said:-exit code $(cat "$work/broken")}"; }
}
started=$(date -u +%Y-%m-%dT%H:%M:%SZ)
query -v wanted="$PGO_DATABASE" > "$work/databases" 2> "$work/query.log" <<'SQL' || failed "PostgreSQL cannot be asked: $(reason "$work/query.log")"
SELECT oid, pg_database_size(oid) FROM pg_database WHERE datallowconn AND NOT datistemplate AND (:'wanted' = '' OR datname = :'wanted') ORDER BY datname
SQL
[ -s "$work/databases" ] || failed "There is no database \\"$PGO_DATABASE\\"."
all=$(awk -F '|' '{ sum += $2 } END { printf "%.0f", sum }' "$work/databases")
done=0
echo "0 $all" > "$work/progress"
oids=
while IFS='|' read -r oid bytes; do
  oids="\${oids:+$oids,}$oid"
  PGDATABASE=$(query -v oid="$oid" <<'SQL'
SELECT datname FROM pg_database WHERE oid = :oid
SQL
  )
  export PGDATABASE
  stream "$oid.dump" pg_dump --format=custom --no-password
  done=$((done + bytes))
  echo "$done $all" > "$work/progress"
done < "$work/databases"
unset PGDATABASE
if [ -z "$PGO_DATABASE" ]; then stream globals.sql pg_dumpall --globals-only --no-role-passwords --no-password; fi
query -v oids="{$oids}" -v label="$PGO_LABEL" -v cluster="$PGO_CLUSTER" -v uid="$PGO_UID" -v wanted="$PGO_DATABASE" -v started="$started" > "$work/manifest" <<'SQL'
SELECT json_build_object('version', 1, 'label', :'label', 'cluster', :'cluster', 'uid', :'uid', 'database', :'wanted', 'startedAt', :'started',
  'finishedAt', to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'serverVersion', current_setting('server_version'),
  'databases', (SELECT json_agg(json_build_object('name', datname, 'file', oid || '.dump', 'bytes', pg_database_size(oid), 'owner', pg_get_userbyid(datdba),
    'encoding', pg_encoding_to_char(encoding), 'properties', to_jsonb(d)) ORDER BY datname) FROM pg_database d WHERE oid = ANY (:'oids'::oid[])))
SQL
put ${DUMP_MANIFEST} < "$work/manifest" || failed "The manifest could not be written to the repository: $(reason "$work/put.log")"
echo "The dump $PGO_LABEL is made."
`;
