import { verify, type KeyLike } from 'node:crypto';
import type { SimulatorRequest, SimulatorResponse } from '../simulator-server.ts';

/** A connected app whose administrator has approved the user beforehand. */
export interface SimulatedConnectedApp {
	readonly clientId: string;
	readonly username: string;
	/** Of the certificate that was uploaded. */
	readonly publicKey: KeyLike;
}

const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** Salesforce refuses an assertion that is valid for longer. */
const LONGEST_VALIDITY_SECONDS = 5 * 60;

/** The OAuth 2.0 JWT bearer flow: a signed assertion for a token and the address of the org. */
export function grantToken(
	{ body, headers }: SimulatorRequest,
	app: SimulatedConnectedApp | undefined,
	token: string,
	nowSeconds: number,
): SimulatorResponse {
	const form = new URLSearchParams(typeof body === 'string' ? body : '');
	if (form.get('grant_type') !== GRANT) return refusal('unsupported_grant_type', 'not supported');
	const instanceUrl = `http://${headers['host'] ?? ''}`;
	const fault = faultOf(form.get('assertion') ?? '', app, instanceUrl, nowSeconds);
	if (fault !== null) return refusal('invalid_grant', fault);
	return {
		status: 200,
		body: { access_token: token, instance_url: instanceUrl, scope: 'api', token_type: 'Bearer' },
	};
}

function faultOf(
	assertion: string,
	app: SimulatedConnectedApp | undefined,
	audience: string,
	nowSeconds: number,
): string | null {
	const [header = '', payload = '', signature = ''] = assertion.split('.');
	const signed = Buffer.from(`${header}.${payload}`);
	if (app === undefined) return "user hasn't approved this consumer";
	if (!verify('RSA-SHA256', signed, app.publicKey, Buffer.from(signature, 'base64url'))) {
		return 'invalid assertion';
	}
	const { iss, sub, aud, exp } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<
		string,
		unknown
	>;
	if (iss !== app.clientId || sub !== app.username) return "user hasn't approved this consumer";
	if (aud !== audience) return 'audience is invalid';
	const left = Number(exp) - nowSeconds;
	return left > 0 && left <= LONGEST_VALIDITY_SECONDS ? null : 'expired authorization code';
}

function refusal(error: string, description: string): SimulatorResponse {
	return { status: 400, body: { error, error_description: description } };
}
