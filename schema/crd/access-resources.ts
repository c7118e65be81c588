import type { CustomResource, ValidationRule } from './custom-resources.js';

const COMMON = { group: 'pgo.dev', version: 'v1', categories: ['pgo'] } as const;

const NAME = '(has(self.spec.name) ? self.spec.name : self.metadata.name)';

const sameName: ValidationRule = { rule: 'has(self.name) == has(oldSelf.name) && (!has(self.name) || self.name == oldSelf.name)', message: 'name cannot be changed: create another resource' };
const sameCluster: ValidationRule = { rule: 'self.cluster == oldSelf.cluster', message: 'cluster cannot be changed: create another resource' };

/** The resource of a database. */
export const DATABASE_RESOURCE: CustomResource = {
  ...COMMON,
  file: 'postgres-database.ts', kind: 'PostgresDatabase', plural: 'postgresdatabases', shortNames: ['pgdb'],
  columns: [
    { name: 'Cluster', type: 'string', jsonPath: '.spec.cluster', description: 'Cluster that it is in' },
    { name: 'Database', type: 'string', jsonPath: '.spec.name', description: 'Name in PostgreSQL' },
    { name: 'Owner', type: 'string', jsonPath: '.status.owner', description: 'Its owner' },
    { name: 'Ready', type: 'string', jsonPath: '.status.conditions[?(@.type=="Ready")].status', description: 'Whether it is as asked for' },
    { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
    { name: 'Size', type: 'integer', jsonPath: '.status.sizeBytes', description: 'Bytes', priority: 1 },
    { name: 'Message', type: 'string', jsonPath: '.status.conditions[?(@.type=="Ready")].message', description: 'State in a sentence', priority: 1 },
  ],
  rules: {
    '': [{ rule: `!(${NAME} in ['postgres', 'template0', 'template1', 'replication', 'all', 'sameuser', 'samerole'])`, message: 'the name of the database is reserved' }],
    spec: [
      sameName, sameCluster,
      { rule: 'has(self.encoding) == has(oldSelf.encoding) && (!has(self.encoding) || self.encoding == oldSelf.encoding)', message: 'encoding cannot be changed' },
      { rule: 'has(self.locale) == has(oldSelf.locale) && (!has(self.locale) || self.locale == oldSelf.locale)', message: 'locale cannot be changed' },
    ],
  },
};

/** The resource of a user. */
export const USER_RESOURCE: CustomResource = {
  ...COMMON,
  file: 'postgres-user.ts', kind: 'PostgresUser', plural: 'postgresusers', shortNames: ['pguser'],
  columns: [
    { name: 'Cluster', type: 'string', jsonPath: '.spec.cluster', description: 'Cluster that it is in' },
    { name: 'User', type: 'string', jsonPath: '.spec.name', description: 'Name in PostgreSQL' },
    { name: 'Secret', type: 'string', jsonPath: '.status.secretName', description: 'Secret to connect with' },
    { name: 'Ready', type: 'string', jsonPath: '.status.conditions[?(@.type=="Ready")].status', description: 'Whether it is as asked for' },
    { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
    { name: 'Valid-Until', type: 'string', jsonPath: '.spec.validUntil', description: 'When its password ends', priority: 1 },
    { name: 'Message', type: 'string', jsonPath: '.status.conditions[?(@.type=="Ready")].message', description: 'State in a sentence', priority: 1 },
  ],
  rules: {
    '': [{
      rule: `!(${NAME} in ['postgres', 'replicator', 'replication', 'rewind', 'patroni', 'public', 'none', 'user', 'current_user', 'current_role', 'session_user', 'pgbouncer']) && !${NAME}.matches('^(pg_|pgo_)')`,
      message: 'the name of the user is reserved',
    }],
    spec: [sameName, sameCluster],
  },
};
