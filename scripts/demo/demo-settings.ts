/** The made-up company of the demo. None of it is secret. */
export const DEMO = {
	shop: 'demo-tea.myshopify.com',
	webhookSecret: 'demo-shopify-webhook-secret',
	stripeSecret: 'whsec_demo_stripe_webhook_secret',
	mail: { user: 'demo', password: 'demo-mailbox-password' },
	importForm: { user: 'demo', password: 'demo-import-form-password' },
	fraudForm: { user: 'demo', password: 'demo-fraud-form-password' },
	hubspotToken: 'pat-demo-simulator-token',
	accounts: {
		token: 'demo-simulator-token-0123456789',
		keys: {
			consumerKey: 'ck_demo_simulator',
			consumerSecret: 'cs_demo_simulator_0123456789',
			accessToken: 'demo-access-token-0123456789',
			accessTokenSecret: 'demo-access-secret-0123456789',
		},
	},
	linkCode: 'anna-tea',
	paths: {
		clicks: 'go',
		orders: 'shopify-orders',
		refunds: 'shopify-refunds',
		stripe: 'stripe-events',
	},
} as const;
