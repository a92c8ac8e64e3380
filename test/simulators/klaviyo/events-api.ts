import type { SimulatorRequest, SimulatorResponse } from '../simulator-server.ts';
import type { KlaviyoAccount } from './account.ts';
import { parseFilter } from './filter-parser.ts';
import { invalid } from './klaviyo-error.ts';
import { dataOf } from './profiles-api.ts';
import { momentText, pageOf, sortable } from './resources.ts';
import { readProfile, upsert } from './validate-profile.ts';

const MOST_EVENTS = 1_000;
const FIRST_MOMENT = Date.UTC(2000, 0, 1);
const A_YEAR = 366 * 86_400_000;

interface EventAttributes extends Readonly<Record<string, unknown>> {
	readonly properties?: unknown;
	readonly time?: string;
	readonly value?: unknown;
	readonly value_currency?: unknown;
	readonly unique_id?: string;
	readonly backfill?: boolean;
	readonly metric?: { data?: { attributes?: { name?: string } } };
	readonly profile?: unknown;
}

/** Events: of several with one unique id for a profile and metric, the first one is recorded. */
export class EventsApi {
	private readonly account: KlaviyoAccount;

	private readonly lagMilliseconds: number;

	constructor(account: KlaviyoAccount, lagMilliseconds: number) {
		this.account = account;
		this.lagMilliseconds = lagMilliseconds;
	}

	create(body: unknown): SimulatorResponse {
		const { type, attributes } = (dataOf(body) ?? {}) as {
			type?: unknown;
			attributes?: EventAttributes;
		};
		if (type !== 'event' || attributes === undefined) throw invalid('Invalid event.', '/data');
		this.check(attributes);
		this.record(attributes, this.profileOf(attributes.profile));
		return { status: 202 };
	}

	/** A unique id that is repeated fails the job, which nobody can ask about. */
	createMany(body: unknown): SimulatorResponse {
		const { attributes } = (dataOf(body) ?? {}) as {
			attributes?: { 'events-bulk-create'?: { data?: unknown } };
		};
		const entries = attributes?.['events-bulk-create']?.data;
		if (!Array.isArray(entries)) throw invalid('Invalid job.', '/data/attributes');
		const all = (entries as ReadonlyArray<{ attributes: Record<string, unknown> }>).flatMap(
			({ attributes: { profile, events } }) =>
				(events as { data: ReadonlyArray<{ attributes: EventAttributes }> }).data.map((event) => ({
					profile,
					event: event.attributes,
				})),
		);
		if (all.length > MOST_EVENTS) {
			throw invalid(`The maximum number of events is ${MOST_EVENTS}.`, '/data/attributes');
		}
		for (const { event } of all) this.check(event);
		const wanted = all.map(({ profile, event }) => ({ profile: this.profileOf(profile), event }));
		const names = wanted.map(({ profile, event }) => nameOf(event, profile));
		const isRepeated =
			new Set(names).size < names.length ||
			wanted.some(({ profile, event }) => this.find(event, profile) !== undefined);
		if (!isRepeated) for (const { profile, event } of wanted) this.record(event, profile);
		return { status: 202 };
	}

	list({ query, path }: SimulatorRequest, origin: string): SimulatorResponse {
		const conditions = parseFilter(query.get('filter'), {
			metric_id: ['equals'],
			profile_id: ['equals'],
		});
		const now = this.account.now();
		const visible = this.account.events.filter(
			({ profileId, metric, acceptedAt }) =>
				acceptedAt + this.lagMilliseconds <= now &&
				conditions.every(({ field, values }) =>
					values.includes(field === 'profile_id' ? profileId : this.account.metricId(metric)),
				),
		);
		const { entries, links } = pageOf(
			visible,
			query,
			({ id }) => id,
			{ default: 200, most: 200 },
			`${origin}${path}`,
		);
		const data = entries.map(({ id, attributes, uniqueId }) => ({
			type: 'event',
			id,
			attributes: {
				event_properties: {
					...(attributes['properties'] as object),
					$value: attributes['value'],
					$event_id: uniqueId,
				},
			},
		}));
		return { status: 200, body: { data, links } };
	}

	metrics({ query, path }: SimulatorRequest, origin: string): SimulatorResponse {
		const all = [...this.account.metrics].map(([name, id]) => ({ name, id }));
		const { entries, links } = pageOf(
			all,
			query,
			({ id }) => id,
			{ default: 200, most: 200 },
			`${origin}${path}`,
		);
		const data = entries.map(({ id, name }) => ({ type: 'metric', id, attributes: { name } }));
		return { status: 200, body: { data, links } };
	}

	private check({
		properties,
		metric,
		time,
		value,
		value_currency: currency,
	}: EventAttributes): void {
		const at = '/data/attributes';
		if (properties === null || typeof properties !== 'object') {
			throw invalid("'properties' is a required field.", `${at}/properties`);
		}
		const name = metric?.data?.attributes?.name ?? '';
		if (name === '' || name.length >= 128) throw invalid('Invalid metric.', `${at}/metric`);
		const moment = Date.parse(time ?? momentText(this.account.now()));
		if (!(moment > FIRST_MOMENT && moment < this.account.now() + A_YEAR)) {
			throw invalid('Invalid time.', `${at}/time`);
		}
		if (value !== undefined && typeof value !== 'number') {
			throw invalid('A valid number is required.', `${at}/value`);
		}
		if (currency !== undefined && !/^[A-Z]{3}$/.test(String(currency))) {
			throw invalid('Invalid currency.', `${at}/value_currency`);
		}
	}

	private profileOf(profile: unknown): string {
		const input = readProfile(dataOf(profile), '/data/attributes/profile/data');
		return upsert(this.account, input).profile.id;
	}

	private find(event: EventAttributes, profileId: string): unknown {
		const metric = event.metric?.data?.attributes?.name ?? '';
		return this.account.events.find(
			(other) =>
				other.uniqueId === uniqueIdOf(event) &&
				other.metric === metric &&
				other.profileId === profileId,
		);
	}

	private record(event: EventAttributes, profileId: string): void {
		const metric = event.metric?.data?.attributes?.name ?? '';
		this.account.metricId(metric);
		if (this.find(event, profileId) !== undefined) return;
		this.account.events.push({
			id: `EVT${sortable(this.account.events.length)}`,
			profileId,
			metric,
			uniqueId: uniqueIdOf(event),
			attributes: event,
			acceptedAt: this.account.now(),
			startedFlows: event.backfill !== true,
		});
	}
}

/** Without a unique id, the second counts. */
function uniqueIdOf({ unique_id: uniqueId, time }: EventAttributes): string {
	return uniqueId ?? (time ?? '').slice(0, 19);
}

function nameOf(event: EventAttributes, profileId: string): string {
	return JSON.stringify([profileId, event.metric, uniqueIdOf(event)]);
}
