import type { SimulatorRequest, SimulatorResponse } from '../simulator-server.ts';
import type { KlaviyoAccount } from './account.ts';
import { invalid, KlaviyoError, notFound } from './klaviyo-error.ts';
import { dataOf } from './profiles-api.ts';
import { pageOf, sortable } from './resources.ts';
import { readProfile, upsert } from './validate-profile.ts';

const MOST_PROFILES = 10_000;
const LARGEST_PAYLOAD = 5_000_000;

/** How an error of a job says which profile it is about. */
export type ErrorNaming = 'payload' | 'pointer' | 'nothing';

interface ImportJob {
	readonly id: string;
	readonly profiles: readonly unknown[];
	pollsLeft: number;
	readonly errors: Array<Record<string, unknown>>;
	isDone: boolean;
}

/** Import jobs: taken at once, carried out later, with the errors in a collection of their own. */
export class ImportJobs {
	private readonly jobs = new Map<string, ImportJob>();

	private readonly account: KlaviyoAccount;

	private readonly polls: number;

	private readonly naming: ErrorNaming;

	constructor(account: KlaviyoAccount, polls: number, naming: ErrorNaming) {
		this.account = account;
		this.polls = polls;
		this.naming = naming;
	}

	start(body: unknown): SimulatorResponse {
		const { type, attributes } = (dataOf(body) ?? {}) as {
			type?: unknown;
			attributes?: { profiles?: { data?: unknown } };
		};
		const profiles = attributes?.profiles?.data;
		if (type !== 'profile-bulk-import-job' || !Array.isArray(profiles) || profiles.length === 0) {
			throw invalid("'profiles' is a required field.", '/data/attributes/profiles');
		}
		if (profiles.length > MOST_PROFILES) {
			throw invalid(
				`The maximum number of profiles is ${MOST_PROFILES}.`,
				'/data/attributes/profiles/data',
			);
		}
		if (Buffer.byteLength(JSON.stringify(body)) > LARGEST_PAYLOAD) {
			throw new KlaviyoError(413, 'payload_too_large', 'The payload exceeds 5MB.');
		}
		const job: ImportJob = {
			id: this.account.nextId('JOB'),
			profiles,
			pollsLeft: this.polls,
			errors: [],
			isDone: false,
		};
		this.jobs.set(job.id, job);
		return { status: 202, body: { data: render(job) } };
	}

	get(id: string): SimulatorResponse {
		const job = this.require(id);
		job.pollsLeft -= 1;
		if (job.pollsLeft <= 0 && !job.isDone) this.carryOut(job);
		return { status: 200, body: { data: render(job) } };
	}

	errors(id: string, { query, path }: SimulatorRequest, origin: string): SimulatorResponse {
		const indexed = this.require(id).errors.map((error, index) => ({ error, index }));
		const { entries, links } = pageOf(
			indexed,
			query,
			({ index }) => sortable(index),
			{ default: 20, most: 100 },
			`${origin}${path}`,
		);
		return { status: 200, body: { data: entries.map(({ error }) => error), links } };
	}

	private carryOut(job: ImportJob): void {
		job.isDone = true;
		for (const [index, resource] of job.profiles.entries()) {
			try {
				upsert(this.account, readProfile(resource));
			} catch (error) {
				if (!(error instanceof KlaviyoError)) throw error;
				job.errors.push(this.renderError(error, resource, index));
			}
		}
	}

	private renderError(
		error: KlaviyoError,
		resource: unknown,
		index: number,
	): Record<string, unknown> {
		const tail = (error.source['pointer'] ?? '/data').replace(/^\/data/, '');
		const pointer =
			this.naming === 'pointer' ? `/data/attributes/profiles/data/${index}${tail}` : `/data${tail}`;
		return {
			type: 'import-error',
			id: this.account.nextId('ERR'),
			attributes: {
				code: error.code,
				title: error.title,
				detail: error.message,
				source: { pointer: this.naming === 'nothing' ? '/data' : pointer },
				original_payload: this.naming === 'payload' ? resource : null,
			},
		};
	}

	private require(id: string): ImportJob {
		const job = this.jobs.get(id);
		if (job === undefined) throw notFound('The job');
		return job;
	}
}

function render({ id, profiles, errors, isDone }: ImportJob): Record<string, unknown> {
	return {
		type: 'profile-bulk-import-job',
		id,
		attributes: {
			status: isDone ? 'complete' : 'processing',
			created_at: '2026-11-23T00:00:00+00:00',
			total_count: profiles.length,
			completed_count: isDone ? profiles.length - errors.length : 0,
			failed_count: errors.length,
		},
		links: { self: `https://a.klaviyo.com/api/profile-bulk-import-jobs/${id}/` },
	};
}
