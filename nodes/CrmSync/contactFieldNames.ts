import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { toNodeError } from '../shared/nodeErrors';
import { chosenSystem } from './systems';

/** Contact fields of the live account, for the list of fields to read. */
export async function getContactFieldNames(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	try {
		const fields = await (await chosenSystem(this).connect(this)).listFields('contact');
		return fields.map(({ label, name }) => ({ name: label, value: name }));
	} catch (error) {
		throw toNodeError(this.getNode(), error, 0);
	}
}
