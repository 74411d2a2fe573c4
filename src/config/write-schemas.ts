import { mkdirSync, writeFileSync } from 'node:fs';
import { schemaFiles } from './schemas.ts';

/** `node src/config/write-schemas.ts` writes `schemas/`, which a test compares with the shapes. */
const folder = new URL('../../schemas/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, text] of schemaFiles()) writeFileSync(new URL(name, folder), text);
