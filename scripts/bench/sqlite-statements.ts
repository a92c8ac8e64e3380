import { performance } from 'node:perf_hooks';
import { StatementSync } from 'node:sqlite';

/** How often a kind of statement ran, and how long the process stood still for it. */
export interface StatementCount {
	readonly kind: string;
	readonly count: number;
	readonly milliseconds: number;
}

/** Counts the statements that SQLite runs in this process while the work goes on. */
export async function countStatements(work: () => Promise<void>): Promise<StatementCount[]> {
	const counts = new Map<string, { count: number; milliseconds: number }>();
	const { prototype } = StatementSync;
	const { all, run } = prototype;
	const counted = <Arguments extends unknown[], Result>(
		method: (this: StatementSync, ...values: Arguments) => Result,
	) =>
		function (this: StatementSync, ...values: Arguments): Result {
			const start = performance.now();
			try {
				return method.apply(this, values);
			} finally {
				const kind = kindOf(this.sourceSQL);
				const entry = counts.get(kind) ?? { count: 0, milliseconds: 0 };
				entry.count += 1;
				entry.milliseconds += performance.now() - start;
				counts.set(kind, entry);
			}
		};
	prototype.all = counted(all) as typeof all;
	prototype.run = counted(run) as typeof run;
	try {
		await work();
	} finally {
		prototype.all = all;
		prototype.run = run;
	}
	return [...counts]
		.map(([kind, entry]) => ({ kind, ...entry }))
		.sort((a, b) => b.milliseconds - a.milliseconds);
}

/** "insert into postings", "select from refunds", "commit" */
function kindOf(sql: string): string {
	const verb = /^\s*(\w+)/.exec(sql)?.[1] ?? '';
	const table = /\b(?:from|into|update)\s+"(\w+)"/.exec(sql)?.[1];
	if (verb === 'select') return `select from ${table ?? '?'}`;
	if (verb === 'insert') return `insert into ${table ?? '?'}`;
	return table === undefined ? verb : `${verb} ${table}`;
}
