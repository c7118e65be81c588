import { registerEnumType } from 'type-graphql';

/** How an object changed. */
export const ChangeType = {
  ADDED: 'ADDED',
  MODIFIED: 'MODIFIED',
  DELETED: 'DELETED',
} as const;
/** One of the values of `ChangeType`. */
export type ChangeType = (typeof ChangeType)[keyof typeof ChangeType];

registerEnumType(ChangeType, {
  name: 'ChangeType',
  description: 'How an object changed.',
  valuesConfig: {
    ADDED: { description: 'It exists now. Also sent once for each that exists when the subscription begins.' },
    MODIFIED: { description: 'It changed.' },
    DELETED: { description: 'It is gone; the last known state is given.' },
  },
});
