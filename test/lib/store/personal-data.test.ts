import { aRefund, anAffiliate } from '../../support/builders';
import { describeStores, type TestWorkspace } from '../../support/stores';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { aRecordedRefund, aSale, keyOf } from './ledger-writes';

const PERSONAL = [
	'Anna Secret',
	'anna@secret.example',
	'pay@secret.example',
	'+49 30 5550100',
	'Secret Lane 9',
	'Hiddenborough',
];

/** Everything the engine has on disk for a workspace, as text. */
async function rawContent(workspace: TestWorkspace): Promise<string> {
	if (workspace.address.kind === 'sqlite') {
		const folder = path.dirname(workspace.address.file);
		return readdirSync(folder)
			.map((name) => readFileSync(path.join(folder, name), 'latin1'))
			.join('\n');
	}
	const parts: string[] = [];
	const tables = ['affiliates', 'affiliate_traits', 'inbox_entries', 'refunds', 'audit_entries'];
	for (const table of tables) {
		parts.push(JSON.stringify(await workspace.execute(`select * from ${table}`)));
	}
	return parts.join('\n');
}

describeStores('Personal data', (engine) => {
	it('is nowhere to be read in what is stored', async () => {
		const workspace = await engine.workspace();
		const store = await workspace.open();
		const [name = '', email = null, payoutEmail = null, phone = null, line = '', city = ''] =
			PERSONAL;
		const address = { line, city, postcode: 'AB1', country: 'GB', lastName: null };
		const affiliate = anAffiliate({
			code: 'visible-code',
			name,
			email,
			payoutEmail,
			phone,
			address,
		});
		await store.registry.saveAffiliate(affiliate);
		await store.inbox.receive([
			{
				eventId: 'evt_1',
				consumer: 'workflow:node',
				kind: 'order.paid',
				contentHash: 'hash',
				deliveryKey: null,
				payload: JSON.stringify({ people: PERSONAL }),
				receivedAt: '2026-11-20T09:00:00.000Z',
			},
		]);
		const sale = aSale();
		const refund = aRefund({ orderId: sale.orderId, reason: PERSONAL.join(', ') });
		await store.ledger.decide(keyOf(sale), () => ({
			write: { refunds: [aRecordedRefund(sale, { refund })] },
			result: null,
		}));
		const raw = await rawContent(workspace);
		expect(raw).toContain('visible-code');
		for (const text of PERSONAL) expect(raw).not.toContain(text);
		expect(await store.registry.affiliate(affiliate.affiliateId)).toEqual(affiliate);
	});

	it('cannot be moved from one record to another behind the back of the store', async () => {
		const workspace = await engine.workspace();
		const { registry } = await workspace.open();
		await registry.saveAffiliate(anAffiliate());
		await registry.saveAffiliate(anAffiliate({ affiliateId: 'aff_thief', code: 'thief' }));
		await workspace.execute(
			"update affiliates set personal = (select personal from affiliates where code_key = 'anna')",
		);
		await expect(registry.affiliate('aff_thief')).rejects.toMatchObject({
			code: 'sealed_value_damaged',
		});
		expect(await registry.affiliateByCode('anna')).toEqual(anAffiliate());
	});
});

describeStores('The key of a workspace', (engine) => {
	const KEY = 'correct horse battery staple';

	it('must be the one that the store was made with', async () => {
		const workspace = await engine.workspace();
		await (await workspace.open({ key: KEY })).close();
		await expect(workspace.open({ key: `${KEY}!` })).rejects.toMatchObject({
			code: 'wrong_store_key',
		});
		await expect(workspace.open({ key: KEY })).resolves.toBeDefined();
	});

	it.each([
		['a short passphrase', 'too short'],
		['nothing', ''],
	])('cannot be %s', async (_because, key) => {
		const workspace = await engine.workspace();
		await expect(workspace.open({ key })).rejects.toMatchObject({ code: 'invalid_store_key' });
	});

	it('gives the same keyed hashes to everybody who has it, and others to anybody else', async () => {
		const one = await engine.open({ key: KEY });
		const same = await engine.open({ key: ` ${KEY} ` });
		const other = await engine.open({ key: 'another passphrase' });
		const hash = one.keyedHash('ip', '203.0.113.7');
		expect(hash).toMatch(/^[0-9a-f]{64}$/);
		expect(same.keyedHash('ip', '203.0.113.7')).toBe(hash);
		expect(other.keyedHash('ip', '203.0.113.7')).not.toBe(hash);
		expect(one.keyedHash('agent', '203.0.113.7')).not.toBe(hash);
		expect(one.keyedHash('ip', '203.0.113.8')).not.toBe(hash);
	});

	it.each([
		['hex', (bytes: Buffer) => bytes.toString('hex')],
		['upper-case hex', (bytes: Buffer) => bytes.toString('hex').toUpperCase()],
		['base64', (bytes: Buffer) => bytes.toString('base64')],
		['base64url', (bytes: Buffer) => bytes.toString('base64url')],
	])('may be written as %s', async (_name, write) => {
		const bytes = Buffer.alloc(32, 0xfb);
		const workspace = await engine.workspace();
		const raw = await workspace.open({ key: bytes.toString('hex') });
		const hash = raw.keyedHash('a', 'b');
		await raw.close();
		expect((await workspace.open({ key: write(bytes) })).keyedHash('a', 'b')).toBe(hash);
	});
});
