import 'reflect-metadata';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import WebSocket from 'ws';
import { PGO_ACCOUNT, PGO_ROLE, POSTGRES_CLUSTER, POSTGRES_OPERATION } from '../../kube/kinds.js';
import { permissionOf } from '../../schema/graphql/permission-directive.js';
import { Permission } from '../../schema/graphql/permission.js';
import { permissionMatrixOf } from '../../test/fake/permission-matrix.js';
import { synthesizeArguments, synthesizeCall } from '../../test/fake/synthesize-call.js';
import { type TestAnswer, type TestServer, startTestServer } from '../../test/fake/test-server.js';
import { hashToken, makeToken } from '../auth/token.js';
import { buildApiSchema } from '../build-schema.js';
import { restOperations, selectionOf } from '../rest/rest-operation.js';
import type { Viewer } from '../auth/viewer.js';
import { nodeId } from '../node-id.js';
import { permissionRules } from './permission-rules.js';
import { namespacesOfCall } from './call-namespaces.js';

jest.setTimeout(300_000);

const SUBJECT = { namespace: 'mine', name: 'hippo' };
/** Who is not let in at all, and who is and may or may not. */
const STRANGERS = ['no token', 'a wrong token', 'an expired token'] as const;
const CALLERS = ['the role without it', 'the role with it elsewhere', 'the role with it'] as const;
type Caller = (typeof CALLERS)[number];

interface Refusal {
  readonly code: string;
  readonly permission?: string;
  readonly namespace?: string;
}
/** What a call came to: why it was refused, if it was, and all that was answered. */
interface Outcome {
  readonly refusal: Refusal | undefined;
  readonly text: string;
}

const schema: GraphQLSchema = await buildApiSchema();
const { fields, nested } = permissionMatrixOf(schema);
const rest = new Map(restOperations(schema).map((operation) => [operation.field.name, operation]));

let it: TestServer;
const tokens = new Map<string, string>();

const addAccount = (name: string, role: string, namespaces: string[], expiresAt?: string): string => {
  const token = makeToken();
  const known = { id: 't', name: 't', hash: hashToken(token), createdAt: new Date(0).toISOString(), ...(expiresAt === undefined ? {} : { expiresAt }) };
  it.kube.put(PGO_ACCOUNT, { metadata: { namespace: 'pgo', name }, spec: { bindings: [{ role, namespaces }], tokens: [known] } });
  return token;
};

beforeAll(async () => {
  it = await startTestServer({ authenticationFailuresFreeMax: 1_000_000 });
  for (const namespace of ['mine', 'other']) {
    it.kube.put(POSTGRES_CLUSTER, { metadata: { namespace, name: SUBJECT.name }, spec: {} });
    it.kube.put(POSTGRES_OPERATION, { metadata: { namespace, name: SUBJECT.name }, spec: { kind: 'UpdateCluster', cluster: SUBJECT.name, requestedBy: 'x' } });
  }
  tokens.set('an expired token', addAccount('expired', 'admin', ['*'], new Date(1).toISOString()));
  tokens.set('a wrong token', makeToken());
  for (const needs of new Set(fields.map((one) => one.needs))) {
    const name = needs.toLowerCase().replaceAll('_', '-');
    it.kube.put(PGO_ROLE, { metadata: { namespace: 'pgo', name: `only-${name}` }, spec: { permissions: [needs] } });
    it.kube.put(PGO_ROLE, { metadata: { namespace: 'pgo', name: `not-${name}` }, spec: { permissions: Object.values(Permission).filter((one) => one !== needs) } });
    tokens.set(`the role without it ${needs}`, addAccount(`not-${name}`, `not-${name}`, ['*']));
    tokens.set(`the role with it elsewhere ${needs}`, addAccount(`elsewhere-${name}`, `only-${name}`, ['other']));
    tokens.set(`the role with it ${needs}`, addAccount(`with-${name}`, `only-${name}`, ['mine']));
  }
});
afterAll(async () => it.server.close());

const documentOf = ({ kind, field }: (typeof fields)[number]): string =>
  `${kind} { ${synthesizeCall(field, SUBJECT, kind === 'query' ? selectionOf(field.type) : undefined)} }`;
