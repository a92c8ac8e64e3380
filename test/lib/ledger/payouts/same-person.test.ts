import { isSamePerson } from '../../../../lib/ledger/payouts/same-person';

describe('one person', () => {
	it.each([
		['in capitals', 'Anna', 'ANNA'],
		['with spaces', ' Anna  Berg ', 'anna\u00a0berg'],
		['in full-width letters', 'anna', 'ａｎｎａ'],
		['composed in another way', 'Ren\u00e9', 'Rene\u0301'],
		['with ß or ss', 'Strauß', 'STRAUSS'],
		['with a zero-width space', 'anna', 'an\u200bna'],
		['with a soft hyphen', 'finance@example.com', 'fi\u00adnance@example.com'],
		['with a mark of direction', 'anna', '\u202eanna'],
		['with a variation selector', 'anna', 'anna\ufe0f'],
		['with a control character', 'anna', 'anna\u0007'],
		['with an unseen character among spaces', 'Anna Berg', 'Anna \u200b Berg'],
	])('is not two %s', (_how, a, b) => {
		expect(isSamePerson(a, b)).toBe(true);
		expect(isSamePerson(b, a)).toBe(true);
	});

	it('is not another one', () => {
		expect(isSamePerson('anna@example.com', 'ben@example.com')).toBe(false);
		expect(isSamePerson('anna', 'an na')).toBe(false);
	});
});
