import { AffiliateError } from '../../../lib/kernel';
import {
	aCoupon,
	aClick,
	anAffiliate,
	aLink,
	aPlan,
	aProgramme,
	aTouch,
	eur,
} from '../../support/builders';
import { describeStores } from '../../support/stores';
import { aSale, keyOf, recordWrite } from './ledger-writes';

const LATER = '2026-06-01T00:00:00.000Z';

const codeOf = async (promise: Promise<unknown>): Promise<string> =>
	await promise.then(
		() => 'no error',
		(error: unknown) => (error instanceof AffiliateError ? error.code : String(error)),
	);

describeStores('The registry', (engine) => {
	it('keeps programmes and finds them by id and by code in any case', async () => {
		const { registry } = await engine.open();
		const programme = aProgramme({ code: 'Spring.2026' });
		expect(await registry.saveProgramme(programme)).toBe('created');
		expect(await registry.programme(programme.programmeId)).toEqual(programme);
		expect(await registry.programmeByCode('SPRING.2026')).toEqual(programme);
		expect(await registry.programme('prg_unknown')).toBeNull();
		expect(await registry.programmeByCode('unknown')).toBeNull();
	});

	it('keeps affiliates with their personal data', async () => {
		const { registry } = await engine.open();
		const affiliate = anAffiliate({ payoutEmail: 'pay@partner.example', phone: '+49 30 123' });
		await registry.saveAffiliate(affiliate);
		expect(await registry.affiliate(affiliate.affiliateId)).toEqual(affiliate);
		expect(await registry.affiliateByCode(affiliate.code.toUpperCase())).toEqual(affiliate);
		expect(await registry.affiliates(10)).toEqual([affiliate]);
		expect(await registry.affiliate('aff_unknown')).toBeNull();
		expect(await registry.affiliateByCode('unknown')).toBeNull();
	});

	it('lists oldest first, up to the limit', async () => {
		const { registry } = await engine.open();
		await registry.saveProgramme(
			aProgramme({ programmeId: 'prg_b', code: 'b', createdAt: LATER, updatedAt: LATER }),
		);
		await registry.saveProgramme(aProgramme({ programmeId: 'prg_a', code: 'a' }));
		expect((await registry.programmes(5)).map(({ code }) => code)).toEqual(['a', 'b']);
		expect((await registry.programmes(1)).map(({ code }) => code)).toEqual(['a']);
	});

	it('saves by content: the times alone change nothing, and the first creation stays', async () => {
		const { registry } = await engine.open();
		const affiliate = anAffiliate();
		await registry.saveAffiliate(affiliate);
		expect(await registry.saveAffiliate({ ...affiliate, updatedAt: LATER })).toBe('unchanged');
		expect(await registry.affiliate(affiliate.affiliateId)).toEqual(affiliate);
		const renamed = { ...affiliate, name: 'Anna B.', createdAt: LATER, updatedAt: LATER };
		expect(await registry.saveAffiliate(renamed)).toBe('updated');
		expect(await registry.affiliate(affiliate.affiliateId)).toEqual({
			...renamed,
			createdAt: affiliate.createdAt,
		});
	});

	it('notes every change in the audit, with hashes and without content', async () => {
		const workspace = await engine.workspace();
		const { registry } = await workspace.open();
		await registry.saveAffiliate(anAffiliate());
		await registry.saveAffiliate(anAffiliate());
		await registry.saveAffiliate(anAffiliate({ phone: '1' }));
		await registry.saveLink(aLink());
		await registry.deleteLink(aLink().code);
		const entries = await workspace.execute('select * from audit_entries order by sequence');
		const [created, updated] = entries;
		expect(entries.map(({ kind, action }) => `${kind} ${action}`)).toEqual([
			'affiliate created',
			'affiliate updated',
			'link created',
			'link deleted',
		]);
		expect(created).toMatchObject({ before_hash: null, at: '2026-11-20T09:00:00.000Z' });
		expect(updated?.before_hash).toBe(created?.after_hash);
		expect(updated?.after_hash).not.toBe(created?.after_hash);
	});

	it('gives a code to one record of a kind only, whatever its case', async () => {
		const { registry } = await engine.open();
		await registry.saveProgramme(aProgramme());
		await registry.saveAffiliate(anAffiliate());
		await registry.saveLink(aLink());
		await registry.saveCoupon(aCoupon());
		expect(
			await Promise.all([
				codeOf(registry.saveProgramme(aProgramme({ programmeId: 'prg_2', code: 'SPRING' }))),
				codeOf(registry.saveAffiliate(anAffiliate({ affiliateId: 'aff_2', code: 'ANNA' }))),
				codeOf(registry.saveLink(aLink({ linkId: 'lnk_2', code: 'ANNA-grinder' }))),
				codeOf(registry.saveCoupon(aCoupon({ couponId: 'cpn_2', code: ' anna10 ' }))),
			]),
		).toEqual(['code_taken', 'code_taken', 'code_taken', 'code_taken']);
	});

	it('lets one of several records that ask for the same code at once have it', async () => {
		const { registry } = await engine.open();
		const outcomes = await Promise.all(
			Array.from({ length: 8 }, (_, n) =>
				codeOf(registry.saveAffiliate(anAffiliate({ affiliateId: `aff_${n}` }))),
			),
		);
		expect(outcomes.filter((outcome) => outcome === 'no error')).toHaveLength(1);
		expect(outcomes.filter((outcome) => outcome === 'code_taken')).toHaveLength(7);
	});

	it('frees a code that its record gave up', async () => {
		const { registry } = await engine.open();
		await registry.saveLink(aLink());
		await registry.saveLink(aLink({ code: 'new-code' }));
		expect(await registry.linkByCode(aLink().code)).toBeNull();
		expect(await registry.saveLink(aLink({ linkId: 'lnk_2' }))).toBe('created');
	});

	it('finds links and coupons by code and by whom they belong to', async () => {
		const { registry } = await engine.open();
		const [link, coupon] = [aLink(), aCoupon()];
		await registry.saveLink(link);
		await registry.saveLink(aLink({ linkId: 'lnk_2', code: 'other', affiliateId: 'aff_2' }));
		await registry.saveCoupon(coupon);
		await registry.saveCoupon(aCoupon({ couponId: 'cpn_2', code: 'X', programmeId: 'prg_2' }));
		expect(await registry.linkByCode(link.code.toUpperCase())).toEqual(link);
		expect(await registry.links({ affiliateId: link.affiliateId, limit: 9 })).toEqual([link]);
		expect(await registry.links({ programmeId: link.programmeId, limit: 9 })).toHaveLength(2);
		expect(await registry.links({ limit: 1 })).toHaveLength(1);
		expect(await registry.couponByCode('anna10')).toEqual(coupon);
		expect(await registry.coupons({ programmeId: 'prg_2', limit: 9 })).toHaveLength(1);
		expect(await registry.coupons({ affiliateId: coupon.affiliateId, limit: 9 })).toHaveLength(2);
	});

	it('removes a link until it has clicks', async () => {
		const { registry, clicks } = await engine.open();
		expect(await registry.deleteLink('anna-grinder')).toBe(false);
		await registry.saveLink(aLink());
		expect(await registry.deleteLink('ANNA-GRINDER')).toBe(true);
		expect(await registry.linkByCode('anna-grinder')).toBeNull();
		await registry.saveLink(aLink());
		await clicks.append([aClick({ linkId: aLink().linkId })], 0);
		expect(await codeOf(registry.deleteLink('anna-grinder'))).toBe('record_in_use');
		expect(await registry.linkByCode('anna-grinder')).not.toBeNull();
	});

	it('removes a coupon until an order was credited through it', async () => {
		const { registry, ledger } = await engine.open();
		expect(await registry.deleteCoupon('ANNA10')).toBe(false);
		await registry.saveCoupon(aCoupon());
		expect(await registry.deleteCoupon('anna10')).toBe(true);
		await registry.saveCoupon(aCoupon());
		const touches = [aTouch({ kind: 'coupon', couponCode: 'Anna10', clickId: null })];
		await ledger.decide(keyOf(aSale()), () => ({
			write: recordWrite(aSale(), { touches }),
			result: null,
		}));
		expect(await codeOf(registry.deleteCoupon('ANNA10'))).toBe('record_in_use');
	});
});

