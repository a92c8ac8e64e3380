/** A mistake in a plan: where it is, what is wrong and how to mend it. */
export interface PlanProblem {
	readonly path: Array<string | number>;
	readonly message: string;
}

/** The same problems as seen from further out. */
export function under(
	path: ReadonlyArray<string | number>,
	problems: readonly PlanProblem[],
): PlanProblem[] {
	return problems.map((problem) => ({ ...problem, path: [...path, ...problem.path] }));
}
