import { NodeOperationError, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';
import { chosenSystem, CRM_SYSTEMS, type MarketingConnector } from '../../systems';

const CAPABLE = CRM_SYSTEMS.filter(({ connectMarketing }) => connectMarketing !== undefined);

/** Tells that the chosen CRM has none of this. */
export const marketingNotice: INodeProperties = {
	displayName: `Lists, segments, consent and events need ${CAPABLE.map(({ name }) => name).join(' or ')}. Choose it under 'CRM'.`,
	name: 'marketingNotice',
	type: 'notice',
	default: '',
	displayOptions: { hide: { '/crm': CAPABLE.map(({ value }) => value) } },
};

/** The person that an operation is about. */
export const emailProperty: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	default: '={{ $json.order?.customer?.email ?? $json.email }}',
	required: true,
	placeholder: 'name@email.com',
	description: 'Address of the person; items without one are passed on as skipped',
};

/** Null when the item has none. */
export function readEmail(execute: IExecuteFunctions, itemIndex: number): string | null {
	const email: unknown = execute.getNodeParameter('email', itemIndex, '');
	return typeof email === 'string' && email.trim() !== '' ? email.trim() : null;
}

/** The chosen account. Throws n8n's own error for a CRM without lists and events. */
export async function marketingConnector(execute: IExecuteFunctions): Promise<MarketingConnector> {
	const { name, connectMarketing } = chosenSystem(execute);
	if (connectMarketing !== undefined) return await connectMarketing(execute);
	throw new NodeOperationError(
		execute.getNode(),
		`${name} has no lists, consent or events that this node can use`,
		{ description: marketingNotice.displayName },
	);
}
