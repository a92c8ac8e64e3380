/** Prints, after all tests, which faults were tried and what was lost. */
const { existsSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');

const FILE = path.join(tmpdir(), 'affiliate-loop-chaos.ndjson');
const COLUMNS = ['fault', 'seed', 'struck', 'acknowledged', 'lost', 'twice'];

module.exports = class FaultTable {
	onRunStart() {
		rmSync(FILE, { force: true });
	}

	onRunComplete() {
		if (!existsSync(FILE)) return;
		const outcomes = readFileSync(FILE, 'utf8')
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line));
		const rows = [COLUMNS, ...outcomes.map((each) => COLUMNS.map((name) => String(each[name])))];
		const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column].length)));
		console.log('\nFaults under load:\n');
		for (const row of rows) {
			const cells = row.map((cell, column) =>
				column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
			);
			console.log(cells.join('  '));
		}
		rmSync(FILE, { force: true });
	}
};
