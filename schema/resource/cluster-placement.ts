/** Metrics of the instances. */
export interface MonitoringSpec {
  /** Whether postgres_exporter runs beside each instance. Switching it replaces the pods, one after the other. */
  enabled: boolean;
}

/** Where the pods of the instances may run, and what they stand back for. */
export interface SchedulingSpec {
  /**
   * Taints that the pods tolerate, as in a Kubernetes pod.
   * @maxItems 32
   */
  tolerations?: Toleration[];
  /** Labels that a node must have. */
  nodeSelector?: Record<string, string>;
  /**
   * Name of the PriorityClass of the pods.
   * @maxLength 253
   */
  priorityClassName?: string;
  /**
   * Names of Secrets with credentials for the registry of the images, in the namespace of the cluster.
   * @maxItems 8
   */
  imagePullSecrets?: string[];
  /** When true, two instances never share a node; otherwise they do when nothing else is free. */
  requireSeparateNodes?: boolean;
}

/**
 * What the pods of the cluster are marked with, as service meshes and those who count costs want it. What the control
 * plane and Patroni write themselves stays as it is.
 */
export interface PodMetadataSpec {
  /**
   * Labels of every pod.
   * @maxProperties 64
   */
  labels?: Record<string, string>;
  /**
   * Annotations of every pod.
   * @maxProperties 64
   */
  annotations?: Record<string, string>;
}

/** A taint that pods tolerate. */
export interface Toleration {
  /**
   * Key of the taint; every one when left out.
   * @maxLength 317
   */
  key?: string;
  /** How the value is compared. */
  operator?: 'Exists' | 'Equal';
  /**
   * Value of the taint.
   * @maxLength 63
   */
  value?: string;
  /** Effect of the taint; every one when left out. */
  effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  /**
   * How long a `NoExecute` taint is tolerated, in seconds.
   * @asType integer
   */
  tolerationSeconds?: number;
}

/** Who may connect to the pods of the cluster, where the control plane makes network policies. */
export interface NetworkPolicySpec {
  /**
   * False makes none for this cluster, for example because others are kept beside it.
   * @default true
   */
  enabled?: boolean;
  /**
   * Who may connect to PostgreSQL and to the pooler beside the control plane and the clusters of the namespace, as in the
   * `from` of a Kubernetes NetworkPolicy. Everyone when left out.
   * @maxItems 32
   */
  clients?: NetworkPeer[];
}

/** Pods or addresses that may connect, as in a Kubernetes NetworkPolicy. */
export interface NetworkPeer {
  /** Pods with these labels: of the namespace of the cluster, or of the namespaces that are selected beside it. */
  podSelector?: LabelSelector;
  /** Namespaces with these labels; every one when it is empty. */
  namespaceSelector?: LabelSelector;
  /** A range of addresses, in place of pods. */
  ipBlock?: IpBlock;
}

/** Labels that objects have. */
export interface LabelSelector {
  /** Labels with their values. */
  matchLabels?: Record<string, string>;
  /**
   * What labels have to fulfil.
   * @maxItems 16
   */
  matchExpressions?: LabelRequirement[];
}

/** What a label has to fulfil. */
export interface LabelRequirement {
  /**
   * Key of the label.
   * @maxLength 317
   */
  key: string;
  /** How its value is compared. */
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  /**
   * Values to compare with.
   * @maxItems 32
   */
  values?: string[];
}

/** A range of addresses. */
export interface IpBlock {
  /**
   * The range, as in `192.0.2.0/24`.
   * @maxLength 64
   */
  cidr: string;
  /**
   * Ranges within it that are left out.
   * @maxItems 32
   */
  except?: string[];
}

/** How the services of the cluster are exposed. */
export interface ServiceSpec {
  /**
   * Type of the services of the primary and of the replicas.
   * @default "ClusterIP"
   */
  type?: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
  /** Annotations of these services, as load balancers want them. */
  annotations?: Record<string, string>;
}
