import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaFiles } from './schema-files.ts';

/** Writes docs/schemas; run after a change of lib/model. A test says when it was forgotten. */
const root = process.cwd();
const folder = join(root, 'docs/schemas');
mkdirSync(folder, { recursive: true });
const files = schemaFiles(root);
for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
console.log(`Wrote ${Object.keys(files).length} JSON Schemas to docs/schemas.`);
