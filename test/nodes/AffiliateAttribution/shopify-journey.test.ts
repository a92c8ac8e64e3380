import type { Attribution } from '../../../lib/model/credit';
import { toJson } from '../../../lib/model/json';
import { AffiliateAttribution } from '../../../nodes/AffiliateAttribution/AffiliateAttribution.node';
import { aClick, anAffiliate, anOrder, aProgramme, CLICK_ID } from '../../support/builders';
import { runNode, testStore } from '../../support/runNode';

const WORKSPACE = 'shopify-journey';

beforeAll(async () => {
	const { clicks, registry } = await testStore(WORKSPACE);
	await registry.saveProgramme(aProgramme());
	await registry.saveAffiliate(anAffiliate());
	await clicks.append([aClick()], 3_600);
});

async function attribute(shopifyJourney?: unknown): Promise<Attribution | undefined> {
	const options = shopifyJourney === undefined ? {} : { shopifyJourney };
	const result = await runNode(AffiliateAttribution, {
		workspace: WORKSPACE,
		items: [{ order: toJson(anOrder()) }],
		parameters: { options: options as never },
	});
	return [0, 1].flatMap((output) => result.json<{ attribution: Attribution }>(output))[0]
		?.attribution;
}

const journey = {
	ready: true,
	moments: {
		nodes: [
			{
				landingPage: `https://shop.example.com/?aff_click=${CLICK_ID}`,
				referrerUrl: null,
				occurredAt: '2026-11-14T10:00:00Z',
			},
		],
	},
};

describe("a customer's journey that Shopify tells", () => {
	it('brings the click that the order itself does not name', async () => {
		expect(await attribute()).toMatchObject({ outcome: 'no_affiliate' });
		expect(await attribute(JSON.stringify(journey))).toMatchObject({
			outcome: 'attributed',
			credits: [{ affiliateCode: 'anna', touch: { clickId: CLICK_ID } }],
		});
	});

	it('that is not ready stops the item and says what to do', async () => {
		await expect(attribute('{"ready":false}')).rejects.toMatchObject({
			message: "Shopify has not worked out the customer's journey yet",
			description: expect.stringContaining('some minutes'),
		});
	});

	it.each(['{', '[]', '{"moments":{}}'])('that is no journey (%s) is refused', async (text) => {
		await expect(attribute(text)).rejects.toBeDefined();
	});
});
