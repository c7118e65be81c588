import { registerEnumType } from 'type-graphql';

/** What a role may do in a database. */
export const PrivilegeLevel = { CONNECT: 'CONNECT', READ: 'READ', WRITE: 'WRITE', ALL: 'ALL' } as const;
/** One of the values of `PrivilegeLevel`. */
export type PrivilegeLevel = (typeof PrivilegeLevel)[keyof typeof PrivilegeLevel];

registerEnumType(PrivilegeLevel, {
  name: 'PrivilegeLevel',
  description: 'What a role may do in a database, each level with what the one before it allows.',
  valuesConfig: {
    CONNECT: { description: 'Log in.' },
    READ: { description: 'Read every table, those that the owner of the database makes later included.' },
    WRITE: { description: 'Change rows, use sequences and temporary tables.' },
    ALL: { description: 'Make tables and schemas.' },
  },
});
