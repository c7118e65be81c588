/** Labels, annotations, finalizers and field managers. */

export const LABEL_CLUSTER = 'pgo.dev/cluster';
export const LABEL_INSTANCE = 'pgo.dev/instance';
/** `primary` or `replica` on the pods of instances, kept by the operator. */
export const LABEL_ROLE = 'pgo.dev/role';
/** The role label that Patroni itself moves, so that the services follow the leader without the operator. */
export const LABEL_PATRONI_ROLE = 'pgo.dev/patroni-role';
/** `instance`, `pooler`, `repository`: what part of a cluster an object is. */
export const LABEL_COMPONENT = 'pgo.dev/component';

/** On a namespace that was made through the API: `pgo`. Only such a one is deleted through it. */
export const LABEL_MANAGED_BY = 'app.kubernetes.io/managed-by';

/** What Patroni finds its members and ConfigMaps by. */
export const LABEL_PATRONI_SCOPE = 'pgo.dev/patroni-scope';

/** On an object: hash of what the operator last applied, so that nothing is sent twice. */
export const ANNOTATION_APPLIED = 'pgo.dev/applied';
/** On a cluster: `true` keeps volumes and credentials when the cluster is deleted. On a volume: when its instance is removed. */
export const ANNOTATION_KEEP_DATA = 'pgo.dev/keep-data';

/** On the pod of an instance whose PostgreSQL serves a certificate that was given in place of our own. */
export const ANNOTATION_SERVER_CERTIFICATE = 'pgo.dev/server-certificate';

/** On the pod of an instance and on its template: hashes of what the pod is replaced for, by key, in JSON. */
export const ANNOTATION_RENEWAL = 'pgo.dev/renewal';

/** On the StatefulSet of an instance: it goes before others when replicas are taken away. */
export const ANNOTATION_REMOVE_FIRST = 'pgo.dev/remove-first';

/** On a cluster, and on other resources of ours: name of the operation that made its current generation. */
export const ANNOTATION_OPERATION = 'pgo.dev/operation';

/** On an operation: when the API was asked for it, to the millisecond. */
export const ANNOTATION_REQUESTED_AT = 'pgo.dev/requested-at';

/** On an operation: the correlation id of the request that asked for it, which the logs of its work name, too. */
export const ANNOTATION_CORRELATION_ID = 'pgo.dev/correlation-id';
/** On an operation: where in a trace it was asked for, as a header `traceparent` of the W3C; its work goes on in that trace. */
export const ANNOTATION_TRACE_PARENT = 'pgo.dev/traceparent';

/** On the Secret of a user: the rotation (`spec.password.rotation`) that its password was made for. */
export const ANNOTATION_ROTATION = 'pgo.dev/rotation';
/** On the Secret of a user: when its password was changed (RFC 3339). */
export const ANNOTATION_PASSWORD_CHANGED_AT = 'pgo.dev/password-changed-at';
/** On the Secret of a user: until when the login before is good, too (RFC 3339). */
export const ANNOTATION_PREVIOUS_UNTIL = 'pgo.dev/previous-until';
/** On a Job: name of the backup that it makes. */
export const LABEL_BACKUP = 'pgo.dev/backup';
/** On a cluster: `true` keeps repositories and backups when the cluster is deleted. */
export const ANNOTATION_KEEP_BACKUPS = 'pgo.dev/keep-backups';
/** On a backup: held until it is out of its repository. */
export const FINALIZER_BACKUP = 'pgo.dev/backup';

/** On an operation: name of the account that asked to cancel it. */
export const ANNOTATION_CANCEL = 'pgo.dev/cancel';
/** On an operation that was cancelled with an idempotency key: `NAME/STATE`, the name that an operation of that key would have and the state at that moment. */
export const ANNOTATION_CANCEL_KEY = 'pgo.dev/cancel-key';
/** On an operation: it is kept at least until then, since an idempotency key stands for it (RFC 3339). */
export const ANNOTATION_KEPT_UNTIL = 'pgo.dev/kept-until';

/** On Patroni's ConfigMap with its state: which restore the state is about, and the data directory of that. Absent: the data that the cluster was created with. */
export const ANNOTATION_DATA = 'pgo.dev/data';
export const ANNOTATION_DATA_DIRECTORY = 'pgo.dev/data-directory';

/** On a Job that has ended: what its last pod left as its words, so that the pod can go. */
export const ANNOTATION_WORDS = 'pgo.dev/words';
/** On a Job that looked into a repository: why the restore that it was for cannot be done. */
export const ANNOTATION_REFUSAL = 'pgo.dev/refusal';

/** On a cluster: what came of the policies that were to be applied when it was made. */
export const ANNOTATION_POLICIES = 'pgo.dev/initial-policies';

/** On a cluster: held until everything that belongs to it is gone. */
export const FINALIZER_CLUSTER = 'pgo.dev/cluster';

/** On a user or database: held until PostgreSQL was told. */
export const FINALIZER_ACCESS = 'pgo.dev/access';

/** Server-side-apply field managers. */
export const MANAGER_API = 'pgo-api';
export const MANAGER_OPERATOR = 'pgo-operator';
/** Field manager of what checks of backups find: fields beside those that the loop of backups owns. */
export const MANAGER_VERIFICATION = 'pgo-verification';
