import { programmeField, requireProgramme } from '../../locators';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';
import { customerFields, requireCustomerKey } from './customerFields';

/** Who a customer is bound to for life (C13), with the whole history. */
export const getCustomerBinding: LedgerOperation = {
	value: 'get',
	name: 'Get',
	action: 'Get customer binding',
	description: 'Retrieve the affiliate a customer is bound to, and how that came about',
	fields: [programmeField(), ...customerFields],
	async run(context) {
		const { programmeId } = await requireProgramme(context);
		const customerKey = requireCustomerKey(context);
		const { ledger } = context.store;
		const now = context.clock.now();
		const binding = await ledger.binding(programmeId, customerKey, now);
		const history = await ledger.bindingHistory(programmeId, customerKey);
		return recordItems([{ isBound: binding !== null, binding, history }]);
	},
};
