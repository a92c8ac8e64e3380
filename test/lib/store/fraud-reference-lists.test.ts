import type { ReferenceList } from '../../../lib/model/reference-list';
import { describeStores } from '../../support/stores';
import { day } from './ledger-entries';

const aList = (overrides: Partial<ReferenceList> = {}): ReferenceList => ({
	name: 'clouds',
	kind: 'datacentre',
	entries: ['203.0.113.0/24', '198.51.100.7'],
	source: 'published ranges',
	importedAt: day(1),
	...overrides,
});

describeStores('A reference list', (engine) => {
	it('keeps its entries in one spelling, without comments, empty lines and repeats', async () => {
		const { fraud } = await engine.open();
		const networks = ['# clouds', '', ' 203.0.113.0/24 # a', '2001:DB8::/32', '203.0.113.0/24'];
		expect(await fraud.saveReferenceList(aList({ entries: networks }))).toBe('created');
		expect(await fraud.referenceEntries('datacentre')).toEqual(['203.0.113.0/24', '2001:db8::/32']);
		const hosts = ['Mail.Example', '*.throw-away.example', '@trash.example.', 'müll.example'];
		await fraud.saveReferenceList(aList({ name: 'd', kind: 'disposable_email', entries: hosts }));
		expect(await fraud.referenceEntries('disposable_email')).toEqual([
			'mail.example',
			'throw-away.example',
			'trash.example',
			'xn--mll-hoa.example',
		]);
	});

	it.each<[ReferenceList['kind'], string]>([
		['datacentre', '203.0.113.0/33'],
		['vpn', '203.0.113'],
		['proxy', 'clouds.example'],
		['tor', '2001:db8::/129'],
		['tor', '203.0.113.0/24/1'],
		['tor', '203.0.113.0/'],
		['tor', '::ffff:203.0.113.0/120'],
		['tor', '2001:db8::203.0.113.7'],
		['tor', 'fe80::1%eth0'],
		['coupon_site', 'example'],
		['coupon_site', 'https://coupons.example/'],
		['coupon_site', '203.0.113.7'],
		['disposable_email', 'two hosts.example'],
		['disposable_email', '-.example'],
	])('of the kind %s refuses %s, and names the first line that is wrong', async (kind, line) => {
		const { fraud } = await engine.open();
		const good = kind === 'coupon_site' || kind === 'disposable_email' ? 'a.example' : '::1';
		const entries = ['# a comment', good, line, line];
		await expect(fraud.saveReferenceList(aList({ kind, entries }))).rejects.toMatchObject({
			code: 'invalid_reference_list',
			details: { line: 3 },
		});
		expect(await fraud.referenceLists()).toEqual([]);
	});

	it('is read in no time whatever stands in a comment', async () => {
		const { fraud } = await engine.open();
		const comment = `${'#'.repeat(30_000)}\u2028`;
		const from = performance.now();
		await fraud.saveReferenceList(aList({ entries: ['203.0.113.0/24', comment] }));
		expect(performance.now() - from).toBeLessThan(500);
		expect(await fraud.referenceEntries('datacentre')).toEqual(['203.0.113.0/24']);
	});

	it('takes the place of the one of the same name, whatever its case', async () => {
		const workspace = await engine.workspace();
		const { fraud } = await workspace.open();
		await fraud.saveReferenceList(aList());
		const [first] = await fraud.referenceLists();
		expect(first).toMatchObject({
			name: 'clouds',
			kind: 'datacentre',
			source: 'published ranges',
			importedAt: day(1),
			entryCount: 2,
		});
		const next = aList({ name: 'Clouds', kind: 'vpn', entries: ['192.0.2.0/24'] });
		expect(await fraud.saveReferenceList(next)).toBe('updated');
		const lists = await fraud.referenceLists();
		expect(lists).toMatchObject([{ name: 'clouds', kind: 'vpn', entryCount: 1 }]);
		expect(lists[0]?.contentHash).not.toBe(first?.contentHash);
		expect(await fraud.referenceEntries('datacentre')).toEqual([]);
		const audit = await workspace.execute('select action from audit_entries order by sequence');
		expect(audit).toEqual([{ action: 'created' }, { action: 'updated' }]);
	});

	it('with the same entries changes nothing but its date', async () => {
		const { fraud } = await engine.open();
		await fraud.saveReferenceList(aList());
		expect(await fraud.saveReferenceList(aList({ importedAt: day(9) }))).toBe('unchanged');
		expect(await fraud.referenceLists()).toMatchObject([{ importedAt: day(9) }]);
	});

	it('adds its entries to those of other lists of the kind, and takes them along', async () => {
		const { fraud } = await engine.open();
		await fraud.saveReferenceList(aList());
		await fraud.saveReferenceList(
			aList({ name: 'b-clouds', entries: ['192.0.2.0/24', '198.51.100.7'] }),
		);
		await fraud.saveReferenceList(aList({ name: 'tor', kind: 'tor', entries: ['192.0.2.9'] }));
		await fraud.saveReferenceList(aList({ name: 'nothing', entries: ['#'] }));
		expect((await fraud.referenceEntries('datacentre')).sort()).toEqual([
			'192.0.2.0/24',
			'198.51.100.7',
			'203.0.113.0/24',
		]);
		expect(await fraud.deleteReferenceList('B-CLOUDS')).toBe(true);
		expect(await fraud.deleteReferenceList('b-clouds')).toBe(false);
		expect(await fraud.referenceEntries('datacentre')).toEqual(aList().entries);
	});

	it('may have very many entries', async () => {
		const { fraud } = await engine.open();
		const entries = Array.from(
			{ length: 200_000 },
			(_, n) => `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`,
		);
		await fraud.saveReferenceList(aList({ entries }));
		expect(await fraud.referenceEntries('datacentre')).toEqual(entries);
	}, 60_000);
});
