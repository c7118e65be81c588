import type { KubeCache } from '../../kube/cache/kube-cache.js';
import { PGO_ACCOUNT, PGO_ROLE } from '../../kube/kinds.js';
import { BUILTIN_ROLES } from '../../schema/access/builtin-roles.js';
import type { AccountBinding, AccountToken, PgoAccount } from '../../schema/resource/pgo-account.js';
import type { PgoRole } from '../../schema/resource/pgo-role.js';
import type { Binding, Role, Viewer } from './viewer.js';

/** A token and the account that it belongs to. */
export interface KnownToken {
  readonly account: PgoAccount;
  readonly token: AccountToken;
}

/** Accounts, roles and tokens as they are at this moment, kept current by the cache. */
export interface Directory {
  /** The token of a hash, whether or not its account may come in. */
  token(hash: string): KnownToken | undefined;
  account(name: string): PgoAccount | undefined;
  accounts(): readonly PgoAccount[];
  /** The account that another identity comes in as. */
  accountOf(identity: string): PgoAccount | undefined;
  role(name: string): Role | undefined;
  roles(): readonly Role[];
  /**
   * Who an account is. The same object as long as the account is there; its bindings are always those of now, so
   * that whoever keeps it sees a role that is taken away.
   */
  viewer(name: string): Viewer;
  /** Someone without an account, with the roles that another authority gave. */
  guest(name: string, bindings: readonly AccountBinding[]): Viewer;
  /** Calls `handler` after every change of accounts and roles; returns the function that ends it. */
  onChange(handler: () => void): () => void;
  close(): void;
}

/** Guests that are remembered, so that subscriptions of one are checked together. */
const GUESTS_MAX = 1_000;

const roleOf = ({ metadata, spec }: PgoRole): Role => ({ name: metadata.name, permissions: spec.all === true ? 'ALL' : new Set(spec.permissions ?? []) });

/** The roles that are there from the start, as they count. */
export const BUILTIN: readonly Role[] = BUILTIN_ROLES.map(({ name, permissions, all }) => ({ name, permissions: all ? 'ALL' : new Set(permissions) }));

/** What the directory knows, made anew after a change. */
interface Snapshot {
  readonly accounts: ReadonlyMap<string, PgoAccount>;
  readonly roles: ReadonlyMap<string, Role>;
  readonly tokens: ReadonlyMap<string, KnownToken>;
  readonly identities: ReadonlyMap<string, PgoAccount>;
  /** Bindings by the account, with roles resolved; made when first asked for. */
  readonly bindings: Map<string, readonly Binding[]>;
}

const snapshotOf = (cache: KubeCache, namespace: string): Snapshot => {
  const accounts = cache.list(PGO_ACCOUNT, { namespace });
  const roles = [...cache.list(PGO_ROLE, { namespace }).map(roleOf), ...BUILTIN];
  return {
    accounts: new Map(accounts.map((account) => [account.metadata.name, account])),
    roles: new Map(roles.map((role) => [role.name, role])),
    tokens: new Map(accounts.flatMap((account) => (account.spec.tokens ?? []).map((token) => [token.hash, { account, token }]))),
    identities: new Map(accounts.flatMap((account) => (account.spec.identities ?? []).map((identity) => [identity, account]))),
    bindings: new Map(),
  };
};

const resolve = (bindings: readonly AccountBinding[], roles: ReadonlyMap<string, Role>): readonly Binding[] =>
  bindings.flatMap(({ role: name, namespaces }) => {
    const role = roles.get(name);
    return role === undefined ? [] : [{ role, namespaces }];
  });

const NOTHING: readonly Binding[] = [];

/** The directory over a cache: the accounts and roles in the namespace of the program. */
export const createDirectory = (cache: KubeCache, namespace: string): Directory => {
  let snapshot: Snapshot | undefined;
  const viewers = new Map<string, Viewer>();
  const guests = new Map<string, Viewer>();
  const handlers = new Set<() => void>();
  const now = (): Snapshot => snapshot ??= snapshotOf(cache, namespace);
  const changed = ({ object }: { object: { metadata: { namespace?: string } } }): void => {
    if (object.metadata.namespace !== namespace) return;
    snapshot = undefined;
    for (const handler of handlers) handler();
  };
  const ends = [cache.onChange(PGO_ACCOUNT, changed), cache.onChange(PGO_ROLE, changed)];

  const cached = (key: string, make: (known: Snapshot) => readonly AccountBinding[] | undefined): readonly Binding[] => {
    const known = now();
    let bindings = known.bindings.get(key);
    if (bindings === undefined) {
      const raw = make(known);
      known.bindings.set(key, bindings = raw === undefined ? NOTHING : resolve(raw, known.roles));
    }
    return bindings;
  };
  const bindingsOf = (name: string): readonly Binding[] => cached(name, ({ accounts }) => {
    const account = accounts.get(name);
    return account === undefined || account.spec.disabled === true ? undefined : account.spec.bindings ?? [];
  });
  const remember = (known: Map<string, Viewer>, key: string, viewer: Viewer): Viewer => {
    const [oldest] = known.keys();
    if (known.size >= GUESTS_MAX && oldest !== undefined) known.delete(oldest);
    known.set(key, viewer);
    return viewer;
  };
  return {
    token: (hash) => now().tokens.get(hash),
    account: (name) => now().accounts.get(name),
    accounts: () => [...now().accounts.values()],
    accountOf: (identity) => now().identities.get(identity),
    role: (name) => now().roles.get(name),
    roles: () => [...now().roles.values()],
    viewer: (name) => viewers.get(name) ?? remember(viewers, name, { name, get bindings() { return bindingsOf(name); } }),
    guest: (name, bindings) => {
      const key = JSON.stringify([name, bindings]);
      return guests.get(key) ?? remember(guests, key, { name, get bindings() { return cached(key, () => bindings); } });
    },
    onChange: (handler) => {
      handlers.add(handler);
      return () => handlers.delete(handler);
    },
    close: () => {
      for (const end of ends) end();
      handlers.clear();
    },
  };
};
