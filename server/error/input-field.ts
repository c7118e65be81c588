import { type ASTNode, type GraphQLError, type Source, parse, visit } from 'graphql';

const nameOf = (node: ASTNode): string | undefined => (node.kind === 'ObjectField' || node.kind === 'Argument' ? node.name.value : undefined);

/** The innermost argument or input field around a place in a document, as a path of names. */
const fieldAround = (source: Source, offset: number): string | undefined => {
  const path: string[] = [];
  let found: string | undefined;
  visit(parse(source), {
    enter(node) {
      const name = nameOf(node);
      if (name === undefined || node.loc === undefined) return;
      path.push(name);
      if (node.loc.start <= offset && offset < node.loc.end) found = path.filter((part) => part !== 'input').join('.') || 'input';
    },
    leave(node) {
      if (nameOf(node) !== undefined) path.pop();
    },
  });
  return found;
};

/** The input field that an error of graphql-js about a value is on, without the name of the argument or variable; undefined when it is on none. */
export const inputFieldAt = (error: GraphQLError): string | undefined => {
  const inVariable = /^Variable "\$\w+" got invalid value .*? at "[\w]+\.([\w.[\]]+)"/s.exec(error.message)?.[1];
  if (inVariable !== undefined) return inVariable;
  // A field that is missing, or not known, is named only in the message.
  const named = /^Variable "\$\w+" got invalid value .*; Field "(\w+)" /s.exec(error.message)?.[1];
  if (named !== undefined) return named;
  const variable = /^Variable "\$(\w+)" (?:got invalid value|of required type)/.exec(error.message)?.[1];
  if (variable !== undefined) return variable;
  const [offset] = error.positions ?? [];
  if (error.source === undefined || offset === undefined || error.message.startsWith('Syntax Error')) return undefined;
  return fieldAround(error.source, offset);
};
