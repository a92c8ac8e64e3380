import type { PassReport } from './pass.ts';

const STEP_WIDTH = 31;
const RESULT_WIDTH = 100;

function wrapped(text: string): string[] {
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(' ')) {
		if (line !== '' && line.length + word.length + 1 > RESULT_WIDTH) {
			lines.push(line);
			line = word;
		} else {
			line = line === '' ? word : `${line} ${word}`;
		}
	}
	return [...lines, line];
}

/** The pass as a table for the terminal, with the commission explained below it. */
export function printPass(report: PassReport, print: (line: string) => void): void {
	const rule = '─'.repeat(STEP_WIDTH + RESULT_WIDTH + 6);
	print(rule);
	for (const { step, result, isOk } of report.steps) {
		const [first = '', ...rest] = wrapped(result);
		print(`${isOk ? ' ok ' : 'FAIL'}  ${step.padEnd(STEP_WIDTH)}${first}`);
		for (const line of rest) print(' '.repeat(STEP_WIDTH + 6) + line);
	}
	print(rule);
	print('Why this commission:');
	for (const sentence of report.trace) print(`  · ${sentence}`);
	print(rule);
}
