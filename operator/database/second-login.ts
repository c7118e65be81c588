import { createHash } from 'node:crypto';

/** Most bytes of a name that PostgreSQL keeps. */
const NAME_BYTES_MAX = 63;

/** Name of the second login of a user. Users themselves cannot have names that begin like it. */
export const secondLoginName = (user: string): string => {
  const name = `pgo_${user}`;
  if (Buffer.byteLength(name) <= NAME_BYTES_MAX) return name;
  return `pgo_${createHash('sha256').update(user).digest('hex').slice(0, 40)}`;
};

/** The earlier one of two times (RFC 3339); undefined stands for never. */
export const earlier = (one: string | undefined, other: string | undefined): string | undefined => {
  if (one === undefined || other === undefined) return one ?? other;
  return Date.parse(one) <= Date.parse(other) ? one : other;
};
