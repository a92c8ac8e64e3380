import { setImmediate } from 'node:timers/promises';

/**
 * The embedded database answers without waiting. A long walk over its pages would hold up everything else
 * in the process, webhooks among them, so it stands aside after every page.
 */
export async function letOthersRun(): Promise<void> {
	await setImmediate();
}
