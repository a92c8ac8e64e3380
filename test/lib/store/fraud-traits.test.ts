import type { Affiliate } from '../../../lib/model/affiliate';
import { affiliateTraits, orderTraits, type Trait, type TraitKind } from '../../../lib/model/trait';
import type { AffiliateStore } from '../../../lib/ports/store';
import { AFFILIATE_ID, aCustomer, anAffiliate, anOrder, CREATED_AT } from '../../support/builders';
import { aPayoutAccount, aPayoutProfile } from '../../support/builders/payout';
import { describeStores } from '../../support/stores';
import { day } from './ledger-entries';

const ADDRESS = {
	line: 'Beispielstr. 1',
	postcode: '10115',
	city: 'Berlin',
	country: 'DE',
	lastName: null,
};

const full = (overrides: Partial<Affiliate> = {}): Affiliate =>
	anAffiliate({
		phone: '+49 30 5550100',
		payoutEmail: 'pay@partner.example',
		address: ADDRESS,
		signup: { networkHash: 'network', userAgentHash: 'agent' },
		...overrides,
	});

const kindsOf = (traits: readonly Trait[]): TraitKind[] =>
	[...new Set(traits.map(({ kind }) => kind))].sort();

const sorted = (traits: readonly Trait[]): Trait[] =>
	[...traits].sort((a, b) => (`${a.kind} ${a.hash}` < `${b.kind} ${b.hash}` ? -1 : 1));

/** The traits of one affiliate that another one is found by. */
async function found(store: AffiliateStore, affiliateId: string, kinds: readonly TraitKind[]) {
	const traits = await store.fraud.affiliateTraits(affiliateId);
	return await store.fraud.affiliatesWithTraits(
		traits.filter(({ kind }) => kinds.includes(kind)),
		affiliateId,
	);
}

describeStores('The traits of an affiliate', (engine) => {
	it('are those of its record, hashed as an order hashes its customer', async () => {
		const store = await engine.open();
		await store.registry.saveAffiliate(full());
		const traits = await store.fraud.affiliateTraits(AFFILIATE_ID);
		expect(traits).toEqual(sorted(affiliateTraits(full(), store.keyedHash)));
		const order = anOrder({ customer: aCustomer({ email: 'ANNA@partner.example' }) });
		const customer = orderTraits(order, store.keyedHash);
		expect(traits).toContainEqual(customer.find(({ kind }) => kind === 'email'));
		expect(await store.fraud.affiliateTraits('aff_unknown')).toEqual([]);
	});

	it('follow every save of the record', async () => {
		const store = await engine.open();
		await store.registry.saveAffiliate(full());
		const bare = full({ phone: null, address: null, signup: null });
		await store.registry.saveAffiliate(bare);
		const traits = await store.fraud.affiliateTraits(AFFILIATE_ID);
		expect(kindsOf(traits)).toEqual(['email', 'email_domain']);
	});

	it('are joined by account and tax numbers of its payout profile, the newest one only', async () => {
		const store = await engine.open();
		await store.registry.saveAffiliate(anAffiliate());
		await store.payouts.saveProfile(aPayoutProfile({ taxId: '12/345', vatId: 'DE 123 456 789' }));
		const kinds = (await store.fraud.affiliateTraits(AFFILIATE_ID)).map(({ kind }) => kind);
		expect(kinds).toEqual(['email', 'email_domain', 'payout', 'payout', 'tax_id', 'tax_id']);
		await store.payouts.saveProfile(
			aPayoutProfile({ account: aPayoutAccount({ email: null }), taxId: null }),
		);
		const after = (await store.fraud.affiliateTraits(AFFILIATE_ID)).map(({ kind }) => kind);
		expect(after).toEqual(['email', 'email_domain', 'payout']);
	});

	it('saved before traits were kept are there from the next opening on, and found by others', async () => {
		const workspace = await engine.workspace();
		const before = await workspace.open();
		await before.registry.saveAffiliate(full());
		await before.payouts.saveProfile(aPayoutProfile({ taxId: '12/345' }));
		for (const n of [1, 2]) {
			const damaged = anAffiliate({ affiliateId: `aff_${n}`, code: `${n}`, email: null });
			await before.registry.saveAffiliate(damaged);
		}
		const written = await before.fraud.affiliateTraits(AFFILIATE_ID);
		await before.close();
		await workspace.execute("update affiliates set personal = 'v1.damaged' where id = 'aff_1'");
		await workspace.execute('delete from affiliate_traits');
		await workspace.execute("delete from store_meta where name = 'affiliate_traits'");
		const store = await workspace.open();
		expect(await store.fraud.affiliateTraits(AFFILIATE_ID)).toEqual(written);
		expect(kindsOf(written)).toContain('tax_id');
		expect(await store.fraud.affiliatesWithTraits(written.slice(0, 1), 'aff_2')).toHaveLength(1);
	});

	it('are filled in once only, and in a store of any size', async () => {
		const workspace = await engine.workspace();
		const before = await workspace.open();
		for (let n = 0; n < 501; n += 1) {
			const email = `a${n}@partner-${n}.example`;
			const one = anAffiliate({ affiliateId: `aff_${n}`, code: `${n}`, email });
			await before.registry.saveAffiliate(one);
		}
		await before.close();
		const count = async () => await workspace.execute('select hash from affiliate_traits');
		await workspace.execute('delete from affiliate_traits');
		await (await workspace.open()).close();
		expect(await count()).toHaveLength(0);
		await workspace.execute("delete from store_meta where name = 'affiliate_traits'");
		await (await workspace.open()).close();
		expect(await count()).toHaveLength(1_002);
	}, 60_000);
});

