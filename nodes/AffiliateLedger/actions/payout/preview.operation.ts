import type { IDataObject } from 'n8n-workflow';
import { toJson } from '../../../../lib/model/json';
import { assessCandidate } from '../../../../lib/ledger/payouts';
import type { LedgerOperation } from '../../operation';
import { requirePolicy } from '../payoutPolicy/requirePolicy';
import { currencyField, methodField, readMethod, requireCurrency } from './batchFields';

/** Who would be paid now and who would not, with every reason; nothing is claimed. */
export const previewPayouts: LedgerOperation = {
	value: 'preview',
	name: 'Preview',
	action: 'Preview payouts',
	description: 'List who would be paid now and who would not, with the reasons; writes nothing',
	fields: [currencyField, methodField],
	async run(context) {
		const { store, clock } = context;
		const currency = requireCurrency(context);
		const method = readMethod(context);
		const policy = await requirePolicy(store);
		const candidates = await store.payouts.candidates({ currency });
		return candidates.map((candidate) => {
			const request = { now: clock.now(), method, batchCurrency: currency };
			const { isEligible, reasons, amounts } = assessCandidate(candidate, policy, request);
			const json = toJson({
				affiliateId: candidate.affiliate.affiliateId,
				affiliateCode: candidate.affiliate.code,
				balance: candidate.balance,
				isEligible,
				reasons,
				...amounts,
			});
			return { json: json as unknown as IDataObject };
		});
	},
};
