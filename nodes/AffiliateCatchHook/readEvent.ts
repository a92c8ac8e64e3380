import type { IExecuteFunctions } from 'n8n-workflow';
import type { z } from 'zod/v4';
import { flatEvent, hookSourceSchema } from '../../lib/mapping/catch-hook';
import { ledgerAnswerSchema } from '../../lib/mapping/crm';
import type { CatchHookEvent } from '../../lib/model/catch-hook';
import { attributionSchema } from '../../lib/model/credit';
import { orderSchema } from '../../lib/model/order';
import { parseModel } from '../../lib/model/parse';
import { refundSchema } from '../../lib/model/refund';
import { readModel } from '../shared/modelSource';

/** The item's event with what stands beside it: `order`, `refund`, `attribution`, `ledger`. */
export function readEvent(context: IExecuteFunctions, itemIndex: number): CatchHookEvent {
	const madeBy = "'Affiliate Event Trigger' or 'Store Order Trigger'";
	const json = context.getInputData()[itemIndex]?.json ?? {};
	const beside = <Schema extends z.ZodType>(key: string, schema: Schema) => {
		const value = json[key];
		return value === undefined || value === null ? null : parseModel(schema, value, key);
	};
	const facts = {
		event: readModel(context, itemIndex, 'event', hookSourceSchema, madeBy),
		order: beside('order', orderSchema),
		refund: beside('refund', refundSchema),
		attribution: beside('attribution', attributionSchema),
		ledger: beside('ledger', ledgerAnswerSchema),
	};
	const includeContact =
		context.getNodeParameter('options.includeContact', itemIndex, false) === true;
	return flatEvent(facts, { includeContact });
}
