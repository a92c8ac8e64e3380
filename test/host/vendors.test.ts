import type { AffiliateStore } from '../../lib/ports/store';
import type { DemoWorld } from '../../scripts/demo/demo-world.ts';
import { runPass, type PassReport } from '../../scripts/demo/pass.ts';
import { nextRun, outputOf, runIds } from '../../scripts/demo/runs.ts';
import { wooOrderBody } from '../support/woo-payloads';
import type { SimulatedRecord } from '../simulators/woocommerce.ts';
import { allCaughtUp } from './support/crm-caught-up';
import { importAgain } from './support/import-again';
import { openLedger } from './support/open-ledger';
import { newUserFolder, openWorld, ROOT } from './support/open-world';
import { until } from './support/until';

const user = newUserFolder();
let world: DemoWorld;
let ledger: AffiliateStore;
let report: PassReport;

beforeAll(async () => {
	world = await openWorld(user.folder);
	ledger = await openLedger(user.folder);
	report = await runPass(world);
	await allCaughtUp(ledger);
}, 900_000);

afterAll(async () => {
	await ledger?.close();
	await world?.close();
	await user.remove();
}, 120_000);

describe('one order of Shopify, half of it refunded', () => {
	it('is an opportunity of a contact in Salesforce', () => {
		const { salesforce } = world.others;
		expect(salesforce.contacts()).toHaveLength(1);
		expect(salesforce.opportunities()).toMatchObject([
			{
				Amount: 108.67,
				StageName: 'Closed Won',
				Affiliate_Source__c: 'anna',
				Affiliate_Commission_Amount__c: 5.45,
				Affiliate_Refunded_Amount__c: 51.88,
			},
		]);
	});

	it('is a deal of a person in Pipedrive', () => {
		const { pipedrive } = world.others;
		expect(pipedrive.persons()).toHaveLength(1);
		expect(pipedrive.deals()).toHaveLength(1);
	});

	it('is events of a profile in Klaviyo, each once', () => {
		const { klaviyo } = world.others;
		expect(klaviyo.profiles()).toHaveLength(1);
		const metrics = klaviyo.events().map(({ metric }) => metric);
		expect(metrics).toContain('Loyalty Points Earned');
		expect(new Set(metrics).size).toBe(metrics.length);
	});

	it('is a conversion of its affiliate on the affiliate platform, half of it left', () => {
		const { tapfiliate } = world.others;
		expect(tapfiliate.conversions()).toMatchObject([
			{ external_id: report.orderId, affiliate: { id: 'anna' }, amount: 43.6, currency: 'EUR' },
		]);
	});

	it('goes to other automations, signed and without personal data', () => {
		const received = world.others.hooks.received();
		expect(received).toEqual(
			expect.arrayContaining([
				expect.objectContaining({
					event: 'conversion.recorded',
					order_id: report.orderId,
					affiliate_code: 'anna',
				}),
				expect.objectContaining({ event: 'refund.recorded', order_id: report.orderId }),
			]),
		);
		expect(JSON.stringify(received)).not.toContain('@customer.example');
	});

	it('leaves no dead letter', async () => {
		expect(await ledger.deliveries.deadLetters({ limit: 10 })).toEqual([]);
	});
});

describe('an order of a WooCommerce shop whose webhook never came', () => {
	const workflowId = () => world.workflowIds['05'] ?? '';
	const place = (id: number): void => {
		const created = new Date(Date.now()).toISOString().slice(0, 19);
		const moments = {
			date_created_gmt: created,
			date_modified_gmt: created,
			date_paid_gmt: created,
		};
		const overrides = { number: String(id), ...moments };
		world.others.woo.shop.orders.push(wooOrderBody({ id, overrides }) as SimulatedRecord);
	};
	const booked = async (before: ReadonlySet<string>) => {
		const run = await nextRun(world.client, workflowId(), before, 100_000);
		expect(run.status).toBe('success');
		return outputOf(run, 'Book order and commission')['ledger'];
	};

	it('is found by asking the shop, and booked', async () => {
		place(4_711);
		const before = await runIds(world.client, workflowId());
		const every = 'Receive WooCommerce orders.options.reconcileEvery';
		const imported = await importAgain(ROOT, world, ['05'], { [every]: 1 });
		expect(imported).toMatchObject([{ action: 'updated', published: true, earlierLive: false }]);
		expect(await booked(before)).toMatchObject({ outcome: 'recorded' });
	}, 180_000);

	it('is found a minute later as well, when nothing but the trigger runs', async () => {
		const before = await runIds(world.client, workflowId());
		place(4_712);
		expect(await booked(before)).toMatchObject({ outcome: 'recorded' });
		await allCaughtUp(ledger);
	}, 180_000);
});

describe('what a person changes in the CRM', () => {
	it('comes back to the store as a tag and a field, and to Klaviyo, once', async () => {
		const email = 'vera@customer.example';
		const { shopify, klaviyo } = world.others;
		shopify.addCustomer({ id: 77, email, tags: ['wholesale'] });
		world.hubspot.addRecord('contacts', { email, lifecyclestage: 'customer' });
		const run = await world.client.runWorkflowManually(
			world.workflowIds['25'] ?? '',
			'Run every five minutes',
		);
		expect(run.data?.resultData.error?.message ?? run.status).toBe('success');
		await until('the customer is tagged', () => {
			const tags = shopify.customer(77)?.['tags'];
			return Array.isArray(tags) && tags.includes('affiliate:stage-customer');
		});
		expect(shopify.customer(77)?.['tags']).toContain('wholesale');
		expect(shopify.metafields()).toContainEqual(
			expect.objectContaining({ key: 'lifecycle_stage', value: 'customer' }),
		);
		const profile = klaviyo.profiles().find((each) => JSON.stringify(each).includes(email));
		expect(JSON.stringify(profile)).toContain('"lifecycle_stage":"customer"');
	}, 120_000);
});
