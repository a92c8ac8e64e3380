import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { renderSchemas, schemaModules } from '../../../scripts/docs/schema-files';

const folder = join(__dirname, '../../../docs/schemas');

describe('the published JSON Schemas', () => {
	const models = Object.fromEntries(
		schemaModules().map((name) => [
			name,
			jest.requireActual<Record<string, unknown>>(`../../../lib/model/${name}`),
		]),
	);
	const rendered = renderSchemas(models, z);

	it('are those of the model (npm run build && npm run docs)', () => {
		expect(readdirSync(folder).sort()).toEqual(Object.keys(rendered).sort());
	});

	it.each(Object.keys(rendered))('%s is up to date', (name) => {
		expect(readFileSync(join(folder, name), 'utf8')).toBe(rendered[name]);
	});
});
