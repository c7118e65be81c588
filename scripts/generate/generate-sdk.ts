import { generate } from '@graphql-codegen/cli';
import type { GeneratedFile } from './generated-file.js';

const SCALARS = { DateTime: 'string', ID: 'string', JSON: 'unknown', Quantity: 'string', SafeInt: 'number' };

/** The typed documents and the factory of the SDK, from the SDL and schema/documents. */
export const generateSdk = async (sdl: string): Promise<GeneratedFile[]> => {
  const files = await generate({
    schema: sdl,
    documents: 'schema/documents/*.graphql',
    importExtension: '.js',
    silent: true,
    errorsOnly: true,
    generates: {
      'schema/sdk/generated/operations.ts': {
        plugins: ['typescript-operations', 'typed-document-node'],
        config: {
          documentMode: 'string', useTypeImports: true, enumType: 'string-literal',
          strictScalars: true, defaultScalarType: 'unknown', scalars: SCALARS, dedupeFragments: true,
        },
      },
      'schema/sdk/generated/sdk.ts': { plugins: ['./scripts/generate/sdk-plugin.ts'] },
    },
  }, false);
  return (files as { filename: string; content: string }[]).map(({ filename, content }) => ({ path: filename, content }));
};
