import type { StageShare } from './cpu-stages.ts';
import { textTable } from './text-table.ts';

export const print = (line: string): void => console.log(line);

export function printTable(title: string, rows: ReadonlyArray<readonly string[]>): void {
	print(`\n${title}\n`);
	textTable(rows).forEach(print);
}

export function printShares(title: string, shares: readonly StageShare[]): void {
	printTable(
		title,
		shares
			.filter(({ percent }) => percent >= 0.1)
			.map(({ name, percent }) => [name, `${percent.toFixed(1)} %`]),
	);
}
