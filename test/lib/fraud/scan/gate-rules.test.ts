import type { PostbackFacts, SignupFacts } from '../../../../lib/fraud';
import { look } from './scenario';

describe('F28, a suspicious sign-up', () => {
	const signup = (overrides: Partial<SignupFacts> = {}) =>
		look('F28', {
			affiliateId: 'aff_new',
			networkSignups: 0,
			deviceSignups: 0,
			duplicates: [],
			emailDomainKind: 'private',
			...overrides,
		});

	it('is clear up to three sign-ups of a network in a day, itself counted', () => {
		expect(signup({ networkSignups: 2 }).status).toBe('clear');
		expect(signup({ networkSignups: 3 })).toMatchObject({
			status: 'hit',
			evidence: { origin: 'network', signups: '4' },
		});
	});

	it('counts sign-ups of a device as well', () => {
		expect(signup({ deviceSignups: 3 })).toMatchObject({ evidence: { origin: 'device' } });
	});

	it('names whom the person seems to be already', () => {
		const ben = { affiliateId: 'aff_ben', affiliateCode: 'ben', kinds: ['payout'] as const };
		expect(signup({ duplicates: [ben] })).toMatchObject({
			status: 'hit',
			evidence: { sameAs: 'ben', shared: 'payout' },
		});
	});

	it('weighs a disposable mailbox or a shared device less, and a forwarding one not at all', () => {
		expect(signup({ emailDomainKind: 'disposable' })).toMatchObject({
			status: 'hit',
			weight: 0.35,
		});
		expect(signup({ emailDomainKind: 'relay' }).status).toBe('clear');
	});

	it('is unknown when neither network nor device is told', () => {
		expect(signup({ networkSignups: null, deviceSignups: null }).status).toBe('unknown');
		expect(signup({ networkSignups: null }).status).toBe('clear');
	});
});

describe('F34, a payout account that changed', () => {
	const payout = (accountChangedAt: string | null, coolingDays = 7) =>
		look('F34', { now: '2026-06-17T12:00:00.000Z', accountChangedAt, coolingDays }).status;

	it('is a hit for seven days to the millisecond', () => {
		expect(payout('2026-06-10T12:00:00.001Z')).toBe('hit');
		expect(payout('2026-06-10T12:00:00.000Z')).toBe('clear');
	});

	it('is clear without a cooling period or without an account', () => {
		expect(payout('2026-06-17T12:00:00.000Z', 0)).toBe('clear');
		expect(payout(null)).toBe('clear');
	});
});

describe('F35, an unsigned or replayed postback', () => {
	const postback = (overrides: Partial<PostbackFacts> = {}, parameters = {}) =>
		look(
			'F35',
			{ isSignatureValid: true, ageSeconds: 3, isNonceReused: false, ...overrides },
			parameters,
		);

	it('is clear for a signed, new call in time', () => {
		expect(postback().status).toBe('clear');
	});

	it.each([
		['signature', { isSignatureValid: false }],
		['time', { ageSeconds: 301 }],
		['time', { ageSeconds: -301 }],
		['time', { ageSeconds: null }],
		['nonce', { isNonceReused: true }],
	])('is a hit for a wrong %s', (part, overrides) => {
		expect(postback(overrides)).toMatchObject({ status: 'hit', evidence: { part } });
	});

	it('allows 300 seconds either way', () => {
		expect(postback({ ageSeconds: 300 }).status).toBe('clear');
		expect(postback({ ageSeconds: -300 }).status).toBe('clear');
	});

	it('is unknown without a secret, but an old call is wrong all the same', () => {
		expect(postback({ isSignatureValid: null }).status).toBe('unknown');
		expect(postback({ isSignatureValid: null, ageSeconds: 900 }).status).toBe('hit');
	});
});

describe('F38, a rule that people find wrong', () => {
	const record = (confirmed: number, cleared: number) =>
		look('F38', { ruleId: 'F25', confirmed, cleared }).status;

	it('is a hit below a fifth of thirty decided cases', () => {
		expect(record(5, 25)).toBe('hit');
		expect(record(6, 24)).toBe('clear');
	});

	it('does not judge by fewer', () => {
		expect(record(0, 29)).toBe('unknown');
		expect(record(0, 30)).toBe('hit');
	});
});