describeStores('Plans', (engine) => {
	it('keeps every version as it was saved', async () => {
		const { registry } = await engine.open();
		const first = aPlan({ version: 1, rate: { type: 'fixed', amount: eur('3.50') } });
		const second = aPlan({ version: 2, effectiveFrom: LATER });
		expect(await registry.savePlan(first)).toBe('created');
		expect(await registry.savePlan(second)).toBe('created');
		expect(await registry.savePlan(first)).toBe('unchanged');
		expect(await registry.plan(first.planId, 1)).toEqual(first);
		expect(await registry.plan(first.planId, 3)).toBeNull();
		expect(await registry.plans(first.programmeId)).toEqual([first, second]);
		expect(await registry.plans('prg_unknown')).toEqual([]);
	});

	it('refuses other content under a version that exists', async () => {
		const { registry } = await engine.open();
		await registry.savePlan(aPlan());
		const edited = registry.savePlan(aPlan({ holdDays: 99 }));
		expect(await codeOf(edited)).toBe('plan_version_taken');
		expect(await registry.plan(aPlan().planId, aPlan().version)).toEqual(aPlan());
	});

	it.each([
		['before any plan', '2026-01-31T23:59:59.999Z', null],
		['at its first moment', '2026-02-01T00:00:00.000Z', 1],
		['the higher version of the same moment', '2026-03-01T00:00:00.000Z', 3],
		['while a limited plan runs', '2026-04-15T00:00:00.000Z', 4],
		['at the end of the limited plan, which is exclusive', '2026-05-01T00:00:00.000Z', 3],
	])('knows the plan in effect: %s', async (_because, at, version) => {
		const { registry } = await engine.open();
		const from = (number: number, effectiveFrom: string, effectiveTo: string | null = null) =>
			registry.savePlan(aPlan({ version: number, effectiveFrom, effectiveTo }));
		await from(1, '2026-02-01T00:00:00.000Z');
		await from(2, '2026-03-01T00:00:00.000Z');
		await from(3, '2026-03-01T00:00:00.000Z');
		await from(4, '2026-04-01T00:00:00.000Z', '2026-05-01T00:00:00.000Z');
		const plan = await registry.planInEffect(aPlan().programmeId, at);
		expect(plan?.version ?? null).toBe(version);
	});
});

