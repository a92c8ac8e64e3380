import { z } from 'zod/v4';
import {
	isSameAddress,
	lenientText,
	platformError,
	type EventRegistration,
} from '../affiliate-platform';
import type { VendorAnswer, VendorClient } from '../vendor';
import { PARTNERSTACK_WORDS } from './client';
import { readPage } from './read';

/** Of what the trigger can read again; the older names with `_` are those of older accounts. */
const EVENTS = [
	'agreement.accepted',
	'partnership.created',
	'partnership.updated',
	'transaction.created',
] as const;

const webhookSchema = z.object({
	key: z.string().min(1),
	target_url: lenientText,
	target: lenientText,
});

/** Two names of one property are in use: the documented one is sent, and the other when it is refused. */
const PROPERTIES = ['target_url', 'target'] as const;

export function partnerStackEvents(client: VendorClient): EventRegistration {
	return {
		async register(address) {
			const known = await webhooksAt(client, address);
			if (known.some((webhook) => webhook.address === address)) return;
			await create(client, address);
			for (const { key } of known) await remove(client, key);
		},
		async unregister(address) {
			for (const { key } of await webhooksAt(client, address)) await remove(client, key);
		},
	};
}

async function webhooksAt(
	client: VendorClient,
	address: string,
): Promise<ReadonlyArray<{ readonly key: string; readonly address: string }>> {
	const found: Array<{ key: string; address: string }> = [];
	let cursor: string | null = null;
	do {
		const page: Awaited<ReturnType<typeof readPage<typeof webhookSchema>>> = await readPage(
			client,
			'/webhooks',
			{},
			webhookSchema,
			cursor,
		);
		for (const { source } of page.rows) {
			const target = source.target_url ?? source.target ?? '';
			if (isSameAddress(target, address)) found.push({ key: source.key, address: target });
		}
		({ cursor } = page);
	} while (cursor !== null);
	return found;
}

async function create(client: VendorClient, address: string): Promise<void> {
	let last: VendorAnswer | null = null;
	for (const property of PROPERTIES) {
		const answer: VendorAnswer = await client.call({
			method: 'POST',
			path: '/webhooks',
			body: { [property]: address, events: EVENTS },
			safety: 'once',
		});
		if (answer.ok) return;
		last = answer;
		const isAboutName = answer.failure.status === 400 && /target/.test(answer.failure.message);
		if (!isAboutName) break;
	}
	if (last?.ok === false) throw platformError(last.failure, PARTNERSTACK_WORDS);
}

async function remove(client: VendorClient, key: string): Promise<void> {
	const answer = await client.call({
		method: 'DELETE',
		path: `/webhooks/${encodeURIComponent(key)}`,
		safety: 'repeatable',
	});
	if (answer.ok || answer.failure.status === 404) return;
	throw platformError(answer.failure, PARTNERSTACK_WORDS);
}
