import { ageOfNegativeBalances } from '../../../../lib/ledger/payouts';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';

/** Who owes how much for how long, after refunds of paid commissions (C28). */
export const getNegativeBalances: LedgerOperation = {
	value: 'negativeBalances',
	name: 'Get Negative Balances',
	action: 'Get negative balances',
	description: 'List affiliates with a negative balance, by how old it is',
	fields: [],
	async run({ store, clock }) {
		const candidates = await store.payouts.candidates({});
		return recordItems(ageOfNegativeBalances(candidates, clock.now()));
	},
};
