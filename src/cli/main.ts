import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Compiled code is kept beside the packages it comes from, where only those can write who can change the program as well: in a shared folder
// for temporary files somebody else could put code in its place. Where it cannot be written, every start compiles anew.
enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/tutti', import.meta.url)));
const { main } = await import('./program.ts');

process.exitCode = await main(process.argv.slice(2));
