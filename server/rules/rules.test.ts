import 'reflect-metadata';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type ExecutionResult, type GraphQLArgument, GraphQLObjectType, type GraphQLSchema, execute, parse, subscribe } from 'graphql';
import { Query, Resolver } from 'type-graphql';
import { SECRET } from '../../kube/core-kinds.js';
import { systemClock } from '../../kube/clock.js';
import { silentLogger } from '../../kube/logger.js';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import { permissionOf } from '../../schema/graphql/permission-directive.js';
import type { Permission } from '../../schema/graphql/permission.js';
import { synthesizeCall } from '../../test/fake/synthesize-call.js';
import { MemoryKube } from '../../test/fake/memory-kube.js';
import { createDirectory } from '../auth/directory.js';
import type { Viewer } from '../auth/viewer.js';
import { buildApiSchema } from '../build-schema.js';
import type { Context } from '../context.js';
import { createLive } from '../live/live.js';
import { LIMITS_DEFAULT } from '../settings.js';
import { nodeId } from '../node-id.js';
import { namespaceOfObject, namespacesOfCall } from './call-namespaces.js';
import { permissionRules } from './permission-rules.js';
import { applyRules } from './shield.js';

const kube = new MemoryKube();
let schema: GraphQLSchema;
beforeAll(async () => {
  const bare = await buildApiSchema();
  schema = applyRules(bare, permissionRules(bare));
  for (const namespace of ['mine', 'theirs']) {
    kube.put(POSTGRES_CLUSTER, { metadata: { namespace, name: 'hippo', labels: {} }, spec: {}, status: { endpoints: { primary: { host: 'h', port: 5432 } } } });
    kube.put(SECRET, { metadata: { namespace, name: 'hippo-user-hippo' }, data: { password: 'c2VjcmV0', dbname: 'aGlwcG8=' } });
  }
});

const viewer = (permissions: Permission[], namespaces: string[] = ['mine']): Viewer =>
  ({ name: 'ann', bindings: [{ role: { name: 'r', permissions: new Set(permissions) }, namespaces }] });

const contextOf = (who: Viewer): Context => ({
  viewer: who,
  correlationId: 'c',
  services: {
    cache: kube.cache, client: kube.client, live: createLive(kube.cache, 100), directory: createDirectory(kube.cache, 'pgo'), logger: silentLogger, clock: systemClock,
    settings: { host: '', port: 0, version: '0', operatorNamespace: 'pgo', catalog: { 17: {} }, limits: LIMITS_DEFAULT },
  },
});

const ask = async (query: string, who: Viewer): Promise<ExecutionResult> => execute({ schema, document: parse(query), contextValue: contextOf(who) });
const codes = ({ errors = [] }: ExecutionResult): unknown[] => errors.map(({ extensions }) => [extensions.code, extensions.permission]);

test('a root field without a permission does not build', async () => {
  class OpenResolver {
    open(): string {
      return 'to everyone';
    }
  }
  Query(() => String)(OpenResolver.prototype, 'open', Object.getOwnPropertyDescriptor(OpenResolver.prototype, 'open') as PropertyDescriptor);
  Resolver()(OpenResolver);
  await expect(buildApiSchema([OpenResolver])).rejects.toThrow(/Query\.open/);
});

test('a field of a root that no rule names is refused to everyone', async () => {
  const closed = applyRules(await buildApiSchema(), {});
  const result = await execute({ schema: closed, document: parse('{ serverInfo }'), contextValue: contextOf(viewer(['VERSION'])) });
  expect(codes(result)).toEqual([['FORBIDDEN', 'LOGIN']]);
});

test('every rule has a name of its own, since verdicts are kept by name', () => {
  const names = Object.values(permissionRules(schema)).flatMap((rules) => Object.values(rules).map((rule) => (rule as unknown as { name: string }).name));
  expect(new Set(names).size).toBe(names.length);
});

describe('every root field is refused to an account without permissions', () => {
  test('Query and Mutation', async () => {
    for (const type of [schema.getQueryType(), schema.getMutationType()]) {
      if (!(type instanceof GraphQLObjectType)) throw new Error('There is a root type too few.');
      for (const field of Object.values(type.getFields()).filter(({ name }) => !['viewer'].includes(name))) {
        const result = await ask(`${type.name.toLowerCase()} { ${synthesizeCall(field, { namespace: 'mine', name: 'hippo' })} }`, viewer([]));
        expect([field.name, codes(result)]).toEqual([field.name, [['FORBIDDEN', expect.any(String)]]]);
      }
    }
  });

  test('Subscription, at the moment it is opened', async () => {
    for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
      const document = parse(`subscription { ${synthesizeCall(field, { namespace: 'mine', name: 'hippo' })} }`);
      const opened = await subscribe({ schema, document, contextValue: contextOf(viewer([])) });
      expect([field.name, codes(opened as ExecutionResult)]).toEqual([field.name, [['FORBIDDEN', permissionOf(field)]]]);
    }
  });
});