const outcomeOf = (answer: TestAnswer): Outcome => ({ refusal: answer.errors?.[0]?.extensions as Refusal | undefined, text: JSON.stringify(answer) });
const headersOf = (token: string | undefined): Record<string, string> => (token === undefined ? {} : { authorization: `Bearer ${token}` });

const overHttp = async (one: (typeof fields)[number], token: string | undefined): Promise<Outcome> => {
  const response = await fetch(`${it.server.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headersOf(token) }, body: JSON.stringify({ query: documentOf(one) }) });
  return outcomeOf(await response.json() as TestAnswer);
};

const overRest = async ({ field }: (typeof fields)[number], token: string | undefined): Promise<Outcome & { readonly status: number }> => {
  const operation = rest.get(field.name);
  if (operation === undefined) throw new Error(`There is no HTTP resource for ${field.name}.`);
  const args = synthesizeArguments(field, SUBJECT);
  const url = `${it.server.url}/api${operation.path.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(String(args[name])))}`;
  const query = operation.queryArguments.filter(({ name }) => args[name] !== undefined).map(({ name }) => `${name}=${encodeURIComponent(String(args[name]))}`).join('&');
  const response = operation.method === 'GET' ? await fetch(`${url}?${query}`, { headers: headersOf(token) })
    : await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headersOf(token) }, body: JSON.stringify(args.input) });
  return { ...outcomeOf(await response.json() as TestAnswer), status: response.status };
};

/** A connection; resolves to its close code when it is refused. */
const connect = async (token: string | undefined): Promise<WebSocket | number> => {
  const socket = new WebSocket(`${it.server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', ...(token === undefined ? {} : { payload: headersOf(token) }) }));
  return new Promise((resolve) => {
    socket.once('message', () => resolve(socket));
    socket.once('close', (code) => resolve(code));
  });
};

/** What a document comes to on a connection. An open subscription is told from a refused one by two calls that follow it. */
const overSocket = (socket: WebSocket, query: string): Promise<Outcome> => new Promise((resolve) => {
  const ask = (id: string, document: string): void => socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query: document } }));
  const finish = (outcome: Outcome): void => {
    socket.off('message', listen);
    socket.send(JSON.stringify({ id: 'asked', type: 'complete' }));
    resolve(outcome);
  };
  const listen = (data: Buffer): void => {
    const { id, type, payload } = JSON.parse(data.toString()) as { id: string; type: string; payload: never };
    if (id === 'asked' && type === 'next') finish(outcomeOf(payload));
    if (id === 'asked' && type === 'error') finish(outcomeOf({ errors: payload }));
    if (id === 'fence' && type === 'complete') ask('second fence', '{ viewer { name } }');
    if (id === 'second fence' && type === 'complete') finish({ refusal: undefined, text: '' });
  };
  socket.on('message', listen);
  ask('asked', query);
  ask('fence', '{ viewer { name } }');
});

/** What the rules say of a caller: refused with the permission that is missing and where, or let through. */
const check = ({ field, needs }: (typeof fields)[number], caller: Caller, { refusal, text }: Outcome): void => {
  const isNamed = namespacesOfCall(field.args, synthesizeArguments(field, SUBJECT)).length > 0;
  const isRefused = needs !== 'LOGIN' && (caller === 'the role without it' || (caller === 'the role with it elsewhere' && isNamed));
  const what = { field: field.name, caller };
  const missing = refusal?.code === 'FORBIDDEN' && refusal.permission === needs ? { permission: needs, namespace: refusal.namespace } : undefined;
  expect({ ...what, unknown: refusal?.code === 'UNAUTHENTICATED', missing }).toEqual({ ...what, unknown: false, missing: isRefused ? { permission: needs, ...(isNamed ? { namespace: 'mine' } : {}) } : undefined });
  // What is not about a certain namespace is cut down to where the role counts.
  if (caller === 'the role with it elsewhere' && !isNamed) expect({ ...what, leaks: /"namespace":"mine"/.test(text) }).toEqual({ ...what, leaks: false });
};

