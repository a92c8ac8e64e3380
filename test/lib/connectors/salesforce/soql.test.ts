import fc from 'fast-check';
import { inSoqlChunks, soqlText } from '../../../../lib/connectors/salesforce/soql';

/** What Salesforce makes of a text in a statement; null where the text ends before its end. */
function read(literal: string): string | null {
	const match = /^'((?:[^'\\\n\r]|\\['"\\nrtbf])*)'$/.exec(literal);
	const back: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
	return match?.[1]?.replace(/\\(.)/g, (_, letter: string) => back[letter] ?? letter) ?? null;
}

describe('a text in a query', () => {
	it.each([
		["O'Hara", String.raw`'O\'Hara'`],
		['a\\b', String.raw`'a\\b'`],
		["\\' OR Id != '", String.raw`'\\\' OR Id != \''`],
		['one\ntwo', String.raw`'one\ntwo'`],
	])('%j is written as %s', (text, written) => {
		expect(soqlText(text)).toBe(written);
	});

	it('is read back as it was, whatever it holds, and never ends early', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.stringMatching(/^['"\\\n\rx]*$/)), (text) => {
				expect(read(soqlText(text))).toBe(text);
			}),
		);
	});
});

describe('many values', () => {
	it('are asked for in pieces of at most 200, none lost and in their order', () => {
		const values = Array.from({ length: 450 }, (_, index) => `v${index}`);

		const chunks = inSoqlChunks(values);

		expect(chunks.map(({ length }) => length)).toEqual([200, 200, 50]);
		expect(chunks.flat()).toEqual(values);
	});

	it('that are long are asked for in smaller pieces', () => {
		const values = Array.from({ length: 200 }, () => `${'x'.repeat(240)}@example.com`);

		const lengths = inSoqlChunks(values).map((chunk) => chunk.map(soqlText).join(',').length);

		expect(lengths.length).toBeGreaterThan(1);
		expect(Math.max(...lengths)).toBeLessThanOrEqual(40_000);
	});

	it('that are none need no query', () => {
		expect(inSoqlChunks([])).toEqual([]);
	});
});
