import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { FraudRule } from '../../lib/fraud/define-fraud-rule';
import { fraudPage } from './fraud-page.ts';
import { withFraudTable } from './fraud-table.ts';
import { withOperationsTable, type DocumentedResource } from './operations-table.ts';
import { platformPage, type DocumentedPlatform } from './platform-page.ts';
import { schemaFiles } from './schema-files.ts';

/** Writes docs/schemas and the README's tables from the compiled package; tests say when to. */
const root = process.cwd();
const folder = join(root, 'docs/schemas');
mkdirSync(folder, { recursive: true });
const files = schemaFiles(root);
for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
console.log(`Wrote ${Object.keys(files).length} JSON Schemas to docs/schemas.`);

const require = createRequire(join(root, 'package.json'));
const { FRAUD_RULES } = require(join(root, 'dist/lib/fraud/catalogue')) as {
	FRAUD_RULES: readonly FraudRule[];
};
const { LEDGER_RESOURCES } = require(join(root, 'dist/nodes/AffiliateLedger/resources')) as {
	LEDGER_RESOURCES: readonly DocumentedResource[];
};
const { PLATFORM_SYSTEMS } = require(join(root, 'dist/nodes/AffiliatePlatform/platforms')) as {
	PLATFORM_SYSTEMS: readonly DocumentedPlatform[];
};
writeFileSync(join(root, 'docs/fraud-rules.md'), fraudPage(FRAUD_RULES));
writeFileSync(join(root, 'docs/affiliate-platforms.md'), platformPage(PLATFORM_SYSTEMS));
const readme = join(root, 'README.md');
const text = withFraudTable(readFileSync(readme, 'utf8'), FRAUD_RULES);
writeFileSync(readme, withOperationsTable(text, LEDGER_RESOURCES));
