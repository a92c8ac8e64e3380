import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { toNodeError } from '../../shared/nodeErrors';
import { chosenSystem, type CrmChoice } from '../systems';

/** Deal pipelines of the account. */
export async function getPipelines(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await readChoices(this, 'pipelines');
}

/** Stages that a deal or opportunity can have. */
export async function getDealStages(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await readChoices(this, 'dealStages');
}

/** Lists that people can be put into. */
export async function getLists(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await readChoices(this, 'lists');
}

/** Segments that fill themselves by their rules. */
export async function getSegments(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await readChoices(this, 'segments');
}

/** Nothing for a system that has no such thing. */
async function readChoices(
	context: ILoadOptionsFunctions,
	choice: CrmChoice,
): Promise<INodePropertyOptions[]> {
	try {
		return (await chosenSystem(context).choices[choice]?.(context)) ?? [];
	} catch (error) {
		throw toNodeError(context.getNode(), error, 0);
	}
}
