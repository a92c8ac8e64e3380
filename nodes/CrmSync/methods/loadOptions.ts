import {
	NodeOperationError,
	type ILoadOptionsFunctions,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { describeFailure, listPipelines, type Pipeline } from '../../../lib/connectors/hubspot';
import { DEFAULT_DEAL_STAGES } from '../../../lib/mapping/hubspot';
import { hubspotClient } from '../hubspotClient';

/** Deal pipelines of the account. */
export async function getPipelines(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const pipelines = await readPipelines(this);
	return pipelines.map(({ id, label }) => ({ name: label, value: id }));
}

/** Stages of the chosen pipeline; of the account's first one while none is chosen. */
export async function getDealStages(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const pipelines = await readPipelines(this);
	const chosen = String(this.getNodeParameter('options.pipeline', DEFAULT_DEAL_STAGES.pipeline));
	const pipeline = pipelines.find(({ id }) => id === chosen) ?? pipelines[0];
	return (pipeline?.stages ?? []).map(({ id, label }) => ({ name: label, value: id }));
}

async function readPipelines(context: ILoadOptionsFunctions): Promise<readonly Pipeline[]> {
	const answer = await listPipelines(await hubspotClient(context));
	if (answer.ok) return answer.pipelines;
	const { reason, hint } = describeFailure(answer.failure);
	throw new NodeOperationError(context.getNode(), reason, { description: hint });
}
