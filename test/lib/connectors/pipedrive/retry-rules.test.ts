import {
	isDailyBudgetUsedUp,
	isWindowUsedUp,
	rateWindowMilliseconds,
} from '../../../../lib/connectors/pipedrive/retry-rules';

const answer = (headers: Record<string, string>, status = 429) => ({ status, headers, body: null });

describe('the limits of Pipedrive', () => {
	it.each([
		[{}, false],
		[{ 'x-daily-ratelimit-token-remaining': '0' }, true],
		[{ 'x-daily-ratelimit-token-remaining': '19' }, true],
		[{ 'x-daily-ratelimit-token-remaining': '20' }, false],
		[{ 'x-daily-ratelimit-token-remaining': '20', 'x-daily-requests-left': '0' }, false],
		[{ 'x-daily-requests-left': '0' }, true],
		[{ 'x-daily-requests-left': 'none' }, false],
	])('tell by %j whether the day is over: %j', (headers, isOver) => {
		expect(isDailyBudgetUsedUp(answer(headers))).toBe(isOver);
	});

	it.each([
		[{}, 2_000],
		[{ 'x-ratelimit-reset': '1' }, 2_000],
		[{ 'x-ratelimit-reset': '3' }, 3_000],
		[{ 'x-ratelimit-reset': '1700000000' }, 10_000],
		[{ 'x-ratelimit-reset': 'soon' }, 2_000],
	])('tell by %j how long to wait: %j ms', (headers, wait) => {
		expect(rateWindowMilliseconds(answer(headers))).toBe(wait);
	});

	it('tell that a window is used up with the answer before', () => {
		expect(isWindowUsedUp(answer({ 'x-ratelimit-remaining': '0' }, 200))).toBe(true);
		expect(isWindowUsedUp(answer({ 'x-ratelimit-remaining': '1' }, 200))).toBe(false);
		expect(isWindowUsedUp(answer({}, 200))).toBe(false);
		expect(isWindowUsedUp(answer({ 'x-ratelimit-remaining': '0' }, 429))).toBe(false);
	});
});
