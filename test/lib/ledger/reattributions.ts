import { addDays } from '../../../lib/kernel';
import { reattributeConversion, type Reattribution } from '../../../lib/ledger';
import type { Attribution } from '../../../lib/model/credit';
import type { Order } from '../../../lib/model/order';
import { aCredit, anAttribution, anOrder, aTouch } from '../../support/builders';
import { priced, type OrderLedger, type Terms } from './order-ledger';

/** Credits by code and weight: `{ anna: 60, ben: 40 }`; nobody for `{}`. */
export function creditedTo(
	weights: Readonly<Record<string, number>>,
	overrides: Partial<Attribution> = {},
): Attribution {
	return anAttribution({
		...overrides,
		credits: Object.entries(weights).map(([code, weight]) => {
			const about = { affiliateId: `aff_${code}`, affiliateCode: code };
			return aCredit({ ...about, weight, touch: aTouch({ ...about, clickId: `clk_${code}` }) });
		}),
	});
}

/** What is recorded of an order and who is credited in a ledger of these tests. */
export interface Recorded {
	readonly order?: Order;
	readonly recorded: Attribution;
	readonly terms?: Terms;
}

/** Attributes the ledger's order anew, from what is read of it now. */
export function reattribute(
	ledger: OrderLedger,
	{ order = anOrder(), recorded, terms }: Recorded,
	attribution: Attribution,
	overrides: Partial<Reattribution> = {},
) {
	const isOfNobody = attribution.credits.length === 0;
	const commission = priced(order, attribution, terms, {
		holdUntil: addDays(order.createdAt, 30),
		...(isOfNobody ? { base: null, baseLines: [], reason: 'no_affiliate' } : {}),
	});
	return ledger.run((state, act) =>
		reattributeConversion(
			state,
			{
				attribution,
				recorded,
				commission,
				journal: { order, attribution, context: null },
				version: state.conversion?.version ?? 1,
				reason: 'a click was found',
				adjustments: [...ledger.adjustments],
				cause: 'late facts',
				...overrides,
			},
			act,
		),
	);
}
