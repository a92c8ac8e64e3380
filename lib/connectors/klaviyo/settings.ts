import { AffiliateError } from '../../kernel';
import type { FieldDefinition, PurchaseStage } from '../crm';

/** Address of Klaviyo's API for all accounts. */
export const KLAVIYO_BASE_URL = 'https://a.klaviyo.com';

/** A revision is served for two years after its date. Source: "API versioning and deprecation policy". */
export const DEFAULT_KLAVIYO_REVISION = '2026-07-15';

/** Names of the metrics that events are counted under. */
export interface KlaviyoMetrics extends Readonly<Record<PurchaseStage, string>> {
	readonly refunded: string;
}

export interface KlaviyoSettings {
	/** Date of the API that is spoken, such as "2026-07-15". */
	readonly revision: string;
	/** Names of our own: the store's integration has a "Placed Order" already, which would count twice. */
	readonly metrics: KlaviyoMetrics;
	/** Record events without starting flows; for reconciliation and for orders of the past. */
	readonly backfill: boolean;
	/** Records of one kind from which on they are sent as a job instead of one by one. */
	readonly bulkFrom: number;
	/** Milliseconds to wait for an import job; what is not done by then is left to the next run. */
	readonly longestImportMilliseconds: number;
	/** Profiles looked at, latest first, to learn which properties an account has. */
	readonly sampleSize: number;
	/** Fields of ours; they tell which properties are numbers. */
	readonly definitions: readonly FieldDefinition[];
}

export const DEFAULT_KLAVIYO_SETTINGS: KlaviyoSettings = {
	revision: DEFAULT_KLAVIYO_REVISION,
	metrics: {
		pending: 'Affiliate Order Pending',
		paid: 'Affiliate Order Paid',
		cancelled: 'Affiliate Order Cancelled',
		refunded: 'Affiliate Order Refunded',
	},
	backfill: false,
	bulkFrom: 100,
	longestImportMilliseconds: 300_000,
	sampleSize: 200,
	definitions: [],
};

/** A name has fewer than 128 characters. Source: "Create Event" of the API reference. */
const LONGEST_METRIC_NAME = 127;

/** Fills in defaults and checks. Throws `invalid_input`. */
export function resolveSettings(given: Partial<KlaviyoSettings>): KlaviyoSettings {
	const settings = { ...DEFAULT_KLAVIYO_SETTINGS, ...given };
	if (!/^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$/.test(settings.revision)) {
		throw new AffiliateError(`'${settings.revision}' is not a revision of Klaviyo's API`, {
			code: 'invalid_input',
			path: 'revision',
			hint: `Give the date of a revision, such as ${DEFAULT_KLAVIYO_REVISION}.`,
		});
	}
	const names = Object.values(settings.metrics).map(requireMetricName);
	if (new Set(names).size < names.length) {
		throw metricsError('Two kinds of event have the same metric');
	}
	const { pending, paid, cancelled, refunded } = settings.metrics;
	return {
		...settings,
		metrics: {
			pending: pending.trim(),
			paid: paid.trim(),
			cancelled: cancelled.trim(),
			refunded: refunded.trim(),
		},
		bulkFrom: Math.max(2, Math.trunc(settings.bulkFrom)),
	};
}

/** Trimmed. Throws `invalid_input` for a name that Klaviyo does not take. */
export function requireMetricName(name: string): string {
	const trimmed = name.trim();
	if (trimmed !== '' && trimmed.length <= LONGEST_METRIC_NAME) return trimmed;
	throw metricsError(`A metric needs a name of 1 to ${LONGEST_METRIC_NAME} characters`);
}

function metricsError(message: string): AffiliateError {
	return new AffiliateError(message, {
		code: 'invalid_input',
		path: 'metrics',
		hint: 'Give each kind of event a metric of its own, such as Affiliate Order Paid.',
	});
}
