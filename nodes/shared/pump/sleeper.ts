/** Waits on a timer that does not keep n8n from ending; an aborted signal ends the wait at once. */
export async function sleepUntilAborted(milliseconds: number, signal: AbortSignal): Promise<void> {
	if (signal.aborted) return;
	await new Promise<void>((resolve) => {
		const end = () => {
			clearTimeout(timer);
			signal.removeEventListener('abort', end);
			resolve();
		};
		const timer = setTimeout(end, milliseconds);
		timer.unref();
		signal.addEventListener('abort', end);
	});
}
