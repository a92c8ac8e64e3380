import { inChunks, type VendorFailure } from '../vendor';
import type { SalesforceClient } from './client';
import { failureOf } from './failure';
import { compositeSchema, querySchema, readAnswer, type QueryRecord } from './schema';
import { withHttpStatus } from './status-port';

export type QueryResult =
	| { readonly ok: true; readonly records: readonly QueryRecord[] }
	| { readonly ok: false; readonly failure: VendorFailure };

/** Queries that one composite request may hold. Source: "Composite" of the REST API guide. */
const QUERIES_PER_CALL = 5;

/**
 * Runs queries, five in one request, each with a result of its own. They go in the body of a
 * composite request because a URL ends at 16,384 bytes, which some hundred e-mail addresses exceed.
 */
export async function runQueries(
	client: SalesforceClient,
	statements: readonly string[],
): Promise<QueryResult[]> {
	const results: QueryResult[] = [];
	for (const chunk of inChunks(statements, QUERIES_PER_CALL)) {
		results.push(...(await runTogether(client, chunk)));
	}
	return results;
}

async function runTogether(
	client: SalesforceClient,
	statements: readonly string[],
): Promise<QueryResult[]> {
	const answer = await client.call({
		method: 'POST',
		path: '/composite',
		body: {
			allOrNone: false,
			compositeRequest: statements.map((statement, index) => ({
				method: 'GET',
				url: `${client.root}/query?q=${encodeURIComponent(statement)}`,
				referenceId: `query${index}`,
			})),
		},
		safety: 'repeatable',
	});
	if (!answer.ok) return statements.map(() => answer);
	const { compositeResponse } = readAnswer(compositeSchema, answer.response.body);
	const results: QueryResult[] = [];
	for (const index of statements.keys()) {
		const part = compositeResponse.find(({ referenceId }) => referenceId === `query${index}`);
		results.push(await readPart(client, part?.httpStatusCode ?? 500, part?.body));
	}
	return results;
}

async function readPart(
	client: SalesforceClient,
	status: number,
	body: unknown,
): Promise<QueryResult> {
	const failure = failureOf(withHttpStatus({ status, headers: {}, body }));
	if (failure !== null) return { ok: false, failure };
	let page = readAnswer(querySchema, body);
	const records = [...page.records];
	while (!page.done && page.nextRecordsUrl !== undefined) {
		const answer = await client.follow(page.nextRecordsUrl);
		if (!answer.ok) return answer;
		page = readAnswer(querySchema, answer.response.body);
		records.push(...page.records);
	}
	return { ok: true, records };
}
