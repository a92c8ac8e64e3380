import { eur } from '../../support/builders';
import { describeStores } from '../../support/stores';
import {
	aConversion,
	aRecordedRefund,
	aSale,
	approveWrite,
	keyOf,
	recordWrite,
} from './ledger-writes';

describeStores('Recorded history', (engine) => {
	const filled = async () => {
		const workspace = await engine.workspace();
		const store = await workspace.open();
		const sale = aSale();
		const applied = { status: 'applied' as const, base: eur('1.00'), net: eur('1.00') };
		const write = (content: ReturnType<typeof approveWrite>) =>
			store.ledger.decide(keyOf(sale), () => ({ write: content, result: null }));
		await write({ conversion: aConversion(sale, { outcome: 'held' }) });
		await write({ ...recordWrite(sale), refunds: [aRecordedRefund(sale, applied)] });
		await write(approveWrite(sale));
		await store.close();
		return workspace;
	};

	it.each([
		['postings', 'amount_minor = amount_minor + 1'],
		['ledger_transactions', "cause = 'another'"],
		['commission_moves', "to_status = 'paid'"],
		['commissions', 'amount_minor = 0'],
		['audit_entries', "at = '2000-01-01T00:00:00.000Z'"],
		['refunds', 'base_minor = 0'],
		['conversions', "content_hash = 'another'"],
	])('refuses to change or remove a row of %s', async (table, change) => {
		const workspace = await filled();
		const rows = () => workspace.execute(`select * from ${table}`);
		const before = await rows();
		expect(before.length).toBeGreaterThan(0);
		await expect(workspace.execute(`update ${table} set ${change}`)).rejects.toThrow(
			`append-only: ${table}`,
		);
		// A foreign key may be the first to object; what counts is that nothing is removed.
		await expect(workspace.execute(`delete from ${table}`)).rejects.toThrow(
			/append-only|foreign key|FOREIGN KEY/,
		);
		expect(await rows()).toEqual(before);
	});

	it.each(['postings', 'audit_entries', 'refunds'])('refuses to remove %s', async (table) => {
		const workspace = await filled();
		await expect(workspace.execute(`delete from ${table}`)).rejects.toThrow(
			`append-only: ${table}`,
		);
	});

	if (engine.kind === 'postgres') {
		it('refuses to empty a table at once', async () => {
			const workspace = await filled();
			await expect(workspace.execute('truncate postings')).rejects.toThrow('append-only');
		});
	}
});
