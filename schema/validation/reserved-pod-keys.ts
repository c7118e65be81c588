/** Keys of labels and annotations of pods that a cluster cannot ask for, and why. */

/** What pods can be given. */
export type PodMetadataPart = 'labels' | 'annotations';

interface Reserved {
  readonly parts: readonly PodMetadataPart[];
  /** Prefixes before the slash; those below one count as well. */
  readonly prefixes?: readonly string[];
  readonly keys?: readonly string[];
  readonly why: string;
}

const RESERVED: readonly Reserved[] = [
  { parts: ['labels', 'annotations'], prefixes: ['pgo.dev'], why: 'the control plane writes it' },
  { parts: ['annotations'], keys: ['status'], why: 'Patroni says in it how a member is' },
  { parts: ['labels'], keys: ['app.kubernetes.io/name', 'app.kubernetes.io/component'], why: 'the Service and the network policies of the control plane select pods by it' },
  {
    parts: ['labels', 'annotations'], prefixes: ['apps.kubernetes.io', 'batch.kubernetes.io', 'statefulset.kubernetes.io'],
    keys: ['controller-revision-hash', 'controller-uid', 'job-name', 'pod-template-hash'], why: 'Kubernetes writes it',
  },
  {
    parts: ['annotations'], prefixes: ['container.apparmor.security.beta.kubernetes.io', 'seccomp.security.alpha.kubernetes.io', 'container.seccomp.security.alpha.kubernetes.io'],
    why: 'it loosens how far containers are confined',
  },
];

const isBelow = (prefix: string, reserved: string): boolean => prefix === reserved || prefix.endsWith(`.${reserved}`);

/** Why a key cannot be asked for; undefined when it can. */
export const reservedPodKey = (part: PodMetadataPart, key: string): string | undefined => {
  const prefix = key.includes('/') ? key.slice(0, key.indexOf('/')) : undefined;
  return RESERVED.find(({ parts, prefixes = [], keys = [] }) => parts.includes(part)
    && (keys.includes(key) || (prefix !== undefined && prefixes.some((reserved) => isBelow(prefix, reserved)))))?.why;
};

const conditionOf = ({ prefixes = [], keys = [] }: Reserved): string => [
  ...prefixes.flatMap((prefix) => [`key.startsWith('${prefix}/')`, `key.contains('.${prefix}/')`]),
  ...(keys.length === 0 ? [] : [`key in [${keys.map((key) => `'${key}'`).join(', ')}]`]),
].join(' || ');

/** The same as rules that the Kubernetes API checks. */
export const reservedPodKeyRules = (part: PodMetadataPart): { rule: string; message: string }[] => RESERVED.filter(({ parts }) => parts.includes(part)).map((reserved) => ({
  rule: `!self.exists(key, ${conditionOf(reserved)})`,
  message: `a key is reserved (${[...(reserved.prefixes ?? []).map((prefix) => `${prefix}/`), ...(reserved.keys ?? [])].join(', ')}): ${reserved.why}`,
}));
