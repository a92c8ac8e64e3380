import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { AFFILIATE_ID } from '../../support/builders';
import { aPayoutAccount, aPayoutPolicy, aPayoutProfile } from '../../support/builders/payout';
import { describeStores, type TestWorkspace } from '../../support/stores';
import { aSale } from './ledger-writes';
import { bookApproved, claimAll, registerAffiliate, request } from './payout-writes';

const JANUARY = '2026-01-01T00:00:00.000Z';
const MARCH = '2026-03-01T00:00:00.000Z';
const JUNE = '2026-06-01T00:00:00.000Z';

const otherAccount = aPayoutAccount({ iban: 'FR1420041010050500013M02606' });

describeStores('Payout profiles', (engine) => {
	it('get a version for every change, and none for a save without one', async () => {
		const { payouts } = await engine.open();
		expect(await payouts.profile(AFFILIATE_ID)).toBeNull();
		const first = aPayoutProfile({ version: 7 });
		expect(await payouts.saveProfile(first)).toEqual({
			outcome: 'created',
			profile: { ...first, version: 1 },
		});
		const again = aPayoutProfile({ createdAt: JUNE, accountChangedAt: JUNE, version: 9 });
		expect(await payouts.saveProfile(again)).toEqual({
			outcome: 'unchanged',
			profile: { ...first, version: 1 },
		});
		const held = aPayoutProfile({ isOnHold: true, holdReason: 'asked to wait', createdAt: MARCH });
		const saved = { ...held, version: 2, accountChangedAt: JANUARY };
		expect(await payouts.saveProfile(held)).toEqual({ outcome: 'updated', profile: saved });
		expect(await payouts.profile(AFFILIATE_ID)).toEqual(saved);
	});

	it('begin their cooling period anew with another account, not with anything else', async () => {
		const { payouts } = await engine.open();
		const changedAt = async (profile: Parameters<typeof aPayoutProfile>[0]) =>
			(await payouts.saveProfile(aPayoutProfile(profile))).profile.accountChangedAt;
		expect(await changedAt({ createdAt: JANUARY, accountChangedAt: JUNE })).toBe(JANUARY);
		expect(await changedAt({ createdAt: MARCH, legalName: 'Anna Ltd' })).toBe(JANUARY);
		expect(await changedAt({ createdAt: MARCH, account: otherAccount })).toBe(MARCH);
		// Back to the first account: that is a change like any other.
		expect(await changedAt({ createdAt: JUNE })).toBe(JUNE);
	});

	it('of several affiliates may name the same account and stay apart', async () => {
		const { payouts } = await engine.open();
		await payouts.saveProfile(aPayoutProfile());
		const twin = await payouts.saveProfile(aPayoutProfile({ affiliateId: 'aff_twin' }));
		expect(twin).toMatchObject({ outcome: 'created', profile: { version: 1 } });
		expect((await payouts.profile(AFFILIATE_ID))?.affiliateId).toBe(AFFILIATE_ID);
	});

	it('saved at once by several get one version each, without a gap', async () => {
		const { payouts } = await engine.open();
		const names = Array.from({ length: 10 }, (_, index) => `Anna ${index}`);
		const saved = await Promise.all(
			names.map((legalName) => payouts.saveProfile(aPayoutProfile({ legalName }))),
		);
		const versions = saved.map(({ profile }) => profile.version).sort((a, b) => a - b);
		expect(versions).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
		expect(saved.filter(({ outcome }) => outcome === 'created')).toHaveLength(1);
	});

	it('leave an audit entry for each change', async () => {
		const workspace = await engine.workspace();
		const { payouts } = await workspace.open();
		await payouts.saveProfile(aPayoutProfile());
		await payouts.saveProfile(aPayoutProfile());
		await payouts.saveProfile(aPayoutProfile({ account: otherAccount }));
		const entries = await workspace.execute(
			'select kind, record_id, action, before_hash, after_hash from audit_entries order by sequence',
		);
		expect(entries).toMatchObject([
			{ kind: 'payout_profile', record_id: AFFILIATE_ID, action: 'created', before_hash: null },
			{ kind: 'payout_profile', record_id: AFFILIATE_ID, action: 'updated' },
		]);
		expect(entries[1]?.before_hash).toBe(entries[0]?.after_hash);
	});

	it('of the past are never changed', async () => {
		const workspace = await engine.workspace();
		await (await workspace.open()).payouts.saveProfile(aPayoutProfile());
		await expect(workspace.execute("update payout_profiles set record = ''")).rejects.toThrow(
			'append-only: payout_profiles',
		);
	});

	it('cannot be moved from one affiliate to another behind the back of the store', async () => {
		const workspace = await engine.workspace();
		const { payouts } = await workspace.open();
		await payouts.saveProfile(aPayoutProfile());
		await workspace.execute(
			`insert into payout_profiles (affiliate_id, version, method, content_hash, account_hash,
				account_changed_at, created_at, record)
			select 'aff_victim', version, method, content_hash, account_hash, account_changed_at,
				created_at, record from payout_profiles`,
		);
		await expect(payouts.profile('aff_victim')).rejects.toMatchObject({
			code: 'sealed_value_damaged',
		});
	});
});

