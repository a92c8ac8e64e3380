import type { INodeProperties } from 'n8n-workflow';
import { AffiliateError } from '../../../../lib/kernel';
import type { FraudCase } from '../../../../lib/model/fraud-case';
import { requireText } from '../../fields';
import type { OperationContext } from '../../operation';

export const caseIdField: INodeProperties = {
	displayName: 'Case ID',
	name: 'caseId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. cas_5f0c2a…',
	description: "ID of the case, as in 'Fraud Review: Get Many'",
};

/** Throws `missing_input` and `unknown_case`. */
export async function requireCase(context: OperationContext): Promise<FraudCase> {
	const caseId = requireText(context, 'caseId', 'Case ID');
	const fraudCase = await context.store.fraud.case(caseId);
	if (fraudCase !== null) return fraudCase;
	throw new AffiliateError('There is no such fraud case', {
		code: 'unknown_case',
		path: 'caseId',
		hint: "Look it up with 'Fraud Review: Get Many'.",
		details: { caseId },
	});
}
