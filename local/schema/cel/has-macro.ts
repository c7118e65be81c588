import type { ASTNode, Environment } from '@marcbachmann/cel-js';
import { isMap } from '../../patch/typed-value.js';

/** The name under which the macro stands beside the library's own has(). */
const name = 'hasField';

/** What the library hands to a macro. */
interface Macro {
  readonly node: ASTNode;
}
interface Checker {
  check(node: ASTNode, context: unknown): unknown;
  getType(name: string): unknown;
}
interface Evaluator {
  run(node: ASTNode, context: unknown): unknown;
}

/**
 * Adds a has() for fields of anything: the library's own takes a chain of fields from a variable alone, and rules say
 * has(self[0].matches) too.
 */
export function addHasField(environment: Environment): void {
  const expand = ({ args }: { args: ASTNode[] }): object => {
    const [node] = args;
    if (node?.op !== '.') throw new Error('has() invalid argument');
    return {
      node,
      typeCheck: (checker: Checker, macro: Macro, context: unknown): unknown => {
        checker.check(macro.node, context);
        return checker.getType('bool');
      },
      evaluate: (evaluator: Evaluator, macro: Macro, context: unknown): boolean => {
        const [object, field] = macro.node.args as [ASTNode, string];
        const value = evaluator.run(object, context);
        if (value instanceof Map) return value.has(field);
        return isMap(value) && value[field] !== undefined;
      },
    };
  };
  environment.registerFunction(`${name}(ast): bool`, expand as never);
}

/** The expression with every has() as the macro of this file; texts inside it are left alone. */
export function withHasField(expression: string): string {
  return expression.replaceAll(/("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|\bhas\s*\(/g, (part, text: string | undefined) => (text === undefined ? `${name}(` : part));
}
