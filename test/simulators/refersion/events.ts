import { createHmac } from 'node:crypto';

export interface SignedEvent {
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

/** As the platform's webhooks send it: the signature is over the bytes of the body. */
export function signedEvent(topic: string, payload: unknown, secret: string): SignedEvent {
	const body = JSON.stringify(payload);
	return {
		headers: {
			'content-type': 'application/json',
			'refersion-topic': topic,
			'refersion-signature': createHmac('sha256', secret).update(body).digest('base64'),
		},
		body,
	};
}
