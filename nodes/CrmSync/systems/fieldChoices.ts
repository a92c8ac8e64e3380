import type { INodePropertyOptions } from 'n8n-workflow';
import type { CrmConnector } from '../../../lib/connectors/crm';

/** What the account offers for one field of its deals, such as the stages. */
export async function fieldChoices(
	connector: CrmConnector,
	field: string,
): Promise<INodePropertyOptions[]> {
	const fields = await connector.listFields('purchase');
	const options = fields.find(({ name }) => name === field)?.options ?? [];
	return options.map(({ label, value }) => ({ name: label, value }));
}
