import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
	affiliateDirectory,
	readImport,
	type CsvInput,
	type ImportOptions,
	type RowResult,
} from '../../../lib/import';
import type { Affiliate } from '../../../lib/model/affiliate';
import { anAffiliate } from '../../support/builders';

/** A file of our own making with the headings of a platform, e.g. "tapfiliate-balance". */
export function fixture(name: string): Buffer {
	return readFileSync(path.join(__dirname, 'fixtures', `${name}.csv`));
}

export async function resultsOf(
	input: CsvInput,
	options: Partial<ImportOptions> = {},
): Promise<RowResult[]> {
	const reading = await readImport(input, { defaultCurrency: 'EUR', ...options });
	const results: RowResult[] = [];
	for await (const result of reading.rows()) results.push(result);
	return results;
}

/** Records of a file without errors; throws what is wrong otherwise. */
export async function recordsOf(input: CsvInput, options: Partial<ImportOptions> = {}) {
	return (await resultsOf(input, options)).map(({ record, errors }) => {
		if (record === undefined) throw new Error(JSON.stringify(errors));
		return record;
	});
}

/** Codes of the errors by row. */
export async function errorsOf(input: CsvInput, options: Partial<ImportOptions> = {}) {
	return (await resultsOf(input, options)).flatMap(({ row, errors = [] }) =>
		errors.map(({ field, code }) => [row, field, code]),
	);
}

/** A directory of affiliates that have nothing but a code and an e-mail address. */
export function directoryOf(...affiliates: ReadonlyArray<Partial<Affiliate> & { code: string }>) {
	return affiliateDirectory(
		affiliates.map((overrides) =>
			anAffiliate({
				affiliateId: `aff_${overrides.code}`,
				email: `${overrides.code}@partner.example`,
				payoutEmail: null,
				parentId: null,
				...overrides,
			}),
		),
	);
}
