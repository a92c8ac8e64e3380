const listeners = new Map<string, Set<() => void>>();

/**
 * Lets the webhook call the pump of its own node in the same process, so that an event starts its
 * workflow at once. In another process the pump's poll finds it. Returns how to stop listening.
 */
export function onWakeup(consumer: string, listener: () => void): () => void {
	const ofConsumer = listeners.get(consumer) ?? new Set();
	listeners.set(consumer, ofConsumer.add(listener));
	return () => {
		ofConsumer.delete(listener);
		if (ofConsumer.size === 0 && listeners.get(consumer) === ofConsumer) listeners.delete(consumer);
	};
}

/** Says whether somebody listened in this process. */
export function wakeConsumer(consumer: string): boolean {
	const ofConsumer = listeners.get(consumer) ?? new Set();
	for (const listener of ofConsumer) listener();
	return ofConsumer.size > 0;
}
