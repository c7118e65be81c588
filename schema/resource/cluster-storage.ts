/** Volumes that grow by themselves. */
export interface AutoGrowSpec {
  /**
   * Whether volumes are grown.
   * @default true
   */
  enabled?: boolean;
  /**
   * From which share of a volume on it is grown, in percent.
   * @minimum 50
   * @maximum 95
   * @asType integer
   * @default 80
   */
  thresholdPercent?: number;
  /**
   * By how much it is grown, in percent of its size.
   * @minimum 5
   * @maximum 100
   * @asType integer
   * @default 20
   */
  stepPercent?: number;
  /**
   * Size up to which the volumes of data are grown.
   * @maxLength 32
   */
  maximum: string;
  /**
   * Size up to which the volumes of WAL are grown; they are not when left out.
   * @maxLength 32
   */
  walMaximum?: string;
  /**
   * How long volumes that were grown are not grown again, in minutes.
   * @minimum 0
   * @maximum 10080
   * @asType integer
   * @default 60
   */
  coolDownMinutes?: number;
}

/** The volumes of each instance. */
export interface StorageSpec {
  /**
   * Size as a Kubernetes quantity. It can grow, not shrink.
   * @maxLength 32
   * @default "1Gi"
   */
  size?: string;
  /**
   * Size of a second volume of each instance, for WAL. It can be added later and grow; it cannot shrink or be removed.
   * @maxLength 32
   */
  walSize?: string;
  /**
   * Storage class; the one that Kubernetes has as its default when left out. It cannot be changed.
   * @maxLength 253
   */
  storageClassName?: string;
  /** How volumes grow by themselves when they fill; they do not when left out. The sizes that are asked for stay as they are. */
  autoGrow?: AutoGrowSpec;
}

/** How far volumes have grown by themselves. */
export interface GrownVolumeStatus {
  /** Size that they have grown to, where that is more than what is asked for. */
  size?: string;
  /** When they were grown last (RFC 3339). */
  grownAt?: string;
}

/** How far volumes have grown by themselves, by what is on them. */
export interface StorageStatus {
  /** The volumes of data. */
  data?: GrownVolumeStatus;
  /** The volumes of WAL. */
  wal?: GrownVolumeStatus;
}
