import type { FraudRule } from '../../lib/fraud/define-fraud-rule';

const START = '<!-- fraud-rules -->';
const END = '<!-- /fraud-rules -->';

function row({ id, title, description, isHard, action, weight }: FraudRule): string {
	const effect = isHard ? `${action}, decides alone` : `${action}, weight ${weight}`;
	return `| ${id} ${title} | ${description} | ${effect} |`;
}

/** The README with its table of fraud rules made anew from the catalogue. */
export function withFraudTable(readme: string, rules: readonly FraudRule[]): string {
	const head = ['| Rule | What it looks for | Default |', '| --- | --- | --- |'];
	const table = [...head, ...rules.map(row)].join('\n');
	const start = readme.indexOf(START) + START.length;
	const end = readme.indexOf(END);
	return `${readme.slice(0, start)}\n\n${table}\n\n${readme.slice(end)}`;
}

/** The rows of the table that a README shows, without the padding a formatter adds. */
export function fraudRowsOf(readme: string): string[] {
	const section = readme.slice(readme.indexOf(START), readme.indexOf(END));
	return section
		.split('\n')
		.filter((line) => /^\| F\d/.test(line))
		.map((line) => line.replace(/ +\|/g, ' |').replace(/ {2,}/g, ' '));
}
