/**
 * A server that only serves data it has read from a file: the floors of the GraphQL benchmark.
 * node bare-server.ts KIND DATA SCHEMA, where KIND is graphql-js, apollo or mercurius-jit. Prints its port.
 */
import { readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import fastifyApollo from '@as-integrations/fastify';
import fastify from 'fastify';
import { buildSchema, execute, parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import mercurius from 'mercurius';

const [kind = '', dataFile = '', schemaFile = ''] = process.argv.slice(2);
const data = JSON.parse(readFileSync(dataFile, 'utf8')) as { clusters: unknown };
const schema = buildSchema(readFileSync(schemaFile, 'utf8'));
const clusters = schema.getQueryType()?.getFields()['clusters'];
if (!clusters) throw new Error('the schema has no field clusters');
clusters.resolve = () => data.clusters;

const starters: Readonly<Record<string, (schema: GraphQLSchema) => Promise<number>>> = {
  'graphql-js': startGraphqlJs,
  apollo: startApollo,
  'mercurius-jit': startMercurius,
};
const start = starters[kind];
if (!start) throw new Error(`no server ${kind}`);
process.stdout.write(`port ${await start(schema)}\n`);

/** Nothing but the parser's result kept by text, execution and JSON. */
async function startGraphqlJs(served: GraphQLSchema): Promise<number> {
  const documents = new Map<string, DocumentNode>();
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => { body += chunk.toString(); });
    request.on('end', () => {
      const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
      const document = documents.get(query) ?? parse(query);
      documents.set(query, document);
      void Promise.resolve(execute({ schema: served, document, variableValues: variables })).then((result) => {
        response.setHeader('content-type', 'application/json').end(JSON.stringify(result));
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function startApollo(served: GraphQLSchema): Promise<number> {
  const app = fastify();
  const apollo = new ApolloServer({ schema: served, plugins: [ApolloServerPluginCacheControlDisabled()] });
  await apollo.start();
  await app.register(fastifyApollo(apollo));
  await app.listen({ port: 0, host: '127.0.0.1' });
  return (app.server.address() as AddressInfo).port;
}

async function startMercurius(served: GraphQLSchema): Promise<number> {
  const app = fastify();
  await app.register(mercurius, { schema: served, jit: 1 });
  await app.listen({ port: 0, host: '127.0.0.1' });
  return (app.server.address() as AddressInfo).port;
}
