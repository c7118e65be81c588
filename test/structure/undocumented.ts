import ts from 'typescript';
import type { SourceFile } from './source-files.js';

/** Names of the exported declarations of a file that have no doc comment, with their line. */
export function undocumentedExports({ file, tree }: SourceFile): string[] {
  return tree.statements.flatMap((statement) => {
    if (!isExported(statement) || hasDocComment(statement)) return [];
    const line = tree.getLineAndCharacterOfPosition(statement.getStart(tree)).line + 1;
    return [`${file}:${line} ${nameOf(statement)}`];
  });
}

function isExported(statement: ts.Statement): boolean {
  return ts.canHaveModifiers(statement)
    && (ts.getModifiers(statement) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword);
}

function hasDocComment(statement: ts.Statement): boolean {
  return ts.getJSDocCommentsAndTags(statement).some((entry) => ts.isJSDoc(entry) && Boolean(ts.getTextOfJSDocComment(entry.comment)?.trim()));
}

function nameOf(statement: ts.Statement): string {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map((one) => one.name.getText()).join(', ');
  const { name } = statement as ts.Statement & { name?: ts.Node };
  return name?.getText() ?? 'default';
}
