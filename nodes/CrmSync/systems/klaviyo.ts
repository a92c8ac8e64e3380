import type { INodeProperties } from 'n8n-workflow';
import {
	DEFAULT_KLAVIYO_SETTINGS,
	KLAVIYO_BASE_URL,
	KlaviyoConnector,
	type KlaviyoGroup,
} from '../../../lib/connectors/klaviyo';
import { PARTNER_FIELDS } from '../../../lib/mapping/crm';
import {
	KLAVIYO_FIELDS,
	KLAVIYO_FIRST_TOUCH_FIELDS,
	KLAVIYO_PRESET,
} from '../../../lib/mapping/klaviyo';

import { chosenBaseUrl, parameterOf, vendorConnection } from '../../shared/vendorConnection';
import type { CrmContext, CrmSystem } from './crmSystem';

const VENDOR = 'Klaviyo';
const CREDENTIAL = 'klaviyoApi';

const EVENTS_ONLY = { show: { '/crm': ['klaviyo'], '/resource': ['purchase', 'marketing'] } };
const PURCHASES_ONLY = { show: { '/crm': ['klaviyo'], '/resource': ['purchase'] } };

const { metrics } = DEFAULT_KLAVIYO_SETTINGS;

const options: INodeProperties[] = [
	metric('Metric of Cancelled Orders', 'metricCancelled', metrics.cancelled),
	metric('Metric of Paid Orders', 'metricPaid', metrics.paid),
	metric('Metric of Pending Orders', 'metricPending', metrics.pending),
	metric('Metric of Refunds', 'metricRefunded', metrics.refunded),
	{
		displayName: 'Record as History',
		name: 'backfill',
		type: 'boolean',
		default: false,
		description: 'Whether to record events without starting flows, such as for orders of the past',
		displayOptions: EVENTS_ONLY,
	},
];

function metric(displayName: string, name: string, preset: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: preset,
		description:
			"Name that the events are counted under; another one than the store's own integration uses, or they count twice",
		displayOptions: PURCHASES_ONLY,
	};
}

interface KlaviyoOptions {
	readonly backfill?: boolean;
	readonly metricCancelled?: string;
	readonly metricPaid?: string;
	readonly metricPending?: string;
	readonly metricRefunded?: string;
}

/** The account for one run, with what only marketing systems have. */
async function klaviyoConnector(context: CrmContext): Promise<KlaviyoConnector> {
	const credentialData = await context.getCredentials(CREDENTIAL);
	const address = { vendor: VENDOR, ownUrl: KLAVIYO_BASE_URL };
	const baseUrl = chosenBaseUrl(context, credentialData, address);
	const given = parameterOf<KlaviyoOptions>(context, 'options', {});
	return new KlaviyoConnector(vendorConnection(context, CREDENTIAL, baseUrl), {
		definitions: KLAVIYO_FIELDS,
		backfill: given.backfill ?? DEFAULT_KLAVIYO_SETTINGS.backfill,
		metrics: {
			pending: given.metricPending ?? metrics.pending,
			paid: given.metricPaid ?? metrics.paid,
			cancelled: given.metricCancelled ?? metrics.cancelled,
			refunded: given.metricRefunded ?? metrics.refunded,
		},
	});
}

function namesOf(groups: readonly KlaviyoGroup[]): Array<{ name: string; value: string }> {
	return groups.map(({ id, name }) => ({ name, value: id }));
}

/** Profiles by e-mail address, orders as events. */
export const klaviyo: CrmSystem = {
	value: 'klaviyo',
	name: VENDOR,
	credentials: [
		{ name: CREDENTIAL, required: true, displayOptions: { show: { crm: ['klaviyo'] } } },
	],
	authentication: [],
	options,
	preset: KLAVIYO_PRESET,
	fields: KLAVIYO_FIELDS,
	partnerFields: PARTNER_FIELDS,
	firstTouchFields: KLAVIYO_FIRST_TOUCH_FIELDS,
	emailField: 'email',
	choices: {
		lists: async (context) => namesOf(await (await klaviyoConnector(context)).listLists()),
		segments: async (context) => namesOf(await (await klaviyoConnector(context)).listSegments()),
	},
	connect: klaviyoConnector,
	connectMarketing: klaviyoConnector,
};
