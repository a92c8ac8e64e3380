import { aCredit } from '../../../support/builders';
import { creditByClick, creditByCoupon, observe, someCredit } from '../scenario';

const missingClick = someCredit({ click: { status: 'missing' } });

describe('F1, a repeated click', () => {
	it.each([
		['hit', 'the click repeats an earlier one', creditByClick({ countReason: 'repeat' })],
		['clear', 'the click was counted', creditByClick({})],
		['clear', 'a coupon has no click', creditByCoupon],
		['unknown', 'the named click is not in the ledger', missingClick],
	])('is %s when %s', (status, _because, credit) => {
		expect(observe('F1', { credits: [credit] }).status).toBe(status);
	});
});

describe('F3, a click by a machine', () => {
	it.each([
		['hit', 'a bot clicked', creditByClick({ category: 'bot' })],
		['hit', 'a HEAD request asked', creditByClick({ category: 'head' })],
		['clear', 'a browser that loaded the page ahead', creditByClick({ category: 'prefetch' })],
		['hit', 'the program gave no name', creditByClick({ category: 'no_user_agent' })],
		['clear', 'a person clicked', creditByClick({ category: 'human' })],
		['clear', 'a coupon has no click', creditByCoupon],
		['unknown', 'the named click is not in the ledger', missingClick],
	])('is %s when %s', (status, _because, credit) => {
		expect(observe('F3', { credits: [credit] }).status).toBe(status);
	});

	it('lets a hit of one credit stand over the others, and unknown over clear', () => {
		const credits = [creditByClick({}), missingClick, creditByClick({ category: 'bot' })];
		expect(observe('F3', { credits }).status).toBe('hit');
		expect(observe('F3', { credits: credits.slice(0, 2) }).status).toBe('unknown');
	});

	it('names affiliate and click as evidence', () => {
		const credit = { ...creditByClick({ category: 'bot' }), credit: aCredit() };
		expect(observe('F3', { credits: [credit] }).evidence).toEqual({
			affiliate: 'anna',
			click: aCredit().touch.clickId,
			category: 'bot',
		});
	});
});