describeStores('The payout policy', (engine) => {
	it('gets a version for every change, and none for a save without one', async () => {
		const workspace = await engine.workspace();
		const { payouts } = await workspace.open();
		expect(await payouts.policy()).toBeNull();
		const first = aPayoutPolicy({ version: 3 });
		expect(await payouts.savePolicy(first)).toEqual({
			outcome: 'created',
			policy: { ...first, version: 1 },
		});
		expect(await payouts.savePolicy(aPayoutPolicy({ createdAt: JUNE }))).toEqual({
			outcome: 'unchanged',
			policy: { ...first, version: 1 },
		});
		const stricter = aPayoutPolicy({ coolingDays: 14, createdAt: JUNE });
		expect(await payouts.savePolicy(stricter)).toEqual({
			outcome: 'updated',
			policy: { ...stricter, version: 2 },
		});
		expect(await payouts.policy()).toEqual({ ...stricter, version: 2 });
		const audit = await workspace.execute(
			"select * from audit_entries where kind = 'payout_policy'",
		);
		expect(audit).toHaveLength(2);
	});
});

const PERSONAL = [
	'Annabel Hidden',
	'DE02120300000000202051',
	'hidden@secret.example',
	'Hidden Lane 9',
	'HIDDENVAT99',
	'GB33BUKB20201555555555',
	'Payer Hidden Ltd',
];

const PAYOUT_TABLES = [
	'payout_profiles',
	'payout_policies',
	'payout_batches',
	'payout_batch_moves',
	'payouts',
	'payout_moves',
	'payout_entries',
	'audit_entries',
	'outbox_events',
];

async function rawContent(workspace: TestWorkspace): Promise<string> {
	if (workspace.address.kind === 'sqlite') {
		const folder = path.dirname(workspace.address.file);
		return readdirSync(folder)
			.map((name) => readFileSync(path.join(folder, name), 'latin1'))
			.join('\n');
	}
	const parts: string[] = [];
	for (const table of PAYOUT_TABLES) {
		parts.push(JSON.stringify(await workspace.execute(`select * from ${table}`)));
	}
	return parts.join('\n');
}

describeStores('Bank details and addresses', (engine) => {
	it('are nowhere to be read in what is stored', async () => {
		const [
			legalName = '',
			iban = '',
			email = '',
			line1 = '',
			vatId = '',
			payerIban = '',
			payer = '',
		] = PERSONAL;
		const workspace = await engine.workspace();
		const store = await workspace.open();
		await registerAffiliate(store, AFFILIATE_ID);
		const { profile } = await store.payouts.saveProfile(
			aPayoutProfile({
				legalName,
				vatId,
				account: aPayoutAccount({ accountHolder: legalName, iban, email }),
				address: {
					line1,
					line2: null,
					postalCode: null,
					city: 'Town',
					region: null,
					country: 'DE',
				},
			}),
		);
		const policy = aPayoutPolicy({
			payer: { name: payer, address: null, vatId: null, iban: payerIban, bic: null, email: null },
		});
		await store.payouts.savePolicy(policy);
		await bookApproved(store, aSale());
		await store.payouts.claim(request('2026-11'), (state) => {
			const decided = claimAll('2026-11')(state);
			const batch = decided.write.batch && { ...decided.write.batch, policy };
			return { ...decided, write: { ...decided.write, ...(batch && { batch }) } };
		});
		const state = await store.payouts.batchByKey('2026-11', 'EUR', 'sepa');
		expect(state?.batch.policy).toEqual(policy);
		expect(state?.payouts[0]?.payout.profile).toEqual(profile);
		const raw = await rawContent(workspace);
		expect(raw).toContain('2026-11');
		for (const text of PERSONAL) expect(raw).not.toContain(text);
	});
});
