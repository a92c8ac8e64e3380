import type { VendorFailure } from '../vendor';
import type { KlaviyoClient } from './client';
import { failureOfImport, positionInJob, unfinishedFailure } from './failure';
import { inPayloads } from './payload-chunks';
import { profileKey } from './profile';
import { profileBody } from './profile-body';
import { readPages } from './read-pages';
import { importErrorSchema, jobSchema, readAnswer, type ImportError } from './schema';
import { isAboutIdentifier, type Planned, type WriteContext } from './write-profile';

const JOBS_PATH = '/api/profile-bulk-import-jobs';

/** Source: "Bulk Import Profiles" of the API reference: 10,000 profiles, 5 MB. Room for the frame. */
const JOB_LIMITS = { count: 10_000, bytes: 4_900_000 } as const;

/** A refused job of so few is not halved any more: its profiles are written one by one. */
const SMALLEST_JOB = 10;

const FIRST_WAIT_MILLISECONDS = 1_000;
const LONGEST_WAIT_MILLISECONDS = 15_000;

/**
 * What became of a profile in a job. `open`: the job does not tell, or it may go through without the
 * phone number; it is to be written on its own.
 */
export type ImportResult =
	| { readonly kind: 'imported' }
	| { readonly kind: 'open' }
	| { readonly kind: 'failed'; readonly failure: VendorFailure };

/**
 * Writes many profiles with import jobs, waits for them and reads their errors, so that each profile
 * has its own result, by key. Importing never subscribes anybody. A job writes over what somebody made
 * between reading and importing; writing one by one does not.
 */
export async function importProfiles(
	context: WriteContext,
	items: readonly Planned[],
	longestMilliseconds: number,
): Promise<Map<string, ImportResult>> {
	const results = new Map<string, ImportResult>();
	for (const payload of inPayloads(items, JOB_LIMITS, (item) => bodyOf(item, context))) {
		for (const [key, result] of await runJob(context, payload, longestMilliseconds)) {
			results.set(key, result);
		}
	}
	return results;
}

async function runJob(
	context: WriteContext,
	items: readonly Planned[],
	longestMilliseconds: number,
): Promise<Map<string, ImportResult>> {
	const { client } = context;
	const data = items.map((item) => bodyOf(item, context));
	const started = await client.post(JOBS_PATH, {
		data: { type: 'profile-bulk-import-job', attributes: { profiles: { data } } },
	});
	if (!started.ok) {
		const { failure } = started;
		if (failure.status !== 400) return all(items, { kind: 'failed', failure });
		// One profile sinks the whole job: the others go in smaller ones.
		if (items.length <= SMALLEST_JOB) return all(items, { kind: 'open' });
		const middle = Math.ceil(items.length / 2);
		const first = await runJob(context, items.slice(0, middle), longestMilliseconds);
		const second = await runJob(context, items.slice(middle), longestMilliseconds);
		return new Map([...first, ...second]);
	}
	const job = readAnswer(jobSchema, started.response.body).data;
	const unfinished = await finishJob(client, job, longestMilliseconds);
	if (unfinished !== null) return all(items, { kind: 'failed', failure: unfinished });
	const errors = await readPages(
		client,
		`${JOBS_PATH}/${encodeURIComponent(job.id)}/import-errors`,
		{
			'page[size]': '100',
		},
	);
	if (!errors.ok) return all(items, { kind: 'failed', failure: errors.failure });
	return resultsOf(
		items,
		errors.data.map(({ attributes }) => importErrorSchema.parse(attributes)),
	);
}

/** Waits until a job is done; its failure when it is not in time. */
async function finishJob(
	client: KlaviyoClient,
	{ id, attributes }: { readonly id: string; readonly attributes: { readonly status: string } },
	longestMilliseconds: number,
): Promise<VendorFailure | null> {
	let { status } = attributes;
	let wait = FIRST_WAIT_MILLISECONDS;
	let waited = 0;
	while (status === 'queued' || status === 'processing') {
		waited += wait;
		if (waited > longestMilliseconds) return unfinishedFailure(status);
		await client.pause(wait);
		const answer = await client.get(`${JOBS_PATH}/${encodeURIComponent(id)}`);
		if (!answer.ok) return answer.failure;
		({ status } = readAnswer(jobSchema, answer.response.body).data.attributes);
		wait = Math.min(wait * 2, LONGEST_WAIT_MILLISECONDS);
	}
	return status === 'complete' ? null : unfinishedFailure(status);
}

/**
 * Ties errors to profiles. Klaviyo documents `source.pointer` and `original_payload`, but not what
 * they hold for a single profile: a position in the pointer, else the address in the payload is taken;
 * an error that names nobody leaves all others open.
 */
function resultsOf(
	items: readonly Planned[],
	errors: readonly ImportError[],
): Map<string, ImportResult> {
	const byKey = new Map(items.map((item) => [item.write.key, item]));
	const byId = new Map(
		items.flatMap((item) => (item.existing === null ? [] : [[item.existing.id, item] as const])),
	);
	const results = new Map<string, ImportResult>();
	let isNamed = true;
	for (const error of errors) {
		const { id, email } = identityOf(error.original_payload);
		const item =
			byKey.get(email ?? '') ??
			byId.get(id ?? '') ??
			items[positionInJob(error.source.pointer) ?? -1];
		if (item === undefined) {
			isNamed = false;
			continue;
		}
		const failure = failureOfImport(error);
		results.set(
			item.write.key,
			isAboutIdentifier(failure) ? { kind: 'open' } : { kind: 'failed', failure },
		);
	}
	for (const { write } of items) {
		if (!results.has(write.key)) {
			results.set(write.key, { kind: isNamed ? 'imported' : 'open' });
		}
	}
	return results;
}

/** The payload may be the profile, or the attributes of one. */
function identityOf(payload: unknown): { id: string | null; email: string | null } {
	if (payload === null || typeof payload !== 'object') return { id: null, email: null };
	const { id, email, attributes, data } = payload as Readonly<Record<string, unknown>>;
	const inner = identityOf(data ?? attributes);
	return {
		id: typeof id === 'string' ? id : inner.id,
		email: typeof email === 'string' ? profileKey(email) : inner.email,
	};
}

function bodyOf({ write, existing, plan }: Planned, { types }: WriteContext): unknown {
	return profileBody({ id: existing?.id ?? null, email: write.key }, plan.values, types);
}

function all(items: readonly Planned[], result: ImportResult): Map<string, ImportResult> {
	return new Map(items.map(({ write }) => [write.key, result]));
}
