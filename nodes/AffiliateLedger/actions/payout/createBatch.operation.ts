import type { IDataObject } from 'n8n-workflow';
import { toJson } from '../../../../lib/model/json';
import { draftBatch } from '../../../../lib/ledger/payouts';
import { requireText } from '../../fields';
import type { LedgerOperation } from '../../operation';
import { requirePolicy } from '../payoutPolicy/requirePolicy';
import { actOf } from '../actOf';
import { currencyField, methodField, readMethod, requireCurrency } from './batchFields';
import { shownBatch } from './shownBatch';

/** Claims everything payable into one batch; the same key gives the same batch again (C36). */
export const createPayoutBatch: LedgerOperation = {
	value: 'createBatch',
	name: 'Create Batch',
	action: 'Create payout batch',
	description: 'Claim what is payable into a batch; the same key again gives the same batch',
	fields: [
		{
			displayName: 'Batch Key',
			name: 'batchKey',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 2026-11',
			description: 'Names the run; used once per currency and method',
		},
		currencyField,
		methodField,
	],
	async run(context) {
		const { store } = context;
		const batchKey = requireText(context, 'batchKey', 'Batch Key');
		const currency = requireCurrency(context);
		const method = readMethod(context);
		const policy = await requirePolicy(store);
		const act = actOf(context);
		const { batch, payouts, ...result } = await store.payouts.claim(
			{ batchKey, currency, method },
			(state) => draftBatch(state, { batchKey, currency, method, policy }, act),
		);
		const shown = batch === null ? { batchKey, payouts: [] } : shownBatch(batch, payouts);
		return [{ json: { ...shown, ...(toJson(result) as unknown as IDataObject) } }];
	},
};
