/** What the Job runs that restores one database from a dump. What differs comes from the environment. */
import { DUMP_MANIFEST } from '../postgres/stored-dump.js';
import { DUMP_COMMON } from './dump-script.js';

/**
 * Restores into a database of its own and gives it its name when all is there, in one transaction with the renaming of the
 * one that had the name. Until then nothing that is there is touched, and it may be begun again at any line.
 */
export const RESTORE_DATABASE_SCRIPT = `${DUMP_COMMON}
mark="Restored by the operation $PGO_OPERATION from the backup $PGO_LABEL"
ask() { query -v part="$PGO_PART" -v target="$PGO_TARGET" -v kept="$PGO_KEPT" -v wanted="$PGO_DATABASE" -v mark="$mark" "$@" 2> "$work/query.log" || failed "PostgreSQL refused: $(reason "$work/query.log")"; }
finished() {
  kept=$(ask <<'SQL'
SELECT 1 FROM pg_database WHERE datname = :'kept'
SQL
  )
  [ -z "$kept" ] || kept=" The one of before is now \\"$PGO_KEPT\\"."
  printf 'The database "%s" is restored.%s\\n' "$PGO_TARGET" "$kept" | tee /dev/termination-log
  exit 0
}
restored=$(ask <<'SQL'
SELECT 1 FROM pg_database WHERE datname = :'target' AND shobj_description(oid, 'pg_database') = :'mark'
SQL
)
[ -z "$restored" ] || finished
# What came to nothing leaves nothing behind.
trap 'query -v part="$PGO_PART" > /dev/null 2>&1 <<SQL || :
DROP DATABASE IF EXISTS :"part" WITH (FORCE);
SQL' EXIT
pgbackrest --log-level-console=off --repo="$PGO_REPO" repo-get "$place/${DUMP_MANIFEST}" > "$work/manifest" 2> "$work/get.log" || failed "The backup cannot be read: $(reason "$work/get.log")"
file=$(ask <<'SQL'
\\set manifest \`cat /tmp/dump/manifest\`
SELECT one ->> 'file' FROM json_array_elements(:'manifest'::json -> 'databases') one WHERE one ->> 'name' = :'wanted'
SQL
)
[ -n "$file" ] || failed "There is no database \\"$PGO_DATABASE\\" in the backup $PGO_LABEL."
# The database is made as it was: owner, encoding and locale. What an earlier try has left goes.
ask <<'SQL'
\\set manifest \`cat /tmp/dump/manifest\`
DROP DATABASE IF EXISTS :"part" WITH (FORCE);
SELECT format('CREATE DATABASE %I TEMPLATE template0 OWNER %I ENCODING %L LC_COLLATE %L LC_CTYPE %L', :'part',
  COALESCE((SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = :'target'), (SELECT rolname FROM pg_roles WHERE rolname = one ->> 'owner'), current_user),
  one ->> 'encoding', p ->> 'datcollate', p ->> 'datctype')
  || CASE p ->> 'datlocprovider' WHEN 'i' THEN format(' LOCALE_PROVIDER icu ICU_LOCALE %L', COALESCE(p ->> 'daticulocale', p ->> 'datlocale'))
    WHEN 'b' THEN format(' LOCALE_PROVIDER builtin BUILTIN_LOCALE %L', p ->> 'datlocale') ELSE '' END
  FROM json_array_elements(:'manifest'::json -> 'databases') one, LATERAL (SELECT one -> 'properties' AS p) properties WHERE one ->> 'name' = :'wanted' \\gexec
SQL
rm -f "$work/broken"
{ pgbackrest --log-level-console=off --repo="$PGO_REPO" repo-get "$place/$file" 2> "$work/get.log" || echo $? > "$work/broken"; } \\
  | pg_restore --no-password --exit-on-error --dbname="$PGO_PART" > "$work/restore.log" 2>&1 || restored=no
[ "$restored" != no ] || failed "pg_restore failed: $(reason "$work/restore.log")"
[ ! -e "$work/broken" ] || failed "The backup cannot be read: $(reason "$work/get.log")"
psql -qX -d "$PGO_PART" -c ANALYZE 2> "$work/query.log" || failed "PostgreSQL refused: $(reason "$work/query.log")"
# Privileges on the database and settings of it are those of the database that it takes the place of.
ask <<'SQL'
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', :'part') FROM pg_database WHERE datname = :'target' AND datacl IS NOT NULL \\gexec
SELECT format('GRANT %s ON DATABASE %I TO %s%s', privilege_type, :'part', COALESCE(quote_ident(rolname), 'PUBLIC'), CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
  FROM pg_database d, LATERAL aclexplode(d.datacl) acl LEFT JOIN pg_roles ON pg_roles.oid = acl.grantee WHERE datname = :'target' \\gexec
INSERT INTO pg_db_role_setting SELECT (SELECT oid FROM pg_database WHERE datname = :'part'), setrole, setconfig
  FROM pg_db_role_setting JOIN pg_database d ON d.oid = setdatabase WHERE datname = :'target';
COMMENT ON DATABASE :"part" IS :'mark';
SQL
# Sessions that come back at once may be in the way; the renaming is then tried again.
tries=0
until query -v part="$PGO_PART" -v target="$PGO_TARGET" -v kept="$PGO_KEPT" > "$work/rename.log" 2>&1 <<'SQL'
BEGIN;
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname IN (:'target', :'part') AND pid <> pg_backend_pid();
SELECT format('ALTER DATABASE %I RENAME TO %I', :'target', :'kept') FROM pg_database WHERE datname = :'target' \\gexec
ALTER DATABASE :"part" RENAME TO :"target";
COMMIT;
SQL
do
  tries=$((tries + 1))
  [ "$tries" -lt 20 ] || failed "The database could not get its name: $(reason "$work/rename.log")"
  sleep 1
done
finished
`;