describeStores('Exchange rates', (engine) => {
	const rate = (asOf: string, value: string) => ({
		from: 'USD',
		to: 'EUR',
		rate: value,
		asOf,
		source: 'ECB',
	});

	it('saves by content', async () => {
		const { registry } = await engine.open();
		expect(await registry.saveExchangeRate(rate(LATER, '0.91'))).toBe('created');
		expect(await registry.saveExchangeRate(rate(LATER, '0.91'))).toBe('unchanged');
		expect(await registry.saveExchangeRate(rate(LATER, '0.92'))).toBe('updated');
		expect(await registry.exchangeRate('USD', 'EUR', LATER, 1)).toEqual(rate(LATER, '0.92'));
	});

	it.each([
		['the newest that is not later', '2026-06-03T12:00:00.000Z', 7, '0.93'],
		['at the very moment', '2026-06-01T00:00:00.000Z', 0, '0.91'],
		['none before the first', '2026-05-31T00:00:00.000Z', 7, null],
		['none that is too old', '2026-06-20T00:00:00.000Z', 7, null],
		['one that is exactly as old as allowed', '2026-06-10T00:00:00.000Z', 7, '0.93'],
	])('finds %s', async (_because, at, days, expected) => {
		const { registry } = await engine.open();
		await registry.saveExchangeRate(rate('2026-06-01T00:00:00.000Z', '0.91'));
		await registry.saveExchangeRate(rate('2026-06-03T00:00:00.000Z', '0.93'));
		const found = await registry.exchangeRate('USD', 'EUR', at, days);
		expect(found?.rate ?? null).toBe(expected);
	});
});

describeStores('The change mark of the registry', (engine) => {
	it('is another one after every change, and the same without one', async () => {
		const { registry } = await engine.open();
		const marks = [await registry.changeMark()];
		await registry.saveProgramme(aProgramme());
		marks.push(await registry.changeMark());
		await registry.saveAffiliate(anAffiliate());
		marks.push(await registry.changeMark());
		await registry.saveLink(aLink());
		marks.push(await registry.changeMark());
		await registry.saveLink(aLink({ status: 'paused' }));
		marks.push(await registry.changeMark());
		expect(new Set(marks).size).toBe(5);
		await registry.saveLink(aLink({ status: 'paused' }));
		expect(await registry.changeMark()).toBe(marks[4]);
	});
});
