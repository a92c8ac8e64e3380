import type { RunOutcome, Work } from './work';

/** Several pieces of work in one run. */
export interface Together<Content> {
	/** How many at most. */
	readonly most: number;
	/** Two pieces that share a key never run together; null: this one runs alone. */
	readonly keysOf: (content: Content) => readonly string[] | null;
	/** Starts the workflow with all of them and resolves when the run has ended. */
	readonly run: (contents: readonly Content[]) => Promise<RunOutcome>;
}

/**
 * Parts work into runs without changing its order: neighbours that share no key go together. What failed
 * before runs alone, so that it takes no other with it.
 */
export function groupsOf<Content>(
	works: ReadonlyArray<Work<Content>>,
	together: Together<Content> | undefined,
): Array<Array<Work<Content>>> {
	const groups: Array<Array<Work<Content>>> = [];
	let keys: Set<string> | null = null;
	for (const work of works) {
		const own: readonly string[] | null =
			together === undefined || work.attempt > 1 ? null : together.keysOf(work.content);
		const group = groups.at(-1);
		const fits =
			own !== null &&
			keys !== null &&
			group !== undefined &&
			group.length < (together?.most ?? 1) &&
			!own.some((key) => keys?.has(key));
		if (fits) {
			group.push(work);
			for (const key of own) keys?.add(key);
		} else {
			groups.push([work]);
			keys = own === null ? null : new Set(own);
		}
	}
	return groups;
}
