import { propertiesPath, type HubSpotObjectType } from './api-paths';
import type { HubSpotClient } from './client';
import type { HubSpotFailure } from './failure';
import { propertiesAnswerSchema, type HubSpotProperty } from './schema';

/** All properties of an object type that are in use. */
export async function listProperties(
	client: HubSpotClient,
	objectType: HubSpotObjectType,
): Promise<
	| { readonly ok: true; readonly properties: readonly HubSpotProperty[] }
	| { readonly ok: false; readonly failure: HubSpotFailure }
> {
	const answer = await client.call({
		method: 'GET',
		path: propertiesPath(client.apiVersion, objectType),
		safety: 'repeatable',
	});
	if (!answer.ok) return answer;
	const { results } = propertiesAnswerSchema.parse(answer.body);
	return { ok: true, properties: results.filter(({ archived }) => !archived) };
}
