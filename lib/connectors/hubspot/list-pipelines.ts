import { pipelinesPath } from './api-paths';
import type { HubSpotClient } from './client';
import type { HubSpotFailure } from './failure';
import { pipelinesAnswerSchema } from './schema';

export interface Pipeline {
	readonly id: string;
	readonly label: string;
	readonly stages: ReadonlyArray<{ readonly id: string; readonly label: string }>;
}

/** The deal pipelines of the account with their stages. */
export async function listPipelines(
	client: HubSpotClient,
): Promise<
	| { readonly ok: true; readonly pipelines: readonly Pipeline[] }
	| { readonly ok: false; readonly failure: HubSpotFailure }
> {
	const answer = await client.call({
		method: 'GET',
		path: pipelinesPath(client.apiVersion),
		safety: 'repeatable',
	});
	if (!answer.ok) return answer;
	return { ok: true, pipelines: pipelinesAnswerSchema.parse(answer.body).results };
}
