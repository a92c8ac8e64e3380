import { AffiliateError } from '../../../lib/kernel';
import {
	IMPORT_KINDS,
	IMPORT_SOURCES,
	readImport,
	recognise,
	type RecogniseChoice,
} from '../../../lib/import';
import { HEADING_PRESETS } from '../../../lib/import/headings/heading-presets';
import { importFields, requiredFields } from '../../../lib/import/import-fields';
import { fixture } from './import-files';

const failure = (headings: string[], choice: RecogniseChoice = {}): AffiliateError => {
	try {
		recognise(headings, choice);
	} catch (error) {
		if (error instanceof AffiliateError) return error;
		throw error;
	}
	throw new Error('It was recognised');
};

const BALANCES_OF_TWO = ['Email', 'Amount', 'Currency'];

describe('recognise', () => {
	it.each(
		IMPORT_SOURCES.flatMap((source) => IMPORT_KINDS.map((kind) => [source, kind] as const)).filter(
			([source, kind]) => !(source === 'affiliatewp' && kind === 'balance'),
		),
	)('finds that a file of %s holds each %s', async (source, kind) => {
		const { recognition } = await readImport(fixture(`${source}-${kind}`), {
			defaultCurrency: 'EUR',
		});
		expect(recognition).toMatchObject({ source, kind });
		expect(recognition.confidence).toBeGreaterThanOrEqual(0.8);
	});

	it('says what to choose when several platforms write the same headings', () => {
		const error = failure(BALANCES_OF_TWO);
		expect(error.code).toBe('ambiguous_headings');
		expect(error.hint).toContain("Choose 'Source' and 'What'");
		expect(error.hint).toContain('balances of AffiliateWP (100 % of the headings)');
		expect(error.hint).toContain('balances of Tapfiliate (100 % of the headings)');
		expect(recognise(BALANCES_OF_TWO, { source: 'affiliatewp' })).toMatchObject({
			kind: 'balance',
			confidence: 1,
			fields: { affiliateEmail: 'Email', amount: 'Amount', currency: 'Currency' },
			missing: ['affiliateCode', 'asOf'],
		});
	});

	it('names the nearest exports and what they need when none fits', () => {
		const error = failure(['Affiliate ID', 'Campaign ID', 'Order ID', 'Commission', 'Status']);
		expect(error.code).toBe('unknown_headings');
		expect(error.hint).toMatch(/Nearest: .*conversions of .* needs Ordered At/);
		expect(failure(['Foo', 'Bar']).code).toBe('unknown_headings');
		expect(failure([]).code).toBe('unknown_headings');
	});

	it('names the columns that a chosen kind of file lacks', () => {
		const error = failure(['Partner', 'Sum'], { source: 'generic', kind: 'balance' });
		expect(error.code).toBe('missing_columns');
		expect(error.message).toContain('Affiliate Code or Affiliate Email, and Amount');
	});

	it('lets a mapping win over what is recognised', () => {
		const headings = ['!USERID', '!REFID', '!USERNAME', '!FIRSTNAME', '!RSTATUS'];
		expect(recognise(headings).fields.code).toBe('!USERID');
		const mapped = recognise(headings, { mapping: { refid: 'code', '!USERNAME': 'ignore' } });
		expect(mapped.fields).toEqual({ code: '!REFID', firstName: '!FIRSTNAME', status: '!RSTATUS' });
		expect(mapped.unused).toEqual(['!USERID', '!USERNAME']);
	});

	it('reads a file of any headings once they are mapped', () => {
		const mapping = { Partner: 'affiliateCode', Summe: 'amount' };
		expect(
			recognise(['Partner', 'Summe', 'Notiz'], { source: 'generic', kind: 'balance', mapping }),
		).toMatchObject({
			fields: { affiliateCode: 'Partner', amount: 'Summe' },
			unused: ['Notiz'],
		});
	});

	it('refuses a mapping of a column or to a field that does not exist', () => {
		const choice = { source: 'generic', kind: 'balance' } as const;
		const headings = ['affiliate_code', 'amount'];
		expect(failure(headings, { ...choice, mapping: { nope: 'amount' } }).code).toBe(
			'unknown_heading',
		);
		expect(failure(headings, { ...choice, mapping: { amount: 'price' } }).code).toBe(
			'unknown_field',
		);
		expect(failure(headings, { ...choice, mapping: { amount: 'destination' } }).code).toBe(
			'missing_columns',
		);
	});

	it('compares headings without case, spaces and punctuation', () => {
		for (const spelling of [
			'AFFILIATE_CODE',
			'affiliateCode',
			'Affiliate Code',
			'!affiliate-code',
		]) {
			expect(recognise([spelling, 'Balance', 'currency']).fields.affiliateCode).toBe(spelling);
		}
	});
});

describe('a heading set', () => {
	it.each(HEADING_PRESETS.map((preset) => [`${preset.source}-${preset.kind}`, preset] as const))(
		'of %s names only fields of its kind and can fill in the required ones',
		(_name, { kind, fields }) => {
			expect(importFields(kind)).toEqual(expect.arrayContaining(Object.keys(fields)));
			for (const group of requiredFields(kind)) {
				expect(group.some((field) => fields[field] !== undefined)).toBe(true);
			}
		},
	);

	it('exists once for every platform and kind', () => {
		const names = HEADING_PRESETS.map(({ source, kind }) => `${source}-${kind}`);
		expect(new Set(names).size).toBe(IMPORT_SOURCES.length * IMPORT_KINDS.length);
		expect(names).toHaveLength(IMPORT_SOURCES.length * IMPORT_KINDS.length);
	});
});
