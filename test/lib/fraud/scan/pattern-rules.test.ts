import { addDays } from '../../../../lib/kernel';
import { chanceMoments, leads, lookAt, orders } from './scenario';

const baseline = { leads: 500, withoutLaterActivity: 100, sameContent: 5 };

describe('F29, duplicate affiliates', () => {
	it('is a hit for what only one person has, and says what and who', () => {
		const duplicates = [
			{ affiliateId: 'aff_ben', affiliateCode: 'ben', kinds: ['payout', 'tax_id'] as const },
		];
		expect(lookAt('F29', { duplicates })).toEqual({
			status: 'hit',
			evidence: { affiliate: 'anna', sameAs: 'ben', shared: 'payout, tax_id' },
			reason: 'Has the payout account, tax id of ben',
		});
	});

	it('weighs less for a device only: couples share one', () => {
		const duplicates = [
			{ affiliateId: 'aff_ben', affiliateCode: 'ben', kinds: ['device'] as const },
		];
		expect(lookAt('F29', { duplicates })).toMatchObject({ status: 'hit', weight: 0.35 });
	});

	it('is clear for a network, a surname or a public mail domain', () => {
		const duplicates = [
			{
				affiliateId: 'aff_ben',
				affiliateCode: 'ben',
				kinds: ['network', 'surname_postcode', 'email_domain'] as const,
			},
		];
		expect(lookAt('F29', { duplicates }).status).toBe('clear');
	});
});

describe('F30, a ring of shared customers', () => {
	const ring = {
		affiliateCodes: ['anna', 'ben', 'cleo'],
		crossShare: 0.5,
		customers: 30,
		sharedCustomers: 15,
		edges: ['device of 3 affiliates, 15 customers'],
	};

	it('is a hit from three affiliates and half of their customers on, and shows the edges', () => {
		expect(lookAt('F30', { ring })).toMatchObject({
			status: 'hit',
			evidence: { members: 'anna, ben, cleo', edges: 'device of 3 affiliates, 15 customers' },
		});
		expect(lookAt('F30', { ring: { ...ring, crossShare: 0.49 } }).status).toBe('clear');
		const two = { ...ring, affiliateCodes: ['anna', 'ben'] };
		expect(lookAt('F30', { ring: two }).status).toBe('clear');
	});

	it('is unknown for a group with a handful of customers', () => {
		expect(lookAt('F30', { ring: { ...ring, customers: 8 } }).status).toBe('unknown');
	});

	it('is clear for an affiliate in no group', () => {
		expect(lookAt('F30', {}).status).toBe('clear');
	});
});

describe('F32, lead quality', () => {
	const at = chanceMoments(40, 3_600, 'leads');
	const good = (index: number) => ({ at: at[index] ?? '', hasLaterActivity: index % 5 > 0 });

	it('is clear for leads like those of the others', () => {
		expect(lookAt('F32', { leads: leads(40, good), leadBaseline: baseline }).status).toBe('clear');
	});

	it('is a hit for leads of whom nothing is ever heard again', () => {
		const idle = leads(40, (index) => ({ ...good(index), hasLaterActivity: false }));
		expect(lookAt('F32', { leads: idle, leadBaseline: baseline })).toMatchObject({
			status: 'hit',
			weight: 0.2,
			reason: expect.stringContaining('100 % without later activity (others 20 %)'),
		});
	});

	it('is clear where no lead ever comes back, or all say the same: a newsletter', () => {
		const newsletter = leads(40, (index) => ({
			...good(index),
			contentHash: 'subscribe',
			hasLaterActivity: false,
		}));
		const leadBaseline = { leads: 500, withoutLaterActivity: 495, sameContent: 500 };
		expect(lookAt('F32', { leads: newsletter, leadBaseline }).status).toBe('clear');
	});

	it('weighs more the more signs there are', () => {
		const made = (index: number) => ({
			at: addDays('2026-06-01T00:00:07.000Z', index / 96),
			hasLaterActivity: false,
			contentHash: 'one text',
		});
		expect(lookAt('F32', { leads: leads(40, made), leadBaseline: baseline })).toMatchObject({
			status: 'hit',
			weight: 0.6,
			evidence: { clock: expect.stringContaining('regular') },
		});
	});

	it('sees a clock without any other lead to compare with', () => {
		const clocked = leads(21, (index) => ({ at: addDays('2026-06-01T00:00:07.000Z', index / 96) }));
		expect(lookAt('F32', { leads: clocked }).status).toBe('hit');
	});

	it('takes a batch for one moment and bare dates for no clock', () => {
		const statusOf = (momentOf: (index: number) => string) =>
			lookAt('F32', {
				leads: leads(40, (index) => ({ at: momentOf(index) })),
				leadBaseline: baseline,
			}).status;
		expect(statusOf((index) => addDays('2026-06-01T02:00:00.000Z', index / 86_400))).toBe('clear');
		expect(statusOf((index) => addDays('2026-04-01T00:00:00.000Z', index))).toBe('clear');
	});

	it('looks from twenty leads on', () => {
		const idle = (count: number) => leads(count, () => ({ hasLaterActivity: false }));
		expect(lookAt('F32', { leads: idle(19), leadBaseline: baseline }).status).toBe('unknown');
		expect(lookAt('F32', { leads: idle(20), leadBaseline: baseline }).status).toBe('hit');
	});

	it('is unknown without others to compare with, and clear without leads', () => {
		expect(lookAt('F32', { leads: leads(40, good) }).status).toBe('unknown');
		expect(lookAt('F32', {}).status).toBe('clear');
	});
});

describe('F33, odd amounts and times', () => {
	const at = chanceMoments(300, 7_200, 'orders');
	/** Amounts over three decades, evenly by logarithm: Benford holds. */
	const natural = (index: number) => ({
		orderedAt: at[index] ?? '',
		netMinor: Math.round(10 ** (2 + 3 * ((index * 0.618034) % 1))),
	});

	it('is clear for amounts over several decades at odd times', () => {
		expect(lookAt('F33', { orders: orders(300, natural) }).status).toBe('clear');
	});

	it.each([
		['first digits', (index: number) => ({ ...natural(index), netMinor: 5_000 + index * 13 })],
		['round', (index: number) => ({ ...natural(index), netMinor: (index % 9) * 1_000 + 1_000 })],
		[
			'clockwork',
			(index: number) => ({
				...natural(index),
				orderedAt: addDays('2026-05-01T00:00:01.000Z', index / 48),
			}),
		],
	])('is a hit for odd %s', (word, each) => {
		expect(lookAt('F33', { orders: orders(300, each) })).toMatchObject({
			status: 'hit',
			reason: expect.stringContaining(word),
		});
	});

	it('looks from a hundred orders on', () => {
		const odd = (count: number) => orders(count, (index) => ({ netMinor: 5_000 + index }));
		expect(lookAt('F33', { orders: odd(99) }).status).toBe('unknown');
		expect(lookAt('F33', { orders: odd(100) }).status).toBe('hit');
	});
});