describeStores('Affiliates with a trait in common', (engine) => {
	const twin = (overrides: Partial<Affiliate> = {}): Affiliate =>
		anAffiliate({ affiliateId: 'aff_twin', code: 'twin', email: null, ...overrides });

	it.each<[TraitKind, Partial<Affiliate>]>([
		['email', { payoutEmail: 'Anna@Partner.example' }],
		['email_domain', { email: 'bea@partner.example' }],
		['phone', { phone: '0049 (30) 555-0100' }],
		['network', { signup: { networkHash: 'network', userAgentHash: null } }],
		['device', { signup: { networkHash: 'network', userAgentHash: 'agent' } }],
		['address', { address: { ...ADDRESS, line: 'BEISPIELSTR 1' }, name: 'Bea B' }],
		['surname_postcode', { address: { ...ADDRESS, line: 'Hinterhof' }, name: 'Bea Affiliate' }],
	])('are found by the same %s', async (kind, like) => {
		const store = await engine.open();
		await store.registry.saveAffiliate(full());
		await store.registry.saveAffiliate(twin(like));
		await store.registry.saveAffiliate(
			anAffiliate({ affiliateId: 'aff_3', code: '3', email: null }),
		);
		expect(await found(store, AFFILIATE_ID, [kind])).toEqual([
			{ affiliateId: 'aff_twin', kinds: [kind] },
		]);
		expect(await found(store, 'aff_twin', [kind])).toEqual([
			{ affiliateId: AFFILIATE_ID, kinds: [kind] },
		]);
	});

	it.each([
		['the same IBAN', { iban: 'de89370400440532013000', email: null, method: 'wise' as const }],
		['the same mailbox', { iban: null, email: 'ANNA@partner.example', method: 'paypal' as const }],
	])('are found by %s, whatever they are paid by', async (_same, account) => {
		const store = await engine.open();
		await store.registry.saveAffiliate(full());
		await store.registry.saveAffiliate(twin());
		await store.payouts.saveProfile(aPayoutProfile());
		await store.payouts.saveProfile(
			aPayoutProfile({ affiliateId: 'aff_twin', account: aPayoutAccount(account) }),
		);
		expect(await found(store, AFFILIATE_ID, ['payout'])).toEqual([
			{ affiliateId: 'aff_twin', kinds: ['payout'] },
		]);
	});

	it('are found by the same tax number, in whichever field it stands', async () => {
		const store = await engine.open();
		const profile = { account: aPayoutAccount({ iban: '', email: '' }) };
		await store.payouts.saveProfile(aPayoutProfile({ ...profile, vatId: 'DE 123.456.789' }));
		const other = { ...profile, affiliateId: 'aff_twin', taxId: 'de123456789' };
		await store.payouts.saveProfile(aPayoutProfile(other));
		expect(await found(store, AFFILIATE_ID, ['payout', 'tax_id'])).toEqual([
			{ affiliateId: 'aff_twin', kinds: ['tax_id'] },
		]);
	});

	it('tell all kinds they share, and are found among any number of traits', async () => {
		const store = await engine.open();
		await store.registry.saveAffiliate(full());
		await store.registry.saveAffiliate(
			twin({ email: 'anna@partner.example', phone: full().phone }),
		);
		const traits = await store.fraud.affiliateTraits(AFFILIATE_ID);
		const more = Array.from({ length: 1_300 }, (_, n) => ({
			kind: 'email' as const,
			hash: `none-${n}`,
		}));
		const sharing = await store.fraud.affiliatesWithTraits([...more, ...traits], AFFILIATE_ID);
		expect(sharing).toEqual([
			{ affiliateId: 'aff_twin', kinds: ['email', 'email_domain', 'phone'] },
		]);
		expect(await store.fraud.affiliatesWithTraits([], AFFILIATE_ID)).toEqual([]);
	});
});

describeStores('Sign-ups with a trait', (engine) => {
	it('are counted since a moment, one of them left out', async () => {
		const store = await engine.open();
		const signUp = (n: number, createdAt: string, network = 'network') =>
			store.registry.saveAffiliate(
				anAffiliate({
					affiliateId: `aff_${n}`,
					code: `code-${n}`,
					signup: { networkHash: network, userAgentHash: null },
					createdAt,
				}),
			);
		await signUp(1, day(1));
		await signUp(2, day(2));
		await signUp(3, day(3));
		await signUp(4, day(3), 'elsewhere');
		const network = { kind: 'network' as const, hash: 'network' };
		const count = (since: string, except: string) =>
			store.fraud.signupsWithTrait(network, since, except);
		expect(await count(CREATED_AT, 'aff_3')).toBe(2);
		expect(await count(day(2), 'aff_3')).toBe(1);
		expect(await count(day(2), 'aff_new')).toBe(2);
		expect(await count(day(4), 'aff_new')).toBe(0);
	});
});
