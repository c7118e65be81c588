import { Buffer } from 'node:buffer';

const LETTERS = { Cluster: 'c', Operation: 'o', Account: 'a', Policy: 'p', Schedule: 's', Database: 'd', User: 'u', Backup: 'b' } as const;

/** Kinds of objects that `node(id:)` finds. */
export type NodeKind = keyof typeof LETTERS;

/** What an id stands for. */
export interface NodeRef {
  readonly kind: NodeKind;
  readonly namespace: string;
  readonly name: string;
}

const KINDS = Object.keys(LETTERS) as NodeKind[];
const ID_LENGTH_MAX = 512;

/** The opaque id of an object. */
export const nodeId = ({ kind, namespace, name }: NodeRef): string =>
  Buffer.from(`${LETTERS[kind]}:${namespace}/${name}`, 'utf8').toString('base64url');

/** What an id stands for, or undefined when it is none of ours. */
export const parseNodeId = (id: string): NodeRef | undefined => {
  if (id.length > ID_LENGTH_MAX) return undefined;
  const parts = /^([a-z]):([a-z0-9.-]+)\/([a-z0-9.-]+)$/.exec(Buffer.from(id, 'base64url').toString('utf8'));
  if (parts === null) return undefined;
  const [, letter, namespace, name] = parts as unknown as [string, string, string, string];
  const kind = KINDS.find((known) => LETTERS[known] === letter);
  if (kind === undefined) return undefined;
  const ref: NodeRef = { kind, namespace, name };
  return nodeId(ref) === id ? ref : undefined;
};
