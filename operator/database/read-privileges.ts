import type { InstanceSession } from '../instance/instance-session.js';
import type { FoundPrivileges, PrivilegeWorld } from './privileges.js';

const OWN_SCHEMAS = "nspname !~ '^pg_' AND nspname <> 'information_schema'";

const OBJECTS = `
  WITH r AS (SELECT oid, rolname FROM pg_catalog.pg_roles WHERE rolname = ANY($1)),
       n AS (SELECT oid, nspname, nspacl, nspowner FROM pg_catalog.pg_namespace WHERE ${OWN_SCHEMAS})
  SELECT r.rolname::pg_catalog.text AS role, n.nspname::pg_catalog.text AS schema, 'SCHEMA' AS object,
    ARRAY(SELECT DISTINCT a.privilege_type FROM pg_catalog.aclexplode(n.nspacl) a WHERE a.grantee = r.oid ORDER BY 1) AS privileges
  FROM r, n WHERE n.nspowner <> r.oid
  UNION
  SELECT r.rolname::pg_catalog.text, n.nspname::pg_catalog.text, CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,
    ARRAY(SELECT DISTINCT a.privilege_type FROM pg_catalog.aclexplode(c.relacl) a WHERE a.grantee = r.oid ORDER BY 1)
  FROM r, n JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND c.relowner <> r.oid`;

const DEFAULTS = `
  SELECT r.rolname::pg_catalog.text AS role, coalesce(n.nspname, '')::pg_catalog.text AS schema,
    CASE d.defaclobjtype WHEN 'S' THEN 'SEQUENCE' WHEN 'r' THEN 'TABLE' ELSE 'SCHEMA' END AS object, pg_catalog.array_agg(DISTINCT a.privilege_type) AS privileges
  FROM pg_catalog.pg_default_acl d JOIN pg_catalog.pg_roles o ON o.oid = d.defaclrole
    LEFT JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace
    CROSS JOIN LATERAL pg_catalog.aclexplode(d.defaclacl) a JOIN pg_catalog.pg_roles r ON r.oid = a.grantee
  WHERE o.rolname = $2 AND r.rolname = ANY($1) AND d.defaclobjtype IN ('r', 'S', 'n') GROUP BY 1, 2, 3`;

/** What some roles were given by name in the database of a session. */
export const readPrivileges = async (session: InstanceSession, { database, owner }: { database: string; owner: string }, roles: readonly string[]): Promise<PrivilegeWorld> => {
  const schemas = await session.query<{ name: string }>(`SELECT nspname::pg_catalog.text AS name FROM pg_catalog.pg_namespace WHERE ${OWN_SCHEMAS} ORDER BY 1`);
  const onDatabase = await session.query<{ role: string; privileges: string[] }>(
    `SELECT r.rolname::pg_catalog.text AS role, pg_catalog.array_agg(DISTINCT a.privilege_type) AS privileges
     FROM pg_catalog.pg_database d CROSS JOIN LATERAL pg_catalog.aclexplode(d.datacl) a JOIN pg_catalog.pg_roles r ON r.oid = a.grantee
     WHERE d.datname = $2 AND r.rolname = ANY($1) GROUP BY 1`, [roles, database]);
  return {
    database, owner, schemas: schemas.map(({ name }) => name),
    onDatabase: new Map(onDatabase.map(({ role, privileges }) => [role, privileges])),
    onObjects: await session.query<FoundPrivileges>(OBJECTS, [roles]),
    byDefault: await session.query<FoundPrivileges>(DEFAULTS, [roles, owner]),
  };
};

/** Databases in which roles may connect by a grant to them by name. */
export const readConnects = async (session: InstanceSession, roles: readonly string[]): Promise<readonly { readonly role: string; readonly database: string; readonly owner: string }[]> => session.query(
  `SELECT r.rolname::pg_catalog.text AS role, d.datname::pg_catalog.text AS database, pg_catalog.pg_get_userbyid(d.datdba) AS owner
   FROM pg_catalog.pg_database d CROSS JOIN LATERAL pg_catalog.aclexplode(d.datacl) a JOIN pg_catalog.pg_roles r ON r.oid = a.grantee
   WHERE a.privilege_type = 'CONNECT' AND r.rolname = ANY($1) AND d.datdba <> r.oid AND d.datallowconn ORDER BY 2`, [roles]);
