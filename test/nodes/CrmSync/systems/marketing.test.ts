import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { KlaviyoApi } from '../../../../credentials/KlaviyoApi.credentials';
import { MARKETING_OPERATIONS } from '../../../../nodes/CrmSync/actions/marketing';
import { CrmSync } from '../../../../nodes/CrmSync/CrmSync.node';
import { resourceProperties } from '../../../../nodes/shared/resourceProperties';
import {
	startKlaviyoSimulator,
	type KlaviyoSimulator,
	type KlaviyoSimulatorOptions,
} from '../../../simulators/klaviyo';
import type { NodeRun, RunNodeOptions } from '../../../support/runNode';
import { crmOf, orderItem, runAs } from './crm-user';

const API_KEY = 'pk_marketing';

/** Behind those of the node. */
const ERROR_OUTPUT = 2;

/** CRM Sync with nothing but this resource. */
class MarketingOnly extends CrmSync {
	constructor() {
		super();
		const { properties } = this.description;
		const isOther = ({ name }: { name: string }): boolean =>
			['crm', 'salesforceAuthentication', 'authentication', 'options'].includes(name);
		const marketing = { value: 'marketing', name: 'Marketing', operations: MARKETING_OPERATIONS };
		this.description.properties = [
			...properties.filter(isOther),
			...resourceProperties([marketing], 'marketing'),
		];
	}

	override async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const chosen = this.getNodeParameter('operation', 0);
		const operation = MARKETING_OPERATIONS.find(({ value }) => value === chosen);
		if (operation === undefined) throw new Error(`No operation '${String(chosen)}'`);
		return await operation.run(this);
	}
}

let simulator: KlaviyoSimulator;

async function start(options: Partial<KlaviyoSimulatorOptions> = {}): Promise<void> {
	simulator = await startKlaviyoSimulator({ apiKey: API_KEY, ...options });
}

afterEach(async () => {
	await simulator.close();
});

async function run(
	parameters: Record<string, unknown>,
	items: readonly object[],
	more: RunNodeOptions = {},
): Promise<NodeRun> {
	return await runAs(
		{
			parameters: { crm: 'klaviyo', ...parameters },
			options: { apiBaseUrl: simulator.url },
			credentials: { klaviyoApi: { apiKey: API_KEY } },
			credentialTypes: [new KlaviyoApi()],
			nodeClass: MarketingOnly,
		},
		items,
		more,
	);
}

describe('Marketing: Set Consent', () => {
	const operation = 'setConsent';

	it('subscribes people, and asks them to confirm where the list wants that', async () => {
		await start({ doubleOptIn: true });
		const result = await run({ operation }, [{ email: 'a@example.com' }]);

		expect(crmOf(result)[0]).toMatchObject({
			outcome: 'updated',
			fields: { contact: { consent: 'subscribed' } },
		});
		expect(simulator.confirmations()).toEqual(['a@example.com']);
	});

	it('records consent that was given elsewhere with its moment, without asking again', async () => {
		await start({ doubleOptIn: true });
		simulator.addProfile({ email: 'a@example.com' });
		await run({ operation, optIn: 'given' }, [orderItem('1', 'a@example.com')]);

		expect(simulator.confirmations()).toEqual([]);
		expect(simulator.profiles()[0]?.marketing.consent).toBe('SUBSCRIBED');
	});

	it('refuses consent that was given elsewhere without its moment', async () => {
		await start();
		const result = await run(
			{ operation, optIn: 'given', consentedAt: '={{ $json.nothing }}' },
			[{ email: 'a@example.com' }],
			{ continueOnFail: true },
		);
		expect(result.json()[0]).toHaveProperty('error');
		expect(simulator.requests()).toEqual([]);
	});

	it('unsubscribes people', async () => {
		await start();
		simulator.addProfile({ email: 'a@example.com' }, { consent: 'SUBSCRIBED' });
		await run({ operation, consent: 'unsubscribed' }, [{ email: 'a@example.com' }]);
		expect(simulator.profiles()[0]?.marketing.consent).toBe('UNSUBSCRIBED');
	});

	it('leaves who unsubscribed alone unless told to lift that', async () => {
		await start();
		simulator.addProfile({ email: 'a@example.com' }, { consent: 'UNSUBSCRIBED' });
		const kept = await run({ operation }, [{ email: 'a@example.com' }]);
		const lifted = await run({ operation, liftSuppression: true }, [{ email: 'a@example.com' }]);

		expect(crmOf(kept)[0]).toMatchObject({ outcome: 'skipped' });
		expect(crmOf(lifted)[0]).toMatchObject({ outcome: 'updated' });
	});

	it('skips items without an address', async () => {
		await start();
		const result = await run({ operation }, [{ name: 'nobody' }]);
		expect(crmOf(result)[0]).toMatchObject({ outcome: 'skipped', reason: 'no_email' });
	});
});

describe('Marketing: Request Erasure', () => {
	const operation = 'requestErasure';

	it('has everything about the people deleted, and passes items about nobody on', async () => {
		await start();
		simulator.addProfile({ email: 'a@example.com' });
		simulator.addProfile({ email: 'b@example.com' });
		const result = await run({ operation }, [{ email: 'A@example.com ' }, { name: 'nobody' }]);

		expect(crmOf(result)).toMatchObject([
			{ outcome: 'updated', fields: { contact: { erasure: 'requested' } } },
			{ outcome: 'skipped', reason: 'no_email' },
		]);
		expect(simulator.profiles().map(({ attributes }) => attributes['email'])).toEqual([
			'b@example.com',
		]);
	});

	it('that the key does not allow is an error with what to allow', async () => {
		await start({ forbidden: ['POST /api/data-privacy-deletion-jobs'] });
		const result = await run({ operation }, [{ email: 'a@example.com' }], {
			continueOnFail: true,
		});
		expect(result.json()[0]).toMatchObject({
			error: expect.stringContaining('lacks a permission') as string,
		});
	});
});

