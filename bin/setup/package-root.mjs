import { fileURLToPath } from 'node:url';

/** Folder of the package: where package.json and node_modules are. */
export const packageRoot = fileURLToPath(new URL('../../', import.meta.url));
