import { conversionIdOf } from '../../../../lib/ledger';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';
import { orderFields, readOrderKey, unknownConversion } from './orderFields';

export const getConversion: LedgerOperation = {
	value: 'get',
	name: 'Get',
	action: 'Get conversion',
	description: 'Retrieve a recorded order with its commissions and refunds',
	fields: orderFields,
	async run(context) {
		const { storeKey, orderId } = readOrderKey(context);
		const state = await context.store.ledger.conversion(conversionIdOf(storeKey, orderId));
		if (state?.conversion == null) throw unknownConversion({ storeKey, orderId });
		const { conversion, commissions, refunds } = state;
		return recordItems([{ ...conversion, commissions, refunds }]);
	},
};
