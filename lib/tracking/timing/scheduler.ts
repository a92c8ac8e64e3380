/** When things run; a port, so that batching can be tested without real time. */
export interface Scheduler {
	/** Runs the task after the work that is already waiting (a macrotask). */
	soon(task: () => void): void;
	/** Runs the task once after so many milliseconds; the returned function calls it off. */
	after(milliseconds: number, task: () => void): () => void;
}
