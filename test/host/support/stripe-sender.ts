import axios from 'axios';
import { createHmac } from 'node:crypto';

/** Where Stripe's webhooks go and the secret they are signed with. */
export interface StripeSender {
	readonly url: string;
	readonly secret: string;
}

/** Sends an event as Stripe does: signed over time and raw body. */
export async function deliverStripe(
	{ url, secret }: StripeSender,
	event: unknown,
	options: { readonly wrongSecret?: boolean; readonly secondsAgo?: number } = {},
): Promise<number> {
	const body = Buffer.from(JSON.stringify(event));
	const time = Math.floor(Date.now() / 1_000) - (options.secondsAgo ?? 0);
	const key = options.wrongSecret === true ? 'whsec_of_somebody_else' : secret;
	const signature = createHmac('sha256', key).update(`${time}.`).update(body).digest('hex');
	const answer = await axios.post(url, body, {
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
			'stripe-signature': `t=${time},v1=${signature},v0=${'0'.repeat(64)}`,
		},
		maxRedirects: 0,
		proxy: false,
		validateStatus: () => true,
	});
	return answer.status;
}
