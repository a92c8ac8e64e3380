import { AffiliateError } from '../../../lib/kernel';
import type { CustomerBinding } from '../../../lib/ports/ledger-store';
import { AFFILIATE_ID, PROGRAMME_ID } from '../../support/builders';
import { describeStores } from '../../support/stores';
import { aBinding, day, write } from './ledger-entries';
import { aSale, keyOf, recordWrite } from './ledger-writes';

const codeOf = async (promise: Promise<unknown>): Promise<string> =>
	await promise.then(
		() => 'no error',
		(error: unknown) => (error instanceof AffiliateError ? error.code : String(error)),
	);

const CUSTOMER = { programmeId: PROGRAMME_ID, customerKey: 'carla' };

const aTransfer = (overrides: Partial<CustomerBinding> = {}) =>
	aBinding({
		affiliateId: 'aff_bert',
		reason: 'transferred',
		boundAt: day(10),
		at: day(10),
		actor: 'Petra',
		...overrides,
	});

const aRelease = (at = day(20)) =>
	aBinding({ affiliateId: null, reason: 'released', boundAt: at, at, actor: 'Petra' });

describeStores('The binding of a customer', (engine) => {
	it('comes with an order, and is read for the next one that asks for it', async () => {
		const store = await engine.open();
		const binding = aBinding({ expiresAt: day(30) });
		const sale = aSale({ at: day(1) });
		await write(store, sale, { ...recordWrite(sale, CUSTOMER), bindings: [binding] });
		await write(store, sale, { bindings: [binding] });
		const seen = async (customer?: typeof CUSTOMER) =>
			await store.ledger.decide(
				keyOf(aSale({ orderId: 'order-2' })),
				(state) => ({ write: {}, result: state.binding }),
				customer === undefined ? {} : { customer },
			);
		expect(await seen(CUSTOMER)).toEqual(binding);
		expect(await seen()).toBeNull();
		expect(await seen({ ...CUSTOMER, customerKey: 'nobody' })).toBeNull();
		expect(await store.ledger.bindingHistory(PROGRAMME_ID, 'carla')).toEqual([binding]);
	});

	it('of a customer who is not that of the order is refused', async () => {
		const store = await engine.open();
		const sale = aSale();
		const content = { ...recordWrite(sale, { customerKey: 'bert' }), bindings: [aBinding()] };
		expect(await codeOf(write(store, sale, content))).toBe('ledger_conflict');
	});

	it('is transferred and released by people, and every entry stays', async () => {
		const { ledger } = await engine.open();
		const entries = [aBinding(), aTransfer(), aRelease()];
		for (const entry of entries) await ledger.bind(entry);
		expect(await ledger.bindingHistory(PROGRAMME_ID, 'carla')).toEqual(entries);
		expect(await ledger.bindingHistory(PROGRAMME_ID, 'nobody')).toEqual([]);
	});

	it.each([
		['before it began', day(1), null],
		['from its first moment', day(2), AFFILIATE_ID],
		['before the transfer', '2026-11-09T23:59:59.999Z', AFFILIATE_ID],
		['from the transfer on', day(10), 'aff_bert'],
		['until it is released', '2026-11-19T23:59:59.999Z', 'aff_bert'],
		['after the release', day(20), null],
	])('is that of the moment: %s', async (_because, at, affiliateId) => {
		const { ledger } = await engine.open();
		await ledger.bind(aBinding({ boundAt: day(2) }));
		await ledger.bind(aTransfer());
		await ledger.bind(aRelease());
		const found = await ledger.binding(PROGRAMME_ID, 'carla', at);
		expect(found?.affiliateId ?? null).toBe(affiliateId);
	});

	it('ends when it expires, which is exclusive, and lasts longer once it is renewed', async () => {
		const { ledger } = await engine.open();
		await ledger.bind(aBinding({ expiresAt: day(10) }));
		expect(await ledger.binding(PROGRAMME_ID, 'carla', day(10))).toBeNull();
		expect(await ledger.binding('prg_other', 'carla', day(5))).toBeNull();
		const renewed = aBinding({ reason: 'renewed', expiresAt: day(25), at: day(9) });
		await ledger.bind(renewed);
		expect(await ledger.binding(PROGRAMME_ID, 'carla', day(10))).toEqual(renewed);
	});

	it.each([
		['older than the last one', aTransfer({ at: '2026-10-01T00:00:00.000Z' })],
		['a renewal for somebody else', aTransfer({ reason: 'renewed' })],
		['a release that names somebody', { ...aRelease(), affiliateId: 'aff_bert' }],
		['a transfer to nobody', aTransfer({ affiliateId: null })],
	])('refuses an entry that does not follow on: %s', async (_because, entry) => {
		const { ledger } = await engine.open();
		await ledger.bind(aBinding());
		expect(await codeOf(ledger.bind(entry))).toBe('ledger_conflict');
		expect(await ledger.bindingHistory(PROGRAMME_ID, 'carla')).toEqual([aBinding()]);
	});

	it('takes the last entry again without writing it twice, and releases nobody', async () => {
		const { ledger } = await engine.open();
		expect(await codeOf(ledger.bind(aRelease()))).toBe('ledger_conflict');
		for (const _again of [1, 2]) await ledger.bind(aBinding());
		expect(await ledger.bindingHistory(PROGRAMME_ID, 'carla')).toHaveLength(1);
	});

	it('is made by one of several orders that come at once, when each looks first', async () => {
		const workspace = await engine.workspace();
		const store = await workspace.open();
		const sales = Array.from({ length: 8 }, (_, n) => aSale({ orderId: `order-${n}` }));
		await Promise.all(
			sales.map((sale) =>
				store.ledger.decide(
					keyOf(sale),
					({ binding }) => ({
						write: {
							...recordWrite(sale, CUSTOMER),
							bindings: binding === null ? [aBinding({ actor: sale.orderId })] : [],
						},
						result: null,
					}),
					{ customer: CUSTOMER },
				),
			),
		);
		expect(await store.ledger.bindingHistory(PROGRAMME_ID, 'carla')).toHaveLength(1);
	});
});
