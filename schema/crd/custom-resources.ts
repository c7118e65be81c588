import { BUILTIN_ROLES } from '../access/builtin-roles.js';
import { DATABASE_RESOURCE, USER_RESOURCE } from './access-resources.js';
import { BACKUP_OPTIONS, BACKUP_OPTIONS_RULE } from '../backup/backup-options.js';
import { reservedPodKeyRules } from '../validation/reserved-pod-keys.js';
import { FORBIDDEN_PARAMETERS } from '../postgres/parameters/forbidden-parameters.js';

/** A rule in the Common Expression Language that the Kubernetes API checks at every write. */
export interface ValidationRule {
  readonly rule: string;
  readonly message: string;
}

/** A column of `kubectl get`. */
export interface PrinterColumn {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'date' | 'boolean';
  readonly jsonPath: string;
  readonly description?: string;
  /** Above 0 only with `-o wide`. */
  readonly priority?: number;
}

/** What the CustomResourceDefinition of a kind says beside the schema that comes from its type. */
export interface CustomResource {
  /** File in schema/resource with the type, which is named like the kind. */
  readonly file: string;
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly columns: readonly PrinterColumn[];
  readonly scale?: { readonly specReplicasPath: string; readonly statusReplicasPath: string };
  /** Rules by the path of the field that they stand at; `*` is an entry of a list. */
  readonly rules: Readonly<Record<string, readonly ValidationRule[]>>;
}

const COMMON = { group: 'pgo.dev', version: 'v1', categories: ['pgo'] } as const;

const celList = (names: readonly string[]): string => `[${names.map((name) => `'${name}'`).join(', ')}]`;

const sizeRules = (field: string): readonly ValidationRule[] => [
  { rule: "isQuantity(self) && quantity(self).compareTo(quantity('64Mi')) >= 0", message: `${field} must be a quantity of at least 64Mi, for example 10Gi` },
  { rule: '!isQuantity(self) || quantity(self).compareTo(quantity(oldSelf)) >= 0', message: `${field} cannot shrink` },
];

const POSTGRES_CLUSTER_RULES: CustomResource['rules'] = {
  '': [
    { rule: 'self.metadata.name.size() <= 40', message: 'metadata.name must have at most 40 characters: names of instances and services are made from it' },
    { rule: "self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')", message: 'metadata.name must begin with a letter and hold only lower-case letters, digits and hyphens' },
  ],
  spec: [
    { rule: "!has(self.durability) || self.durability == 'ASYNC' || (has(self.replicas) && self.replicas >= 1)", message: 'durability SYNC and STRICT_SYNC need at least one replica' },
    { rule: '!has(self.standby) || has(oldSelf.standby)', message: 'standby can be given at creation only: a cluster with data of its own cannot follow another one' },
    { rule: '!has(self.standby) || !has(self.source)', message: 'standby and source cannot be given together: a standby takes its data from the cluster that it follows' },
    { rule: 'has(self.storage) || !has(oldSelf.storage)', message: 'storage cannot be removed' },
    // An upgrade, its way back, and giving one up come with other data.
    {
      rule: '!has(oldSelf.postgresVersion) || !has(self.postgresVersion) || self.postgresVersion == oldSelf.postgresVersion || (has(self.restore) ? !has(oldSelf.restore) || self.restore.id != oldSelf.restore.id : has(oldSelf.restore))',
      message: 'postgresVersion cannot be changed in place; ask for an upgrade (pgo upgrade NAME --version N)',
    },
  ],
  'spec.standby': [
    { rule: 'has(self.cluster) != has(self.host)', message: 'standby must name a cluster or a host, and not both' },
    { rule: 'has(self.host) == has(self.credentials)', message: 'standby.host and standby.credentials belong together' },
  ],
  'spec.storage': [
    { rule: '!has(oldSelf.storageClassName) || (has(self.storageClassName) && self.storageClassName == oldSelf.storageClassName)', message: 'storageClassName cannot be changed' },
    { rule: '!has(oldSelf.walSize) || has(self.walSize)', message: 'walSize cannot be removed: the WAL is on that volume' },
  ],
  'spec.storage.size': sizeRules('size'),
  'spec.storage.walSize': sizeRules('walSize'),
  'spec.storage.autoGrow.maximum': sizeRules('maximum').slice(0, 1),
  'spec.storage.autoGrow.walMaximum': sizeRules('walMaximum').slice(0, 1),
  'spec.parameters': [
    { rule: "self.all(name, name.matches('^[a-zA-Z_][a-zA-Z0-9_]*([.][a-zA-Z_][a-zA-Z0-9_]*)?$'))", message: 'names of parameters are letters, digits and underscores' },
    { rule: `self.all(name, !(name in ${celList(FORBIDDEN_PARAMETERS.map(({ name }) => name))}))`, message: 'a parameter that is managed cannot be set' },
  ],
  'spec.podMetadata.labels': reservedPodKeyRules('labels'),
  'spec.podMetadata.annotations': reservedPodKeyRules('annotations'),
};

