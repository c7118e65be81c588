import { registerEnumType } from 'type-graphql';

/** What a change does to the databases that run. */
export const Impact = {
  NONE: 'NONE',
  RELOAD: 'RELOAD',
  ROLLING_RESTART: 'ROLLING_RESTART',
  SWITCHOVER: 'SWITCHOVER',
  OFFLINE: 'OFFLINE',
  DATA_LOSS: 'DATA_LOSS',
  FORBIDDEN: 'FORBIDDEN',
} as const;
/** One of the values of `Impact`. */
export type Impact = (typeof Impact)[keyof typeof Impact];

registerEnumType(Impact, {
  name: 'Impact',
  description: 'What a change does to the databases that run, from harmless to refused.',
  valuesConfig: {
    NONE: { description: 'Nothing that a client of the database notices.' },
    RELOAD: { description: 'Configuration is reloaded; connections stay.' },
    ROLLING_RESTART: { description: 'Instances restart one after another; connections break once.' },
    SWITCHOVER: { description: 'The primary moves to another instance; writes pause for seconds.' },
    OFFLINE: { description: 'The database is not available for a while.' },
    DATA_LOSS: { description: 'Data are gone afterwards.' },
    FORBIDDEN: { description: 'It cannot be done; the summary says why.' },
  },
});
