import { AFFILIATE_ID, anAffiliate, PROGRAMME_ID } from '../../support/builders';
import { describeStores } from '../../support/stores';
import { day } from './ledger-entries';

const other = (sites: string[]) => anAffiliate({ affiliateId: 'aff_other', code: 'other', sites });

describeStores('The sites of affiliates', (engine) => {
	it('find their affiliate, the nearest host above counts', async () => {
		const { registry } = await engine.open();
		const anna = anAffiliate({ sites: ['example.com', 'reviews.example'] });
		await registry.saveAffiliate(anna);
		await registry.saveAffiliate(other(['shop.example.com']));
		const codeOf = async (host: string) => (await registry.affiliateBySite(host))?.code ?? null;
		expect(await registry.affiliateBySite('example.com')).toEqual(anna);
		expect(await codeOf('Blog.EXAMPLE.com.')).toBe('anna');
		expect(await codeOf('shop.example.com')).toBe('other');
		expect(await codeOf('a.b.shop.example.com')).toBe('other');
		expect(await codeOf('workshop.example.com')).toBe('anna');
		expect(await codeOf('notexample.com')).toBeNull();
		expect(await codeOf('com')).toBeNull();
		expect(await codeOf('')).toBeNull();
	});

	it('belong to one affiliate only', async () => {
		const { registry } = await engine.open();
		await registry.saveAffiliate(anAffiliate({ sites: ['example.com'] }));
		await expect(
			registry.saveAffiliate(other(['mine.example', 'example.com'])),
		).rejects.toMatchObject({ code: 'site_taken', path: 'affiliate.sites[1]' });
		expect(await registry.affiliate('aff_other')).toBeNull();
		expect(await registry.affiliateBySite('mine.example')).toBeNull();
	});

	it('go to one of several affiliates who ask for the same at once', async () => {
		const { registry } = await engine.open();
		const outcomes = await Promise.allSettled(
			Array.from({ length: 6 }, (_, n) =>
				registry.saveAffiliate(
					anAffiliate({ affiliateId: `aff_${n}`, code: `c${n}`, sites: ['example.com'] }),
				),
			),
		);
		const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
		expect(refused).toHaveLength(5);
		for (const { reason } of refused) expect(reason).toMatchObject({ code: 'site_taken' });
	});

	it('are free again once their affiliate gave them up', async () => {
		const { registry } = await engine.open();
		await registry.saveAffiliate(anAffiliate({ sites: ['example.com', 'kept.example'] }));
		await registry.saveAffiliate(anAffiliate({ sites: ['kept.example', 'kept.example'] }));
		await registry.saveAffiliate(other(['example.com']));
		expect((await registry.affiliateBySite('example.com'))?.code).toBe('other');
		expect((await registry.affiliateBySite('kept.example'))?.affiliateId).toBe(AFFILIATE_ID);
	});
});

describeStores("The secret of a programme's postbacks", (engine) => {
	it('is given when it is made, and ends with the next one', async () => {
		const workspace = await engine.workspace();
		const { registry } = await workspace.open();
		expect(await registry.postbackSecret(PROGRAMME_ID)).toBeNull();
		const first = await registry.rotatePostbackSecret(PROGRAMME_ID, day(1));
		expect(Buffer.from(first, 'base64url')).toHaveLength(32);
		expect(await registry.postbackSecret(PROGRAMME_ID)).toBe(first);
		const second = await registry.rotatePostbackSecret(PROGRAMME_ID, day(2));
		expect(second).not.toBe(first);
		expect(await registry.postbackSecret(PROGRAMME_ID)).toBe(second);
		expect(await registry.postbackSecret('prg_other')).toBeNull();
		const audit = await workspace.execute('select * from audit_entries order by sequence');
		expect(audit.map(({ kind, action }) => `${kind} ${action}`)).toEqual([
			'postback_secret created',
			'postback_secret updated',
		]);
		expect(audit[1]?.before_hash).toBe(audit[0]?.after_hash);
	});

	it('is sealed, and only good for its programme', async () => {
		const workspace = await engine.workspace();
		const { registry } = await workspace.open();
		const secret = await registry.rotatePostbackSecret(PROGRAMME_ID, day(1));
		await registry.rotatePostbackSecret('prg_other', day(1));
		const rows = await workspace.execute('select * from postback_secrets');
		expect(JSON.stringify(rows)).not.toContain(secret);
		await workspace.execute(
			`update postback_secrets set secret = (select secret from postback_secrets
				where programme_id = '${PROGRAMME_ID}')`,
		);
		await expect(registry.postbackSecret('prg_other')).rejects.toMatchObject({
			code: 'sealed_value_damaged',
		});
	});
});
