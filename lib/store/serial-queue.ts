/** Runs one task after another, in the order they came. */
export class SerialQueue {
	#tail: Promise<unknown> = Promise.resolve();

	run<Result>(task: () => Promise<Result>): Promise<Result> {
		const result = this.#tail.then(task);
		this.#tail = result.catch(() => undefined);
		return result;
	}
}
