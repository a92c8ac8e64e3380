import type { SimulatorRequest, SimulatorResponse } from '../simulator-server.ts';

export interface SimulatedApp {
	readonly clientId: string;
	readonly clientSecret: string;
	/** Whether app and shop belong to one organisation. */
	readonly isOwnShop?: boolean;
}

const SECONDS_OF_A_DAY = 86_399;

/** `/admin/oauth/access_token`: the client credentials grant of apps of the Dev Dashboard. */
export function answerToken(
	{ method, body }: SimulatorRequest,
	app: SimulatedApp | undefined,
	issue: { readonly token: string; readonly scopes: readonly string[] },
): SimulatorResponse {
	const form = new URLSearchParams(typeof body === 'string' ? body : '');
	if (method !== 'POST' || form.get('grant_type') !== 'client_credentials') {
		return refused('unsupported_grant_type', 'Only client_credentials is simulated');
	}
	if (form.get('client_id') !== app?.clientId || form.get('client_secret') !== app?.clientSecret) {
		return refused('application_cannot_be_found', 'Client id or client secret is wrong');
	}
	if (app?.isOwnShop === false) {
		return refused('shop_not_permitted', 'Client credentials cannot be performed on this shop');
	}
	return {
		status: 200,
		body: {
			access_token: issue.token,
			scope: issue.scopes.join(','),
			expires_in: SECONDS_OF_A_DAY,
		},
	};
}

function refused(error: string, description: string): SimulatorResponse {
	return { status: 400, body: { error, error_description: description } };
}