test('every field at the root has a permission, and an HTTP resource unless it is a subscription', () => {
  expect(fields.filter(({ field }) => permissionOf(field) === undefined)).toEqual([]);
  expect(fields.filter(({ kind, field }) => kind !== 'subscription' && !rest.has(field.name)).map(({ field }) => field.name)).toEqual([]);
});

describe.each(STRANGERS)('with %s', (stranger) => {
  test('nothing is answered over HTTP and REST', async () => {
    for (const one of fields.filter(({ kind }) => kind !== 'subscription')) {
      expect([one.field.name, (await overHttp(one, tokens.get(stranger))).refusal?.code]).toEqual([one.field.name, 'UNAUTHENTICATED']);
      const { status, refusal } = await overRest(one, tokens.get(stranger));
      expect([one.field.name, status, refusal?.code]).toEqual([one.field.name, 401, 'UNAUTHENTICATED']);
    }
  });
  test('a WebSocket is closed before anything can be asked', async () => {
    expect(await connect(tokens.get(stranger))).toBe(4401);
  });
});

describe.each(CALLERS)('with %s', (caller) => {
  test('over HTTP', async () => {
    for (const one of fields.filter(({ kind }) => kind !== 'subscription')) check(one, caller, await overHttp(one, tokens.get(`${caller} ${one.needs}`)));
  });
  test('over REST', async () => {
    for (const one of fields.filter(({ kind }) => kind !== 'subscription')) {
      const outcome = await overRest(one, tokens.get(`${caller} ${one.needs}`));
      check(one, caller, outcome);
      if (outcome.refusal?.code === 'FORBIDDEN') expect([one.field.name, outcome.status]).toEqual([one.field.name, 403]);
    }
  });
  test('over WebSocket', async () => {
    for (const one of fields) {
      const socket = await connect(tokens.get(`${caller} ${one.needs}`));
      if (typeof socket === 'number') throw new Error(`The connection for ${one.field.name} was closed with ${socket}.`);
      check(one, caller, await overSocket(socket, documentOf(one)));
      socket.close();
    }
  });
});

describe('a field within an object', () => {
  const viewerWith = (permissions: Permission[], namespace: string): Viewer => ({ name: 'x', bindings: [{ role: { name: 'x', permissions: new Set(permissions) }, namespaces: [namespace] }] });
  test('with a permission of its own belongs to an object whose namespace is known', () => {
    expect(nested.length).toBeGreaterThan(0);
    expect(nested.filter(({ type }) => type.getFields().namespace === undefined && type.getFields().id === undefined).map(({ type, field }) => `${type.name}.${field.name}`)).toEqual([]);
  });
  test.each(nested.map(({ type, field, needs }) => [`${type.name}.${field.name}`, needs as Permission] as const))('%s', async (coordinate, needs) => {
    const others = Object.values(Permission).filter((one) => one !== needs);
    const guarded = async (viewer: Viewer, parent: object): Promise<unknown> => {
      const [rule] = Object.values(permissionRules(schema)).flatMap((rules) => Object.entries(rules)).filter(([, one]) => (one as unknown as { name: string }).name.startsWith(`${coordinate} needs`));
      return (rule?.[1] as unknown as { func: (...args: unknown[]) => unknown }).func(parent, {}, { viewer }, {});
    };
    const id = nodeId({ kind: 'Cluster', namespace: 'mine', name: 'hippo' });
    for (const parent of [{ namespace: 'mine' }, { id }]) {
      expect(await guarded(viewerWith(others, '*'), parent)).toMatchObject({ code: 'FORBIDDEN', extensions: { permission: needs, namespace: 'mine' } });
      expect(await guarded(viewerWith([needs], 'other'), parent)).toMatchObject({ code: 'FORBIDDEN', extensions: { permission: needs, namespace: 'mine' } });
      expect(await guarded(viewerWith([needs], 'mine'), parent)).toBe(true);
    }
    // Of an object that nobody knows the place of, it takes the permission everywhere.
    expect([await guarded(viewerWith([needs], 'mine'), {}), await guarded(viewerWith([needs], '*'), {})]).toEqual([expect.objectContaining({ code: 'FORBIDDEN' }), true]);
  });
});
