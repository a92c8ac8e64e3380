import type { INodeProperties } from 'n8n-workflow';

/** Names and defaults are read back by `readSettings`. */
const OPTIONS: INodeProperties['options'] = [
	{
		displayName: 'Add UTM Parameters',
		name: 'addUtm',
		type: 'boolean',
		default: true,
		noDataExpression: true,
		description:
			'Whether to add utm_source, utm_medium and utm_campaign to the destination where it has none',
	},
	{
		displayName: 'Click ID Parameter',
		name: 'clickIdParameter',
		type: 'string',
		default: 'aff_click',
		placeholder: 'e.g. aff_click',
		noDataExpression: true,
		description: 'Query parameter of the landing page that carries the click ID',
	},
	{
		displayName: 'Consent Parameter',
		name: 'consentParameter',
		type: 'string',
		default: 'consent',
		placeholder: 'e.g. consent',
		noDataExpression: true,
		description:
			"Query parameter of the tracked link that says whether the visitor agreed: '1' or 'granted', '0' or 'denied'. Without consent a click counts, but nothing identifies the visitor: no cookie, no click ID.",
	},
	{
		displayName: 'Cookie Domain',
		name: 'cookieDomain',
		type: 'string',
		default: '',
		placeholder: 'e.g. example.com',
		noDataExpression: true,
		description:
			'Domain that this n8n and the shop share. Leave empty to keep the cookie on the host of the link.',
	},
	{
		displayName: 'Cookie HTTP Only',
		name: 'cookieHttpOnly',
		type: 'boolean',
		default: false,
		noDataExpression: true,
		description:
			'Whether to hide the cookie from scripts. Leave off when a script of the shop puts the click ID on the cart.',
	},
	{
		displayName: 'Cookie Name',
		name: 'cookieName',
		type: 'string',
		default: 'aff_click',
		placeholder: 'e.g. aff_click',
		noDataExpression: true,
		description: 'Name of the cookie that holds the click ID',
	},
	{
		displayName: 'Country Header',
		name: 'countryHeader',
		type: 'string',
		default: '',
		placeholder: 'e.g. CF-IPCountry',
		noDataExpression: true,
		description:
			"Header in which your proxy names the visitor's country. Without it the country stays unknown.",
	},
	{
		displayName: 'Honour Do Not Track',
		name: 'honourDoNotTrack',
		type: 'boolean',
		default: false,
		noDataExpression: true,
		description:
			'Whether the header DNT counts as a refusal. Global Privacy Control (Sec-GPC) always does.',
	},
	{
		displayName: 'Most Clicks per Minute',
		name: 'mostPerMinute',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100_000, numberPrecision: 0 },
		default: 20,
		noDataExpression: true,
		description:
			'Further clicks of one address within a minute are kept and not counted. 0 counts them all.',
	},
	{
		displayName: 'Programme Code',
		name: 'programmeCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. main',
		noDataExpression: true,
		description:
			'Programme that deep links count for. Leave empty to find it by the host of the destination.',
	},
	{
		displayName: 'Repeat Window (Seconds)',
		name: 'repeatWindowSeconds',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 31_536_000 },
		default: 3600,
		noDataExpression: true,
		description: 'How long another click of the same visitor on the same link is not counted',
	},
	{
		displayName: 'Require Consent',
		name: 'requireConsent',
		type: 'boolean',
		default: false,
		noDataExpression: true,
		description:
			'Whether to treat visitors as not having agreed unless the consent parameter says so',
	},
	{
		displayName: 'Set Cookie',
		name: 'setCookie',
		type: 'boolean',
		default: true,
		noDataExpression: true,
		description: 'Whether to keep the click ID in a first-party cookie as well',
	},
	{
		displayName: 'Trusted Proxies',
		name: 'trustedProxies',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 10 },
		default: 0,
		noDataExpression: true,
		description:
			"Number of proxies in front of n8n whose X-Forwarded-For is believed. When not added, n8n's own setting N8N_PROXY_HOPS is used.",
	},
];

const OWN_PORT: INodeProperties['displayOptions'] = { show: { ownPort: [true] } };

/** What a marketer sees: two fields and a switch, everything else optional. No field takes expressions. */
export const clickTriggerProperties: INodeProperties[] = [
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		default: 'go',
		required: true,
		placeholder: 'e.g. go',
		noDataExpression: true,
		description:
			'End of the address of all tracked links. Name the link in the query, /go?l=summer, or as the last part of the longer address.',
	},
	{
		displayName: 'Fallback URL',
		name: 'fallbackUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://shop.example.com',
		noDataExpression: true,
		description: 'Where visitors of unknown or paused links land',
	},
	{
		displayName:
			'Quickest address: <code>?l=link-code</code>. Deep links: <code>?aff=affiliate-code&url=page</code>. Clicks are kept in the Affiliate Store and start no execution.',
		name: 'linkNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Also Serve on Own Port',
		name: 'ownPort',
		type: 'boolean',
		default: false,
		noDataExpression: true,
		description:
			'Whether to serve the links on a port of their own as well: short addresses on your own domain, and many times as many clicks per second. It is open while the workflow is published, in one process of n8n.',
	},
	{
		displayName: 'Port',
		name: 'port',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 65_535, numberPrecision: 0 },
		default: 8090,
		noDataExpression: true,
		description:
			'Several triggers may share a port. A proxy in front adds HTTPS; say so in Trusted Proxies.',
		displayOptions: OWN_PORT,
	},
	{
		displayName: 'Host Names',
		name: 'hostNames',
		type: 'string',
		default: '',
		placeholder: 'e.g. go.example.com',
		noDataExpression: true,
		description: 'Comma-separated domains of the links. Leave empty to serve every host.',
		displayOptions: OWN_PORT,
	},
	{
		displayName: 'Path on Own Port',
		name: 'ownPortPath',
		type: 'string',
		default: '',
		placeholder: 'e.g. go',
		noDataExpression: true,
		description:
			'First part of the address: go makes /go/link-code. Leave empty for /link-code right behind the host.',
		displayOptions: OWN_PORT,
	},
	{
		displayName: 'Listen Address',
		name: 'listenAddress',
		type: 'string',
		default: '0.0.0.0',
		placeholder: 'e.g. 127.0.0.1',
		noDataExpression: true,
		description:
			'Network address of this machine to listen on; 127.0.0.1 for a proxy on the same one',
		displayOptions: OWN_PORT,
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: OPTIONS,
	},
];
