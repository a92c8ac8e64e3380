/** Rows of cells as aligned lines: the first column to the left, figures to the right. */
export function textTable(rows: ReadonlyArray<readonly string[]>): string[] {
	const widths: number[] = [];
	for (const row of rows) {
		for (const [column, cell] of row.entries()) {
			widths[column] = Math.max(widths[column] ?? 0, cell.length);
		}
	}
	return rows.map((row) =>
		row
			.map((cell, column) =>
				column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
			)
			.join('  ')
			.trimEnd(),
	);
}

/** "12,345", "42.1" or "0.083": three digits that mean something. */
export function figure(value: number): string {
	if (!Number.isFinite(value)) return '-';
	if (value >= 100) return Math.round(value).toLocaleString('en-US');
	return value.toPrecision(3);
}

export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