const POLICY_RULES: CustomResource['rules'] = {
  '': [{ rule: "self.metadata.name.size() <= 63 && self.metadata.name.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')", message: 'metadata.name must have at most 63 lower-case letters, digits and hyphens' }],
  'spec.sql': [{ rule: "self.matches('[^ \\t\\r\\n;]')", message: 'sql must hold a statement' }],
};

const OPERATION_RULES: CustomResource['rules'] = {
  spec: [{ rule: 'self == oldSelf', message: 'an operation says what was asked for and cannot be changed' }],
};

const ACCESS_NAME_RULES: readonly ValidationRule[] = [
  { rule: "self.metadata.name.size() <= 63 && self.metadata.name.matches('^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$')", message: 'metadata.name must have at most 63 lower-case letters, digits, hyphens and dots' },
];

const ACCOUNT_RULES: CustomResource['rules'] = {
  '': ACCESS_NAME_RULES,
  'spec.bindings.*.namespaces': [
    { rule: "self.all(name, name == '*' || name.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$'))", message: 'namespaces are names of namespaces, or * for all' },
  ],
  'spec.identities': [
    { rule: "self.all(name, name.matches('^(serviceaccount:[a-z0-9-]+:[a-z0-9.-]+|certificate:.+|oidc:.+)$'))", message: 'identities begin with serviceaccount:NAMESPACE:, certificate: or oidc:' },
  ],
};

const ROLE_RULES: CustomResource['rules'] = {
  '': [
    ...ACCESS_NAME_RULES,
    { rule: `!(self.metadata.name in ${celList(BUILTIN_ROLES.map(({ name }) => name))})`, message: 'a built-in role stays as it is: choose another name' },
  ],
};

const BACKUP_RULES: CustomResource['rules'] = {
  '': [{ rule: "self.metadata.name.size() <= 120 && self.metadata.name.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')", message: 'metadata.name must have at most 120 lower-case letters, digits and hyphens' }],
  spec: [
    { rule: 'self == oldSelf', message: 'a backup says what was asked for and cannot be changed; create another one' },
    { rule: "!has(self.database) || (has(self.type) && self.type == 'LOGICAL')", message: 'a physical backup is of all databases: only LOGICAL ones take a database' },
    { rule: "!has(self.options) || !has(self.type) || self.type != 'LOGICAL'", message: 'a dump is not made by pgBackRest: it takes no options' },
  ],
  'spec.options': [{ rule: BACKUP_OPTIONS_RULE, message: `an option is not among those that a backup may be made with, or has a value that it cannot have; there are ${BACKUP_OPTIONS.map(({ name }) => name).join(', ')}` }],
};

