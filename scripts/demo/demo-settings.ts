/** The made-up company of the demo. None of it is secret. */
export const DEMO = {
	shop: 'demo-tea.myshopify.com',
	webhookSecret: 'demo-shopify-webhook-secret',
	stripeSecret: 'whsec_demo_stripe_webhook_secret',
	mail: { user: 'demo', password: 'demo-mailbox-password' },
	importForm: { user: 'demo', password: 'demo-import-form-password' },
	fraudForm: { user: 'demo', password: 'demo-fraud-form-password' },
	hubspotToken: 'pat-demo-simulator-token',
	linkCode: 'anna-tea',
	paths: {
		clicks: 'go',
		orders: 'shopify-orders',
		refunds: 'shopify-refunds',
		stripe: 'stripe-events',
	},
} as const;
