import fc from 'fast-check';
import { DEFAULT_OWN_MARKS } from '../../../../lib/connectors/shopify';
import { withOwnLine, withoutOwnLine } from '../../../../lib/connectors/shopify/order-note';

const MARKS = DEFAULT_OWN_MARKS;

describe('our line in a note', () => {
	it.each([
		['', 'Anna', '[affiliate] Anna'],
		['Ring twice.', 'Anna', 'Ring twice.\n[affiliate] Anna'],
		['[affiliate] Bert\nRing twice.', 'Anna', 'Ring twice.\n[affiliate] Anna'],
		['Ring twice.\n[affiliate] Bert', null, 'Ring twice.'],
		['Ring twice.', '  two\nlines ', 'Ring twice.\n[affiliate] two lines'],
		['Ask for [affiliate] Anna', null, 'Ask for [affiliate] Anna'],
	])('%j with %j becomes %j', (note, text, expected) => {
		expect(withOwnLine(note, text, MARKS)).toBe(expected);
	});

	it('comes off again and leaves what others wrote', () => {
		const others = fc
			.string({ maxLength: 50 })
			.filter((text) => !/\n$/.test(text) && !text.includes('[affiliate]'));
		fc.assert(
			fc.property(
				others,
				fc.string({ maxLength: 50 }),
				fc.string({ maxLength: 50 }),
				(note, first, second) => {
					const once = withOwnLine(note, first, MARKS);
					expect(withOwnLine(once, second, MARKS)).toBe(withOwnLine(note, second, MARKS));
					expect(withoutOwnLine(once, MARKS)).toBe(note);
				},
			),
		);
	});
});