/** Every custom resource. */
export const CUSTOM_RESOURCES: readonly CustomResource[] = [
  {
    ...COMMON,
    file: 'postgres-cluster.ts', kind: 'PostgresCluster', plural: 'postgresclusters', shortNames: ['pg', 'pgcluster'],
    scale: { specReplicasPath: '.spec.replicas', statusReplicasPath: '.status.replicas' },
    columns: [
      { name: 'State', type: 'string', jsonPath: '.status.state', description: 'State in one word' },
      { name: 'Version', type: 'integer', jsonPath: '.status.postgresVersion', description: 'Major version of PostgreSQL' },
      { name: 'Replicas', type: 'integer', jsonPath: '.spec.replicas', description: 'Wanted replicas beside the primary' },
      { name: 'Ready', type: 'integer', jsonPath: '.status.readyInstances', description: 'Instances that are ready' },
      { name: 'Primary', type: 'string', jsonPath: '.status.primary', description: 'Instance that is the primary' },
      { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
      { name: 'Storage', type: 'string', jsonPath: '.spec.storage.size', description: 'Size of each volume', priority: 1 },
      { name: 'Durability', type: 'string', jsonPath: '.spec.durability', description: 'What an acknowledged commit survives', priority: 1 },
      { name: 'Message', type: 'string', jsonPath: '.status.conditions[?(@.type=="Ready")].message', description: 'State in a sentence', priority: 1 },
    ],
    rules: POSTGRES_CLUSTER_RULES,
  },
  {
    ...COMMON,
    file: 'postgres-operation.ts', kind: 'PostgresOperation', plural: 'postgresoperations', shortNames: ['pgop'],
    columns: [
      { name: 'Kind', type: 'string', jsonPath: '.spec.kind', description: 'What is done' },
      { name: 'Cluster', type: 'string', jsonPath: '.spec.cluster', description: 'What it is done to' },
      { name: 'State', type: 'string', jsonPath: '.status.state', description: 'State in one word' },
      { name: 'Progress', type: 'string', jsonPath: '.status.progress', description: 'From 0 to 1' },
      { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
      { name: 'Requested-By', type: 'string', jsonPath: '.spec.requestedBy', description: 'Account that asked', priority: 1 },
      { name: 'Error', type: 'string', jsonPath: '.status.error.message', description: 'Why it failed', priority: 1 },
    ],
    rules: OPERATION_RULES,
  },
  {
    ...COMMON,
    file: 'postgres-backup.ts', kind: 'PostgresBackup', plural: 'postgresbackups', shortNames: ['pgbackup'],
    columns: [
      { name: 'Cluster', type: 'string', jsonPath: '.spec.cluster', description: 'What it is a backup of' },
      { name: 'Type', type: 'string', jsonPath: '.status.type', description: 'Type' },
      { name: 'State', type: 'string', jsonPath: '.status.state', description: 'State in one word' },
      { name: 'Label', type: 'string', jsonPath: '.status.label', description: 'What pgBackRest calls it' },
      { name: 'Finished', type: 'date', jsonPath: '.status.finishedAt', description: 'When it ended' },
      { name: 'Repository', type: 'string', jsonPath: '.status.repository', description: 'Where it is', priority: 1 },
      { name: 'Error', type: 'string', jsonPath: '.status.error.message', description: 'Why it failed', priority: 1 },
    ],
    rules: BACKUP_RULES,
  },
  {
    ...COMMON,
    file: 'postgres-policy.ts', kind: 'PostgresPolicy', plural: 'postgrespolicies', shortNames: ['pgpolicy'],
    columns: [
      { name: 'Run-As', type: 'string', jsonPath: '.spec.runAs', description: 'Role that the SQL runs as' },
      { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
      { name: 'SQL', type: 'string', jsonPath: '.spec.sql', description: 'The statements', priority: 1 },
    ],
    rules: POLICY_RULES,
  },
  {
    ...COMMON,
    file: 'pgo-account.ts', kind: 'PgoAccount', plural: 'pgoaccounts', shortNames: ['pgouser'],
    columns: [
      { name: 'Roles', type: 'string', jsonPath: '.spec.bindings[*].role', description: 'Roles that the account has somewhere' },
      { name: 'Disabled', type: 'boolean', jsonPath: '.spec.disabled', description: 'Whether nobody gets in with it' },
      { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
    ],
    rules: ACCOUNT_RULES,
  },
  {
    ...COMMON,
    file: 'pgo-role.ts', kind: 'PgoRole', plural: 'pgoroles', shortNames: [],
    columns: [
      { name: 'All', type: 'boolean', jsonPath: '.spec.all', description: 'Whether it permits everything' },
      { name: 'Permissions', type: 'string', jsonPath: '.spec.permissions', description: 'What it permits', priority: 1 },
      { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
    ],
    rules: ROLE_RULES,
  },
  DATABASE_RESOURCE,
  USER_RESOURCE,
];
