import { AffiliateError } from '../../../../lib/kernel';
import { orderContentHash } from '../../../../lib/model/order-content';
import { itemWithKey } from '../../../shared/itemWithKey';
import { readAttribution, readOrder, readVerdict } from '../../../shared/itemRecords';
import { modelSourceProperties } from '../../../shared/modelSource';
import { recordedAttribution } from '../../../shared/pricing/recordedAttribution';
import { readText } from '../../fields';
import type { LedgerOperation } from '../../operation';
import { actOf } from '../actOf';
import { unknownConversion } from './orderFields';
import { recordedCredits, reattributeOrder } from './reattributeOrder';
import { maxRateAgeField, readMaxRateAge } from './rateAgeField';
import { shownReattribution } from './shownReattribution';

/**
 * Compares whom an order is credited to with what the attribution finds now: a click that was
 * written after its order, a browser that turned out to be the customer's. Only proposes unless it
 * is told to apply; then the difference is booked as entries.
 */
export const reattributeConversionOperation: LedgerOperation = {
	value: 'reattribute',
	name: 'Reattribute',
	action: 'Reattribute conversion',
	description: 'Compare a recorded order with what its attribution says now; propose or book it',
	fields: [
		{
			displayName: 'Mode',
			name: 'reattributeMode',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Apply', value: 'apply', description: 'Book the difference as new entries' },
				{ name: 'Propose', value: 'propose', description: 'Only say what would change' },
			],
			default: 'propose',
			description: 'Whether a difference is only shown or booked',
		},
		{
			displayName: 'Reason',
			name: 'reattributeReason',
			type: 'string',
			default: 'Late facts',
			placeholder: 'e.g. Late facts',
			description: 'Kept with every entry, for the audit',
		},
		maxRateAgeField,
		...modelSourceProperties('order', 'Order'),
		...modelSourceProperties('attribution', 'Attribution'),
		...modelSourceProperties('fraud', 'Fraud Verdict'),
	],
	async run(context) {
		const { execute, itemIndex, store } = context;
		const order = readOrder(execute, itemIndex);
		const attribution = readAttribution(execute, itemIndex);
		const recorded = await recordedAttribution(store, order);
		if (recorded === null) throw unknownConversion(order);
		if (recorded.conversion.contentHash !== orderContentHash(order)) throw edited(order);
		const isApplied = execute.getNodeParameter('reattributeMode', itemIndex, 'propose') === 'apply';
		const done = await reattributeOrder(
			store,
			recorded,
			{
				attribution,
				order,
				verdict: readVerdict(execute, itemIndex),
				reason: readText(context, 'reattributeReason') || 'Late facts',
				cause: 'late facts',
				maxRateAgeDays: readMaxRateAge(context),
				isApplied,
			},
			actOf(context),
		);
		const credits = { recorded: recordedCredits(recorded, attribution), now: attribution };
		const shown = shownReattribution(done, credits, isApplied);
		return itemWithKey(execute, itemIndex, 'ledger', shown);
	},
};

function edited({ orderNumber }: { readonly orderNumber: string }): AffiliateError {
	return new AffiliateError(`Order ${orderNumber} is recorded with another content`, {
		code: 'order_edited',
		path: 'order',
		hint: "Run 'Conversion: Record' for the edited order first, then attribute it anew.",
	});
}
