import { withShopifyJourney } from '../../../../lib/mapping/shopify/journey';
import { anOrder } from '../../../support/builders';

const visit = (day: string, landingPage: string | null) => ({
	landingPage,
	referrerUrl: 'https://blog.example/',
	occurredAt: `2026-11-${day}T10:00:00Z`,
});

describe("a customer's journey that Shopify tells later", () => {
	it('is not looked at before it is ready', () => {
		const order = anOrder();
		expect(withShopifyJourney(order, { ready: false, moments: null })).toEqual({
			isReady: false,
			order,
		});
	});

	it('gives the order its visits, oldest first and each once', () => {
		const last = visit('12', 'https://shop.example.com/?aff_click=b');
		const { isReady, order } = withShopifyJourney(anOrder(), {
			ready: true,
			firstVisit: visit('10', 'https://shop.example.com/?aff_click=a'),
			lastVisit: last,
			moments: { nodes: [last, visit('11', null)] },
		});
		expect(isReady).toBe(true);
		expect(order.tracking.visits.map(({ landingUrl }) => landingUrl)).toEqual([
			'https://shop.example.com/?aff_click=a',
			'https://shop.example.com/?aff_click=b',
		]);
	});

	it('refuses what is no journey, and says where', () => {
		expect(() => withShopifyJourney(anOrder(), { moments: {} })).toThrow(/customerJourneySummary/);
	});
});
