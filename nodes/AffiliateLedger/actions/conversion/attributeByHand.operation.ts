import { manualAttribution } from '../../../../lib/attribution';
import { AffiliateError } from '../../../../lib/kernel';
import type { Order } from '../../../../lib/model/order';
import { orderSchema } from '../../../../lib/model/order';
import { orderContentHash } from '../../../../lib/model/order-content';
import type { Programme } from '../../../../lib/model/programme';
import { itemWithKey } from '../../../shared/itemWithKey';
import {
	recordedAttribution,
	type RecordedAttribution,
} from '../../../shared/pricing/recordedAttribution';
import { requireText } from '../../fields';
import { programmeField, readProgramme } from '../../locators';
import type { LedgerOperation, OperationContext } from '../../operation';
import { actOf } from '../actOf';
import { reasonField } from '../commission/commissionFields';
import { orderFields, readOrderKey, unknownConversion } from './orderFields';
import { maxRateAgeField, readMaxRateAge } from './rateAgeField';
import { readShares } from './readShares';
import { recordedCredits, reattributeOrder } from './reattributeOrder';
import { shownReattribution } from './shownReattribution';

/** Credits a recorded order by a person's decision; rules do not change it again. */
export const attributeByHandOperation: LedgerOperation = {
	value: 'attributeByHand',
	name: 'Attribute by Hand',
	action: 'Attribute conversion by hand',
	description:
		"Credit a recorded order by a person's decision; the difference is booked as entries",
	fields: [
		...orderFields,
		{
			displayName: 'Affiliates',
			name: 'affiliateShares',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. anna=60, ben=40',
			description: 'Codes of who gets the credit, with their parts; without numbers equal ones',
		},
		reasonField,
		{
			displayName: 'Approved By',
			name: 'approvedBy',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Mia Rossi',
			description: 'Who decided; kept with every entry, for the audit',
		},
		{
			...programmeField(false),
			description: 'The programme that pays; left empty, the one the order is recorded in',
		},
		maxRateAgeField,
	],
	async run(context) {
		const { execute, itemIndex, store } = context;
		const key = readOrderKey(context);
		const reason = requireText(context, 'reason', 'Reason');
		const decidedBy = requireText(context, 'approvedBy', 'Approved By');
		const credits = await readShares(context);
		const recorded = await recordedAttribution(store, key);
		if (recorded === null) throw unknownConversion(key);
		const programme = await programmeOf(context, recorded);
		const order = recorded.journal?.order ?? orderOfItem(context, recorded);
		if (order === null) throw withoutOrder();
		const attribution = manualAttribution({ programme, credits, decidedBy, reason, order });
		const done = await reattributeOrder(
			store,
			recorded,
			{
				attribution,
				order,
				verdict: null,
				reason: `${reason} (${decidedBy})`,
				cause: 'by hand',
				maxRateAgeDays: readMaxRateAge(context),
				isApplied: true,
			},
			actOf(context, decidedBy),
		);
		const compared = { recorded: recordedCredits(recorded, attribution), now: attribution };
		return itemWithKey(execute, itemIndex, 'ledger', shownReattribution(done, compared, true));
	},
};

async function programmeOf(
	context: OperationContext,
	{ conversion: { programmeId } }: RecordedAttribution,
): Promise<Programme> {
	const chosen = await readProgramme(context);
	if (chosen !== null) return chosen;
	const recorded =
		programmeId === null ? null : await context.store.registry.programme(programmeId);
	if (recorded !== null) return recorded;
	throw new AffiliateError('The order is recorded in no programme', {
		code: 'missing_input',
		path: 'programme',
		hint: "Choose the 'Programme' that pays.",
	});
}

/** An order of no programme is kept without what it was priced from; the item may bring it. */
function orderOfItem(
	{ execute, itemIndex }: OperationContext,
	{ conversion }: RecordedAttribution,
): Order | null {
	const given = orderSchema.safeParse(execute.getInputData()[itemIndex]?.json['order']);
	if (!given.success) return null;
	return orderContentHash(given.data) === conversion.contentHash ? given.data : null;
}

function withoutOrder(): AffiliateError {
	return new AffiliateError('The order was recorded without what it was priced from', {
		code: 'no_journal',
		path: 'orderId',
		hint:
			"Let the incoming item carry the same order as 'order', or correct its commissions with " +
			"'Commission: Adjust'.",
	});
}
