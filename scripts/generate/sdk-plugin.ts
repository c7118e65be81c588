import type { PluginFunction } from '@graphql-codegen/plugin-helpers';
import { Kind, type OperationDefinitionNode } from 'graphql';

const pascal = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const camel = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

const PREAMBLE = `/** How documents reach a server. \`O\` are the options of one call. */
export interface Transport<O> {
  request<R, V>(document: ops.TypedDocumentString<R, V>, variables: V | undefined, options?: O): Promise<R>;
  subscribe<R, V>(document: ops.TypedDocumentString<R, V>, variables: V | undefined, options?: O): AsyncIterableIterator<R>;
}

/** One typed function for each document, over a transport. */`;

const methodOf = (operation: OperationDefinitionNode, name: string): string => {
  const type = `${pascal(name)}${pascal(operation.operation)}`;
  const isRequired = (operation.variableDefinitions ?? []).some(({ type: { kind }, defaultValue }) => kind === Kind.NON_NULL_TYPE && defaultValue === undefined);
  const head = `  ${camel(name)}(variables${isRequired ? '' : '?'}: ops.${type}Variables, options?: O)`;
  return operation.operation === 'subscription'
    ? `${head}: AsyncIterableIterator<ops.${type}> { return transport.subscribe(ops.${pascal(name)}Document, variables, options); },`
    : `${head}: Promise<ops.${type}> { return transport.request(ops.${pascal(name)}Document, variables, options); },`;
};

/** The factory of the SDK: `createSdk(transport)` with one method for each named operation of the documents. */
export const plugin: PluginFunction = (_schema, documents) => {
  const operations = documents.flatMap(({ document }) => document?.definitions ?? [])
    .filter((definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION);
  const methods = operations.flatMap((operation) => (operation.name === undefined ? [] : [methodOf(operation, operation.name.value)])).sort();
  return {
    prepend: ["import * as ops from './operations.js';"],
    content: `${PREAMBLE}\nexport const createSdk = <O>(transport: Transport<O>) => ({\n${methods.join('\n')}\n});\nexport type Sdk<O> = ReturnType<typeof createSdk<O>>;\n`,
  };
};
