import type { INodeProperties } from 'n8n-workflow';

const GENERIC =
	'For any shop, app or billing system. Post JSON to the production address above, in the form of docs/schemas/generic-event.schema.json of this package, with the header X-Affiliate-Signature: t=UNIX_SECONDS,v1=HEX, where HEX is the HMAC-SHA-256 of the seconds, a point and the body under the secret of the credential. Signatures older than 5 minutes are refused.';

const MAGENTO =
	"Orders and credit memos are read from the store, every minute unless you choose otherwise; nothing needs to be set up there but an integration that may read sales. In Adobe Commerce you can also have webhooks sent to the production address above, such as 'observer.sales_order_save_commit_after' with POST and the digital signature switched on (Stores > Configuration > Adobe Services > Webhooks). They make the trigger read at once; make them optional there, so that a checkout never waits for n8n.";

const SHOPIFY =
	"Register the production address above in Shopify under Settings > Notifications > Webhooks (format JSON) for 'Order payment', 'Order cancellation' and 'Refund create', and for 'Order update' as a safety net. The signing secret is shown on that page. Disputes of Shopify Payments come by the topics disputes/create and disputes/update. Or switch on 'Connect to the Store', and the trigger registers them itself and reads what they miss.";

const SHOPIFY_CONNECTED =
	"Publishing the workflow registers the webhooks, once an hour they are looked after, and what they did not bring is read from the shop. Shopify signs webhooks that an app registers with the app's client secret: put that into the Store Webhook Secret. n8n must have a public address with https; otherwise orders are only read. The app needs read_orders and read_customers, and read_shopify_payments_disputes for disputes.";

const STRIPE =
	"Register the production address above in Stripe under Developers > Webhooks for 'invoice.paid', 'checkout.session.completed', 'checkout.session.async_payment_succeeded', 'charge.refunded', 'refund.created', 'charge.dispute.created', 'charge.dispute.updated' and 'charge.dispute.closed'. The credential takes the signing secret of that endpoint. Put the click ID into the subscription's metadata as 'affiliate_click_id'. Refunds name their invoice only in API versions before 2025-03-31, which you can choose for the endpoint, and disputes never do: add 'invoice' with the invoice's ID to the metadata of the refund, charge or dispute, or look it up in the workflow.";

const WOO =
	"Register the production address above in WooCommerce under Settings > Advanced > Webhooks for the topics 'Order created' and 'Order updated', with a secret made of letters and digits. WooCommerce sends nothing twice and switches a webhook off after several refused deliveries, so look there after an outage. Or switch on 'Connect to the Store', and the trigger does both and reads what was missed.";

const WOO_CONNECTED =
	'Publishing the workflow registers the webhooks with the Store Webhook Secret (16 or more letters and digits, of your own choosing). Once an hour they are switched on again where WooCommerce gave up, and what they did not bring is read from the shop. The consumer key needs read and write permission. n8n must have a public address; otherwise orders are only read.';

function notice(
	name: string,
	displayName: string,
	show: Readonly<Record<string, Array<string | boolean>>>,
): INodeProperties {
	return { displayName, name, type: 'notice', default: '', displayOptions: { show } };
}

/** How each store's orders come in, by what is chosen. */
export const storeNotices: INodeProperties[] = [
	notice('genericNotice', GENERIC, { store: ['generic'] }),
	notice('magentoNotice', MAGENTO, { store: ['magento'] }),
	notice('shopifyNotice', SHOPIFY, { store: ['shopify'], connectStore: [false] }),
	notice('shopifyConnectedNotice', SHOPIFY_CONNECTED, { store: ['shopify'], connectStore: [true] }),
	notice('stripeNotice', STRIPE, { store: ['stripe'] }),
	notice('wooCommerceNotice', WOO, { store: ['wooCommerce'], connectStore: [false] }),
	notice('wooCommerceConnectedNotice', WOO_CONNECTED, {
		store: ['wooCommerce'],
		connectStore: [true],
	}),
];
