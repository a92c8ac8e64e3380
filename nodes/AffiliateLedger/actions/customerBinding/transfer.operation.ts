import { addDays } from '../../../../lib/kernel';
import type { CustomerBinding } from '../../../../lib/ports/ledger-store';
import { affiliateField, programmeField, readAffiliate, requireProgramme } from '../../locators';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';
import { actOf } from '../actOf';
import { customerFields, requireCustomerKey } from './customerFields';

/** Binds a customer to another affiliate, or to nobody, by a person's decision; audited. */
export const transferCustomerBinding: LedgerOperation = {
	value: 'transfer',
	name: 'Transfer',
	action: 'Transfer customer binding',
	description:
		'Bind a customer to another affiliate; without an affiliate the customer is released',
	fields: [
		programmeField(),
		...customerFields,
		affiliateField(false),
		{
			displayName: 'Days',
			name: 'days',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 365,
			description: 'How long the binding holds; 0 for no end',
		},
	],
	async run(context) {
		const { programmeId } = await requireProgramme(context);
		const affiliate = await readAffiliate(context);
		const days = Number(context.execute.getNodeParameter('days', context.itemIndex, 365));
		const act = actOf(context);
		const binding: CustomerBinding = {
			programmeId,
			customerKey: requireCustomerKey(context),
			affiliateId: affiliate?.affiliateId ?? null,
			boundAt: act.at,
			expiresAt: affiliate === null || days === 0 ? null : addDays(act.at, days),
			reason: affiliate === null ? 'released' : 'transferred',
			...act,
		};
		await context.store.ledger.bind(binding);
		return recordItems([binding]);
	},
};
