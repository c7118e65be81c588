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
