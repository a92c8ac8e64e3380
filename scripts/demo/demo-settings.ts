/** The made-up company of the demo. None of it is secret. */
export const DEMO = {
	shop: 'demo-tea.myshopify.com',
	webhookSecret: 'demo-shopify-webhook-secret',
	hubspotToken: 'pat-demo-simulator-token',
	linkCode: 'anna-tea',
	paths: { clicks: 'go', orders: 'shopify-orders', refunds: 'shopify-refunds' },
} as const;
