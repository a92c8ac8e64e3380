import { z } from 'zod/v4';
import { AffiliateError } from '../../kernel';
import { failureOutcome, platformError, type PlatformOutcome } from '../affiliate-platform';
import type { RetrySafety } from '../retry';
import {
	NO_FAILURE_DETAILS,
	VendorClient,
	type VendorAnswer,
	type VendorCall,
	type VendorConnection,
	type VendorFailure,
} from '../vendor';
import {
	httpFailureOf,
	LIST_PAUSE_MILLISECONDS,
	parsedBody,
	POST_AFFILIATE_PRO_WORDS,
	postAffiliateProRetryRules,
	rpcFailureOf,
	SESSION_CLOSED,
} from './failure';
import { formRows, readFormRows } from './form-fields';
import { isGiven, type Account } from './settings';

export type RpcRequest = Readonly<Record<string, unknown>> & {
	/** Class and method. */
	readonly C: string;
	readonly M: string;
};

export type RpcAnswer =
	| { readonly ok: true; readonly results: readonly unknown[] }
	| { readonly ok: false; readonly failure: VendorFailure };

const sessionSchema = z.object({ fields: z.unknown() });

/**
 * One run against one account: logs in when it has to and again when its session was closed, which says
 * that nothing was carried out. Between two lists it waits, because a user may read one a second.
 */
export class PostAffiliateProClient {
	private readonly rpc: VendorClient;

	private readonly scripts: VendorClient;

	private session: string | null = null;

	/** A login that was refused stays so for the run: a few more would block the user for an hour. */
	private refusal: VendorFailure | null = null;

	private hasListed = false;

	/** Throws `invalid_input` for a base URL that would give the login away. */
	constructor(
		private readonly connection: VendorConnection,
		readonly account: Account,
	) {
		const dialect = {
			name: 'Post Affiliate Pro',
			headers: {},
			retryRules: postAffiliateProRetryRules,
		};
		this.rpc = new VendorClient(connection, { ...dialect, failureOf: rpcFailureOf });
		this.scripts = new VendorClient(connection, { ...dialect, failureOf: httpFailureOf });
	}

	/** Runs requests as one; fails when one of them does. */
	async run(requests: readonly RpcRequest[], safety: RetrySafety): Promise<RpcAnswer> {
		const isList = requests.some(({ C, M }) => M === 'getRows' || C.endsWith('Grid'));
		if (isList && this.hasListed) await this.connection.sleeper.sleep(LIST_PAUSE_MILLISECONDS);
		if (isList) this.hasListed = true;
		const answer = await this.withSession(requests, safety);
		if (answer.ok || answer.failure.code !== SESSION_CLOSED) return answer;
		this.session = null;
		if (isList) await this.connection.sleeper.sleep(LIST_PAUSE_MILLISECONDS);
		return await this.withSession(requests, safety);
	}

	/** A form: its fields as it was saved, or as it was loaded. */
	async form(
		className: string,
		method: string,
		fields: Readonly<Record<string, string>>,
		safety: RetrySafety,
	): Promise<
		| { readonly ok: true; readonly fields: Record<string, string>; readonly raw: unknown }
		| { readonly ok: false; readonly failure: VendorFailure }
	> {
		const answer = await this.run([{ C: className, M: method, fields: formRows(fields) }], safety);
		if (!answer.ok) return answer;
		const [raw] = answer.results;
		const read = sessionSchema.safeParse(raw);
		return { ok: true, fields: read.success ? readFormRows(read.data.fields) : {}, raw };
	}

	/** A tracking script, which knows no login. */
	async script(call: Omit<VendorCall, 'headers'>): Promise<VendorAnswer> {
		return await this.scripts.call({ ...call, headers: { accept: '*/*' } });
	}

	/** A write that failed, in words without what was sent and without the login. */
	outcomeOf(failure: VendorFailure, sent: readonly string[] = []): PlatformOutcome {
		return failureOutcome(failure, POST_AFFILIATE_PRO_WORDS, [...sent, ...this.secrets()]);
	}

	/** A reading that failed. */
	errorOf(failure: VendorFailure, sent: readonly string[] = []): AffiliateError {
		return platformError(failure, POST_AFFILIATE_PRO_WORDS, [...sent, ...this.secrets()]);
	}

	secrets(): string[] {
		const { username, password, authToken } = this.account;
		return [username, password, authToken, this.session].filter(isGiven);
	}

	private async withSession(
		requests: readonly RpcRequest[],
		safety: RetrySafety,
	): Promise<RpcAnswer> {
		if (this.session === null) {
			const failure = await this.logIn();
			if (failure !== null) return { ok: false, failure };
		}
		const answer = await this.post({ S: this.session, requests }, safety);
		if (!answer.ok) return answer;
		const { results } = answer;
		if (results.length === requests.length) return answer;
		throw new AffiliateError('Post Affiliate Pro did not answer every request', {
			code: 'vendor_refused',
			hint: 'Update this package; if that does not help, tell its maintainers.',
		});
	}

	/** Null when it went well. */
	private async logIn(): Promise<VendorFailure | null> {
		if (this.refusal !== null) return this.refusal;
		const { username, password, authToken } = this.account;
		const login: Record<string, string> =
			isGiven(username) && isGiven(password)
				? { username, password }
				: { authToken: authToken ?? '' };
		const fields = formRows({ ...login, roleType: 'M', isFromApi: 'Y', apiVersion: '' });
		const request = { C: 'Pap_Api_AuthService', M: 'authenticate', fields };
		const answer = await this.post({ requests: [request] }, 'repeatable');
		if (!answer.ok) {
			const { failure } = answer;
			return failure.status === 422 ? this.refused(failure) : failure;
		}
		const read = sessionSchema.safeParse(answer.results[0]);
		const { S: session } = read.success ? readFormRows(read.data.fields) : {};
		if (!session) return this.refused({ message: '', field: null });
		this.session = session;
		return null;
	}

	private refused({ message, field }: Pick<VendorFailure, 'message' | 'field'>): VendorFailure {
		this.refusal = { ...NO_FAILURE_DETAILS, status: 401, code: 'LOGIN', message, field };
		return this.refusal;
	}

	private async post(
		call: Readonly<Record<string, unknown>>,
		safety: RetrySafety,
	): Promise<RpcAnswer> {
		const answer = await this.rpc.call({
			method: 'POST',
			path: this.account.scripts.server,
			form: { D: JSON.stringify({ C: 'Gpf_Rpc_Server', M: 'run', ...call }) },
			safety,
		});
		if (!answer.ok) return answer;
		const body = parsedBody(answer.response.body);
		return { ok: true, results: Array.isArray(body) ? (body as unknown[]) : [body] };
	}
}