describe('Marketing: Add to List', () => {
	it('adds people who are there, with one request, and names those who are not', async () => {
		await start();
		const list = simulator.addList('Upsell');
		simulator.addProfile({ email: 'a@example.com' });
		simulator.addProfile({ email: 'b@example.com' });
		const result = await run(
			{ operation: 'addToList', listId: list.id },
			[{ email: 'a@example.com' }, { email: 'c@example.com' }, { email: 'b@example.com' }],
			{ onError: 'continueErrorOutput' },
		);

		expect(crmOf(result).map(({ outcome }) => outcome)).toEqual(['updated', 'updated']);
		expect(result.json<{ error: string }>(ERROR_OUTPUT)[0]?.error).toMatch(
			/no profile.*\[item 1\]/,
		);
		expect(list.profileIds.size).toBe(2);
		expect(simulator.requests().filter(({ method }) => method === 'POST')).toHaveLength(1);
	});
});

describe('Marketing: Get Many From Segment', () => {
	it('gives each person as an item, all pages of them', async () => {
		await start();
		const profiles = Array.from({ length: 130 }, (_, index) =>
			simulator.addProfile({ email: `p${index}@example.com`, first_name: `P${index}` }),
		);
		const segment = simulator.addSegment('Regulars', profiles);
		const parameters = { operation: 'getSegment', segmentId: segment.id };
		const all = await run({ ...parameters, returnAll: true, profileFields: 'first_name' }, [{}]);
		const some = await run({ ...parameters, limit: 3 }, [{}]);

		expect(all.json()).toHaveLength(130);
		expect(all.json()[0]).toMatchObject({
			profile: { email: 'p0@example.com', fields: { first_name: 'P0' } },
			crm: { system: 'klaviyo', segmentId: segment.id },
		});
		expect(some.json()).toHaveLength(3);
	});

	it('stops at a segment that is not there, or puts it on the error output', async () => {
		await start();
		const parameters = { operation: 'getSegment', segmentId: 'NOPE' };
		await expect(run(parameters, [{}])).rejects.toMatchObject({
			message: expect.stringContaining('segment does not exist'),
		});
		const result = await run(parameters, [{}], { onError: 'continueErrorOutput' });
		expect(result.json(ERROR_OUTPUT)).toHaveLength(1);
	});
});

describe('Marketing: Track Event', () => {
	const parameters = {
		operation: 'trackEvent',
		metric: 'Loyalty Joined',
		occurredAt: '2026-11-17T12:30:00.000Z',
		eventProperties: { property: [{ name: 'tier', value: 'gold' }] },
	};

	it('records it once for each person, however often it runs', async () => {
		await start();
		const items = [orderItem('1', 'a@example.com'), orderItem('1', 'b@example.com')];
		const first = await run(parameters, items);
		const second = await run(parameters, items);

		expect(crmOf(first).map(({ outcome }) => outcome)).toEqual(['created', 'created']);
		expect(crmOf(second).map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged']);
		expect(simulator.events()).toHaveLength(2);
		expect(simulator.events()[0]).toMatchObject({
			metric: 'Loyalty Joined',
			attributes: { properties: { tier: 'gold' }, time: '2026-11-17T12:30:00.000Z' },
		});
		expect(simulator.events()[0]?.attributes).not.toHaveProperty('value');
	});

	it('counts the same id under two metrics apart', async () => {
		await start();
		const items = [orderItem('1', 'a@example.com')];
		await run(parameters, items);
		await run({ ...parameters, metric: 'Upsell Offered', value: '49.90' }, items);

		expect(simulator.events()).toHaveLength(2);
		expect(simulator.events()[1]?.attributes).toMatchObject({ value: 49.9, value_currency: 'EUR' });
	});

	it('subscribes nobody whom it makes a profile for', async () => {
		await start();
		await run(parameters, [orderItem('1', 'a@example.com')]);
		expect(simulator.profiles()[0]?.marketing.consent).not.toBe('SUBSCRIBED');
	});

	it.each([
		['unique id', { uniqueId: '={{ $json.given }}' }, 'unique id'],
		['metric', { metric: '={{ $json.metric }}', uniqueId: 'x' }, 'metric'],
		[
			'currency of its value',
			{ value: '5', currency: '={{ $json.currency }}', uniqueId: 'x' },
			'currency',
		],
	])('is refused without a %s, while others are recorded', async (_, more, word) => {
		await start();
		const good = { given: 'x-1', metric: 'Loyalty Joined', currency: 'EUR' };
		const items = [orderItem('1', 'a@example.com'), { email: 'b@example.com', ...good }];
		const result = await run({ ...parameters, ...more }, items, {
			onError: 'continueErrorOutput',
		});

		expect(result.json<{ error: string }>(ERROR_OUTPUT)[0]?.error).toContain(word);
		expect(simulator.events()).toHaveLength(1);
	});
});

describe('Marketing in a CRM that has none of it', () => {
	it('names the one to choose', async () => {
		await start();
		await expect(
			run({ crm: 'salesforce', operation: 'setConsent' }, [{ email: 'a@example.com' }]),
		).rejects.toMatchObject({
			message: expect.stringContaining('Salesforce has no lists'),
			description: expect.stringContaining('Klaviyo'),
		});
	});
});