describe('a role counts only where it is bound', () => {
  const who = viewer(['SHOW_CLUSTER', 'SCALE_CLUSTER']);
  test.each([
    ['{ cluster(namespace: "mine", name: "hippo") { namespace } }', []],
    ['{ cluster(namespace: "theirs", name: "hippo") { namespace } }', [['FORBIDDEN', 'SHOW_CLUSTER']]],
    ['{ clusters(namespace: "theirs") { totalCount } }', [['FORBIDDEN', 'SHOW_CLUSTER']]],
    ['mutation { scaleCluster(input: { cluster: { namespace: "theirs", name: "hippo" }, replicas: 1 }) { plan { summary } } }', [['FORBIDDEN', 'SCALE_CLUSTER']]],
    [`{ node(id: "${nodeId({ kind: 'Cluster', namespace: 'theirs', name: 'hippo' })}") { id } }`, [['FORBIDDEN', 'SHOW_CLUSTER']]],
    [`{ node(id: "${nodeId({ kind: 'Cluster', namespace: 'mine', name: 'hippo' })}") { id } }`, []],
  ])('%s', async (query, refusals) => {
    expect(codes(await ask(query, who))).toEqual(refusals);
  });

  test('lists are cut down to it', async () => {
    expect((await ask('{ clusters { totalCount nodes { namespace } } }', who)).data).toEqual({ clusters: { totalCount: 1, nodes: [{ namespace: 'mine' }] } });
  });

  test('events are cut down to it', async () => {
    const opened = await subscribe({ schema, document: parse('subscription { clustersChanged { type cluster { namespace } } }'), contextValue: contextOf(who) });
    const events = opened as AsyncIterableIterator<ExecutionResult>;
    expect((await events.next()).value).toEqual({ data: { clustersChanged: { type: 'ADDED', cluster: { namespace: 'mine' } } } });
    kube.put(POSTGRES_CLUSTER, { metadata: { namespace: 'theirs', name: 'hippo', labels: {} }, spec: { replicas: 1 } });
    kube.put(POSTGRES_CLUSTER, { metadata: { namespace: 'mine', name: 'other' }, spec: {} });
    expect((await events.next()).value).toMatchObject({ data: { clustersChanged: { type: 'ADDED', cluster: { namespace: 'mine' } } } });
    await events.return?.();
  });

  test('a permission that is taken away stops the events of an open subscription', async () => {
    const permissions = new Set<Permission>(['SHOW_CLUSTER']);
    const fickle: Viewer = { name: 'bob', bindings: [{ role: { name: 'r', permissions }, namespaces: ['mine'] }] };
    const opened = await subscribe({ schema, document: parse('subscription { clusterChanged(namespace: "mine", name: "hippo") { name } }'), contextValue: contextOf(fickle) });
    const events = opened as AsyncIterableIterator<ExecutionResult>;
    expect((await events.next()).value).toEqual({ data: { clusterChanged: { name: 'hippo' } } });
    permissions.clear();
    kube.put(POSTGRES_CLUSTER, { metadata: { namespace: 'mine', name: 'hippo', labels: {} }, spec: { replicas: 2 }, status: { endpoints: { primary: { host: 'h', port: 5432 } } } });
    expect(codes((await events.next()).value as ExecutionResult)).toEqual([['FORBIDDEN', 'SHOW_CLUSTER']]);
    await events.return?.();
  });
});

test('secrets need a permission of their own, and without it the rest is answered', async () => {
  const query = '{ cluster(namespace: "mine", name: "hippo") { name connection { password uri } } }';
  const refused = await ask(query, viewer(['SHOW_CLUSTER']));
  expect([refused.data, codes(refused)]).toEqual([{ cluster: { name: 'hippo', connection: null } }, [['FORBIDDEN', 'SHOW_SECRETS']]]);
  const shown = await ask(query, viewer(['SHOW_CLUSTER', 'SHOW_SECRETS']));
  expect(shown.data).toEqual({ cluster: { name: 'hippo', connection: { password: 'secret', uri: 'postgresql://hippo:secret@h:5432/hippo?sslmode=require' } } });
});

const argsOf = (coordinate: string): readonly GraphQLArgument[] => {
  const [type = '', field = ''] = coordinate.split('.');
  return (schema.getType(type) as GraphQLObjectType).getFields()[field]?.args ?? [];
};

test.each([
  ['an argument', 'Query.clusters', { namespace: 'a' }, ['a']], ['an input', 'Mutation.createCluster', { input: { namespace: 'a', name: 'x' } }, ['a']],
  ['the cluster of an input', 'Mutation.scaleCluster', { input: { cluster: { namespace: 'a', name: 'x' } } }, ['a']],
  ['an id', 'Query.node', { id: nodeId({ kind: 'Cluster', namespace: 'a', name: 'x' }) }, ['a']], ['nothing', 'Query.clusters', { first: 1 }, []],
  ['an id that is none', 'Query.node', { id: 'x' }, []],
])('the namespace of a call comes from %s', (_name, coordinate, args, namespaces) => {
  expect(namespacesOfCall(argsOf(coordinate), args)).toEqual(namespaces);
});

test.each([
  ['its field', { namespace: 'a' }, 'a'], ['its id', { id: nodeId({ kind: 'Cluster', namespace: 'a', name: 'x' }) }, 'a'], ['nothing', { name: 'x' }, undefined],
])('the namespace of an object comes from %s', (_name, object, namespace) => {
  expect(namespaceOfObject(object)).toBe(namespace);
});
