import { registerEnumType } from 'type-graphql';

/** As which role the SQL of a policy runs. */
export const PolicyRole = { OWNER: 'OWNER', SUPERUSER: 'SUPERUSER' } as const;
/** One of the values of `PolicyRole`. */
export type PolicyRole = (typeof PolicyRole)[keyof typeof PolicyRole];

registerEnumType(PolicyRole, {
  name: 'PolicyRole',
  description: 'As which role the SQL of a policy runs.',
  valuesConfig: {
    OWNER: { description: 'As the owner of the database that it is applied to, logged in as such: it can do what that user could do itself, and no more.' },
    SUPERUSER: { description: 'As `postgres`, who may do everything, also run programs on the instance and read its files. Needs the permission SHOW_SYSTEM_ACCOUNTS as well.' },
  },
});
