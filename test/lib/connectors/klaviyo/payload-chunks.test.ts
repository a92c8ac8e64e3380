import fc from 'fast-check';
import { inPayloads } from '../../../../lib/connectors/klaviyo/payload-chunks';

describe('payloads', () => {
	it('keep all entries in their order, within count and bytes', () => {
		fc.assert(
			fc.property(
				fc.array(fc.string({ unit: 'grapheme', maxLength: 40 })),
				fc.integer({ min: 1, max: 9 }),
				fc.integer({ min: 10, max: 200 }),
				(entries, count, bytes) => {
					const payloads = inPayloads(entries, { count, bytes }, (entry) => entry);
					expect(payloads.flat()).toEqual(entries);
					for (const payload of payloads) {
						expect(payload.length).toBeLessThanOrEqual(count);
						const size = Buffer.byteLength(payload.map((entry) => JSON.stringify(entry)).join(','));
						expect(payload.length === 1 || size <= bytes).toBe(true);
					}
				},
			),
		);
	});
});
