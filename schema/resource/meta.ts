/** The metadata of a Kubernetes object, as far as we read or write it. Timestamps are RFC 3339 text. */
export interface ObjectMeta {
  name: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  finalizers?: string[];
  ownerReferences?: OwnerReference[];
}

/** The object that another one belongs to, and goes with. */
export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}

/** One observation about an object, after the Kubernetes API conventions. */
export interface Condition {
  /** What is observed, as a state: `Ready`, `PrimaryAvailable`. */
  type: string;
  /** `True`, `False` or `Unknown`. */
  status: 'True' | 'False' | 'Unknown';
  /** The cause in one CamelCase word, for programs. */
  reason: string;
  /** The cause in a sentence, for people. */
  message: string;
  /** When `status` last changed (RFC 3339). */
  lastTransitionTime: string;
  /**
   * The generation of the spec that this was observed for.
   * @asType integer
   */
  observedGeneration?: number;
}
