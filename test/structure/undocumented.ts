import ts from 'typescript';
import type { SourceFile } from './source-files.js';

/**
 * Names of the exported declarations of a file that have no doc comment, with their line. One comment serves a group of
 * constants without an empty line between them, and the comment at the head of a file serves its types.
 */
export function undocumentedExports({ file, tree }: SourceFile): string[] {
  const headed = /^(#!.*\n)?\/\*\*/.test(tree.text) && ts.isImportDeclaration(tree.statements[0] ?? tree);
  return tree.statements.flatMap((statement, index) => {
    if (!isExported(statement) || hasDocComment(statement)) return [];
    if (headed && (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement))) return [];
    if (ts.isVariableStatement(statement) && isInDocumentedGroup(tree, index)) return [];
    const line = tree.getLineAndCharacterOfPosition(statement.getStart(tree)).line + 1;
    return [`${file}:${line} ${nameOf(statement)}`];
  });
}

function isInDocumentedGroup(tree: ts.SourceFile, index: number): boolean {
  const [statement, before] = [tree.statements[index], tree.statements[index - 1]];
  if (!statement || !before || !ts.isVariableStatement(before)) return false;
  const gap = tree.text.slice(before.end, statement.getStart(tree));
  return !/\n\s*\n/.test(gap) && (hasDocComment(before) || isInDocumentedGroup(tree, index - 1));
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
