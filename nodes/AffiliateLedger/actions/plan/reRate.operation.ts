import { AffiliateError } from '../../../../lib/kernel';
import type { Plan } from '../../../../lib/model/plan';
import type { Programme } from '../../../../lib/model/programme';
import { additionalFields, readCollection, requireText } from '../../fields';
import { affiliateField, programmeField, readAffiliate, requireProgramme } from '../../locators';
import type { LedgerOperation, OperationContext } from '../../operation';
import { recordItems } from '../../save';
import { actOf } from '../actOf';
import { reasonField } from '../commission/commissionFields';
import { reRate, type ReRated } from '../reRateEarlierOrders';
import { periodFields, periodOf } from './periodFields';

/**
 * Prices recorded orders by the newest version of a plan and books the differences as entries,
 * before or after approval and payout (C10). Running it again finds nothing left to add.
 */
export const reRateOrders: LedgerOperation = {
	value: 'reRate',
	name: 'Re-Rate',
	action: 'Re-rate recorded orders',
	description: 'Price recorded orders by the newest version of a plan and book the differences',
	fields: [
		programmeField(),
		{
			displayName: 'Plan Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Standard',
			description: 'Its newest version prices the orders',
		},
		affiliateField(false),
		reasonField,
		additionalFields(periodFields),
	],
	async run(context) {
		const programme = await requireProgramme(context);
		const affiliate = await readAffiliate(context);
		const plan = await newestVersion(context, programme);
		const reason = requireText(context, 'reason', 'Reason');
		const { ledger } = context.store;
		const changed: ReRated[] = [];
		let orders = 0;
		let skipped = 0;
		for await (const entry of ledger.replay({
			programmeId: programme.programmeId,
			...(affiliate === null ? {} : { affiliateId: affiliate.affiliateId }),
			...periodOf(readCollection(context, 'additionalFields')),
		})) {
			orders += 1;
			const terms = { plan, programme, until: 'window end' } as const;
			const result = await reRate(context.store, entry, terms, reason, actOf(context));
			if (result === null) skipped += 1;
			else if (result.outcome !== 'unchanged') changed.push(result);
		}
		const summary = { plan: plan.name, version: plan.version, orders, skipped };
		return recordItems([{ ...summary, changed: changed.length, results: changed }]);
	},
};

async function newestVersion(context: OperationContext, programme: Programme): Promise<Plan> {
	const name = requireText(context, 'name', 'Plan Name');
	const plans = await context.store.registry.plans(programme.programmeId);
	const [newest] = plans
		.filter((plan) => plan.name.toLowerCase() === name.toLowerCase())
		.sort((a, b) => b.version - a.version);
	if (newest !== undefined) return newest;
	throw new AffiliateError(`Programme '${programme.code}' has no plan '${name}'`, {
		code: 'unknown_plan',
		path: 'name',
		hint: "Look it up with 'Plan: Get Many'.",
	});
}
