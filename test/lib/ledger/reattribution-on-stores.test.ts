import fc from 'fast-check';
import { reattributeConversion, recordConversion, recordRefund } from '../../../lib/ledger';
import type { Attribution } from '../../../lib/model/credit';
import type { LedgerWrite, OrderState } from '../../../lib/ports/ledger-store';
import type { AffiliateStore } from '../../../lib/ports/store';
import { anOrder, eur } from '../../support/builders';
import { describeStores } from '../../support/stores';
import { inputOf, OrderLedger, partialRefund, priced } from './order-ledger';
import { creditedTo } from './reattributions';
import { eurOf } from './stories';

const order = anOrder();
const CREDITS = [{ anna: 1 }, { ben: 1 }, { anna: 60, ben: 40 }, { carl: 2, ben: 1 }, {}].map(
	(weights) => creditedTo(weights as Record<string, number>),
);

type Decide = Parameters<OrderLedger['run']>[0];

/** Decides in the store and in the fold beside it, which must agree before and after. */
async function run(store: AffiliateStore, ledger: OrderLedger, decide: Decide): Promise<void> {
	const plain = (state: OrderState) => ({
		...state,
		commissions: state.commissions.map(({ trace: _trace, ...entry }) => entry),
		binding: null,
	});
	const key = { programmeId: 'prg_spring', customerKey: 'key' };
	await store.ledger.decide(
		order,
		(state) => {
			expect(plain(state)).toEqual(plain(ledger.state));
			expect(state.binding).toEqual(ledger.state.binding);
			let write: LedgerWrite = {};
			ledger.run((_same, act) => {
				const decided = decide(state, act);
				({ write } = decided);
				return decided;
			});
			return { write, result: null };
		},
		{ customer: key },
	);
}

function attributed(ledger: OrderLedger, recorded: Attribution, attribution: Attribution): Decide {
	return (state, act) =>
		reattributeConversion(
			state,
			{
				attribution,
				recorded,
				commission: priced(order, attribution, undefined, { lifetimeDays: 365 }),
				journal: { order, attribution, context: null },
				version: state.conversion?.version ?? 1,
				reason: 'a click was found',
				adjustments: [...ledger.adjustments],
				cause: 'late facts',
			},
			act,
		);
}

describeStores('Re-attributions', (engine) => {
	it('are kept by the store as they were decided, whatever the path', async () => {
		const path = fc.array(fc.nat({ max: CREDITS.length - 1 }), { minLength: 2, maxLength: 6 });
		const sizes = fc.array(fc.integer({ min: 1, max: 9_000 }), { maxLength: 3 });
		await fc.assert(
			fc.asyncProperty(path, sizes, async (places, refunds) => {
				const store = await engine.open();
				const ledger = new OrderLedger();
				const credits = places.map((place) => CREDITS[place] ?? creditedTo({}));
				const first = credits[0] ?? creditedTo({});
				const commission = priced(order, first, undefined, { lifetimeDays: 365 });
				const input = inputOf({ order, attribution: first, commission });
				await run(store, ledger, (state, act) => recordConversion(state, input, act));
				for (const [index, attribution] of credits.slice(1).entries()) {
					const size = refunds[index];
					const refund = partialRefund(`r${index}`, eurOf(size ?? 0));
					if (size !== undefined) {
						await run(store, ledger, (state, act) => recordRefund(state, refund, act));
					}
					const before = credits[index] ?? first;
					await run(store, ledger, attributed(ledger, before, attribution));
				}
				await run(store, ledger, () => ({ write: {}, result: null }));
				expect(await store.ledger.netPerCurrency()).toEqual(
					ledger.transactions.length === 0 ? [] : [eur('0.00')],
				);
			}),
			{ numRuns: engine.kind === 'sqlite' ? 15 : 3 },
		);
	}, 60_000);

	it('show in the story of a commission with their kind and journal', async () => {
		const store = await engine.open();
		const ledger = new OrderLedger();
		const [anna, ben] = [creditedTo({ anna: 1 }), creditedTo({ ben: 1 })];
		const input = inputOf({ order, attribution: anna });
		await run(store, ledger, (state, act) => recordConversion(state, input, act));
		await run(store, ledger, attributed(ledger, anna, ben));
		const story = await store.ledger.commissionStory(ledger.commissionId);
		expect(story).toMatchObject({
			journal: { attribution: { credits: [{ affiliateCode: 'ben' }] } },
			adjustments: [{ kind: 're_attribution', amount: eur('-10.00') }],
		});
	});
});
