import type { PlatformMemory } from './memory';

/**
 * Nothing is asked any more about an order that was accepted: it is confirmed, refused, or taken back. Asked
 * again after that, a platform that finishes an order when it is asked would bring it back.
 */
export async function noLongerAwaited(
	memory: PlatformMemory,
	orderId: string,
	externalId: string | null,
): Promise<void> {
	const { sends } = await memory.store();
	await sends.confirm(memory.key('conversion', orderId), externalId);
}
