import { AffiliateError } from '../../../lib/kernel';
import type { AffiliateStore } from '../../../lib/ports/store';
import { anAffiliate } from '../../support/builders';
import { describeStores } from '../../support/stores';

const codeOf = async (promise: Promise<unknown>): Promise<string> =>
	await promise.then(
		() => 'no error',
		(error: unknown) => (error instanceof AffiliateError ? error.code : String(error)),
	);

const named = (code: string, parent: string | null) =>
	anAffiliate({
		affiliateId: `aff_${code}`,
		code,
		parentId: parent === null ? null : `aff_${parent}`,
		groupCode: 'gold',
	});

describeStores('Those who recruited an affiliate', (engine) => {
	const filled = async (): Promise<AffiliateStore> => {
		const store = await engine.open();
		for (const [code, parent] of [
			['top', null],
			['upper', 'top'],
			['middle', 'upper'],
			['low', 'middle'],
		] as const) {
			await store.registry.saveAffiliate(named(code, parent));
		}
		return store;
	};

	const codes = async ({ registry }: AffiliateStore, code: string, depth: number) =>
		(await registry.upline(`aff_${code}`, depth)).map((affiliate) => affiliate.code);

	it('come nearest first, as many as are asked for', async () => {
		const store = await filled();
		expect(await codes(store, 'low', 9)).toEqual(['middle', 'upper', 'top']);
		expect(await codes(store, 'low', 2)).toEqual(['middle', 'upper']);
		expect(await codes(store, 'low', 0)).toEqual([]);
		expect(await codes(store, 'top', 9)).toEqual([]);
		expect(await codes(store, 'unknown', 9)).toEqual([]);
		expect(await store.registry.upline('aff_low', 1)).toEqual([named('middle', 'upper')]);
	});

	it('end where one is not known', async () => {
		const store = await engine.open();
		await store.registry.saveAffiliate(named('orphan', 'gone'));
		expect(await codes(store, 'orphan', 9)).toEqual([]);
	});

	it.each([
		['itself', named('top', 'top')],
		['one it recruited', named('top', 'upper')],
		['one further down', named('top', 'low')],
	])('never are %s', async (_because, affiliate) => {
		const store = await filled();
		const error = await store.registry.saveAffiliate(affiliate).catch((reason: unknown) => reason);
		expect(error).toMatchObject({ code: 'affiliate_circle', path: 'affiliate.parentId' });
		expect(await codes(store, 'low', 9)).toEqual(['middle', 'upper', 'top']);
	});

	it('never close a circle, though both ends are saved at once', async () => {
		const store = await engine.open();
		await store.registry.saveAffiliate(named('a', null));
		await store.registry.saveAffiliate(named('b', null));
		const outcomes = await Promise.all([
			codeOf(store.registry.saveAffiliate(named('a', 'b'))),
			codeOf(store.registry.saveAffiliate(named('b', 'a'))),
		]);
		expect(outcomes.sort()).toEqual(['affiliate_circle', 'no error']);
	});

	it('end a list at a circle that came in behind the back of the store', async () => {
		const workspace = await engine.workspace();
		const store = await workspace.open();
		await store.registry.saveAffiliate(named('a', null));
		await store.registry.saveAffiliate(named('b', 'a'));
		await workspace.execute(
			`update affiliates set record = replace(record, '"parentId":null', '"parentId":"aff_b"')`,
		);
		expect(await codes(store, 'a', 9)).toEqual(['b']);
		expect(await codeOf(store.registry.saveAffiliate(named('c', 'a')))).toBe('no error');
	});
});
