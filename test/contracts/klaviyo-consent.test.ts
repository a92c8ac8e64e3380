import type { ConsentEntry } from '../../lib/connectors/klaviyo';
import { klaviyo, to } from './klaviyo-harness';

const SUBSCRIBE = to('POST', '/api/profile-subscription-bulk-create-jobs');
const UNSUBSCRIBE = to('POST', '/api/profile-subscription-bulk-delete-jobs');

const subscribed = (email: string, more: Partial<ConsentEntry> = {}): ConsentEntry => ({
	email,
	consent: 'subscribed',
	consentedAt: '2026-11-01T10:00:00.000Z',
	...more,
});

const unsubscribed = (email: string): ConsentEntry => ({
	email,
	consent: 'unsubscribed',
	consentedAt: null,
});

describe('consent in Klaviyo', () => {
	it('of the past is imported with its moment, and nobody is asked to confirm', async () => {
		const { simulator, connector } = await klaviyo({ doubleOptIn: true });

		const [outcome] = await connector().setConsent([subscribed('Carla@Example.com')]);

		expect(outcome).toMatchObject({ outcome: 'accepted', reason: null });
		expect(simulator.profiles()[0]?.marketing).toMatchObject({
			consent: 'SUBSCRIBED',
			consentedAt: '2026-11-01T10:00:00.000Z',
		});
		expect(simulator.confirmations()).toEqual([]);
	});

	it('of now goes the way that the account asks for', async () => {
		const { simulator, connector } = await klaviyo({ doubleOptIn: true });

		await connector().setConsent([subscribed('carla@example.com', { consentedAt: null })]);

		expect(simulator.confirmations()).toEqual(['carla@example.com']);
		expect(simulator.profiles()[0]?.marketing.consent).toBe('NEVER_SUBSCRIBED');
	});

	it.each([
		{ consent: 'UNSUBSCRIBED', suppressions: ['UNSUBSCRIBE'] },
		{ consent: 'SUBSCRIBED', suppressions: ['USER_SUPPRESSED'] },
		{ consent: 'NEVER_SUBSCRIBED', suppressions: ['SPAM_REPORT'] },
	] as const)('never lifts $suppressions of $consent unasked', async (marketing) => {
		const { simulator, connector } = await klaviyo();
		const profile = simulator.addProfile(
			{ email: 'carla@example.com' },
			{ ...marketing, suppressions: [...marketing.suppressions] },
		);

		const [outcome] = await connector().setConsent([subscribed('carla@example.com')]);

		expect(outcome).toMatchObject({ outcome: 'kept', profileId: profile.id, retryable: false });
		expect(profile.marketing).toMatchObject(marketing);
		expect(simulator.requests().filter(SUBSCRIBE)).toEqual([]);
	});

	it('lifts a suppression when the entry asks for it', async () => {
		const { simulator, connector } = await klaviyo();
		const profile = simulator.addProfile(
			{ email: 'carla@example.com' },
			{ consent: 'UNSUBSCRIBED', suppressions: ['UNSUBSCRIBE'] },
		);

		await connector().setConsent([subscribed('carla@example.com', { liftSuppression: true })]);

		expect(profile.marketing).toMatchObject({ consent: 'SUBSCRIBED', suppressions: [] });
	});

	it('that is there already is not sent again', async () => {
		const { simulator, connector } = await klaviyo();
		const entries = [subscribed('carla@example.com'), unsubscribed('bert@example.com')];
		await connector().setConsent(entries);
		simulator.clearRequests();

		const outcomes = await connector().setConsent(entries);

		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged']);
		expect(simulator.requests().filter(({ method }) => method === 'POST')).toEqual([]);
	});

	it('that is withdrawn is withdrawn, also for somebody without a profile', async () => {
		const { simulator, connector } = await klaviyo();
		simulator.addProfile({ email: 'carla@example.com' }, { consent: 'SUBSCRIBED' });

		const outcomes = await connector().setConsent([
			unsubscribed('carla@example.com'),
			unsubscribed('bert@example.com'),
		]);

		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
		expect(simulator.profiles().map(({ marketing }) => marketing.consent)).toEqual([
			'UNSUBSCRIBED',
			'UNSUBSCRIBED',
		]);
	});

	it('that changes within the entries is what the last one says', async () => {
		const { simulator, connector } = await klaviyo();

		await connector().setConsent([
			subscribed('carla@example.com'),
			unsubscribed('CARLA@example.com'),
		]);

		expect(simulator.profiles()[0]?.marketing.consent).toBe('UNSUBSCRIBED');
		expect(simulator.requests().filter(SUBSCRIBE)).toEqual([]);
	});

	it('may name a list', async () => {
		const { simulator, connector } = await klaviyo();
		const list = simulator.addList('Newsletter');

		await connector().setConsent([subscribed('carla@example.com', { listId: list.id })]);

		expect([...list.profileIds]).toEqual([simulator.profiles()[0]?.id]);
	});

	it('of 250 people who leave goes in jobs of 100', async () => {
		const { simulator, connector } = await klaviyo();

		const outcomes = await connector().setConsent(
			Array.from({ length: 250 }, (_, index) => unsubscribed(`p${index}@example.com`)),
		);

		expect(outcomes.every(({ outcome }) => outcome === 'accepted')).toBe(true);
		expect(simulator.requests().filter(UNSUBSCRIBE)).toHaveLength(3);
	});

	it('of one bad address does not sink the others', async () => {
		const { simulator, connector } = await klaviyo();
		const emails = ['a@example.com', 'bad-address', 'c@example.com', 'd@example.com'];

		const outcomes = await connector().setConsent(emails.map((email) => subscribed(email)));

		expect(outcomes.map(({ outcome }) => outcome)).toEqual([
			'accepted',
			'rejected',
			'accepted',
			'accepted',
		]);
		expect(outcomes[1]?.reason).not.toContain('bad-address');
		expect(simulator.profiles()).toHaveLength(3);
	});
});

describe('erasure in Klaviyo', () => {
	it('is asked for with the address alone', async () => {
		const { simulator, connector } = await klaviyo();
		simulator.addProfile({ email: 'carla@example.com' });

		const [asked] = await connector().requestErasures([' Carla@Example.com', 'carla@example.com']);

		expect(asked).toMatchObject({ outcome: 'accepted', reason: null });

		expect(simulator.erasures()).toEqual(['carla@example.com']);
		expect(simulator.profiles()).toEqual([]);
	});

	it('that cannot be asked for says so without the address', async () => {
		const { connector } = await klaviyo({
			forbidden: ['POST /api/data-privacy-deletion-jobs'],
		});

		const [refused, nobody] = await connector().requestErasures(['carla@example.com', '']);

		expect(refused).toMatchObject({
			outcome: 'failed',
			reason: expect.not.stringContaining('carla') as string,
			hint: expect.stringContaining('Data Privacy') as string,
		});
		expect(nobody).toMatchObject({ outcome: 'rejected' });
	});
});
