import type { FraudRule } from '../../lib/fraud/define-fraud-rule';
import { markedRows, withMarkedTable } from './marked-table.ts';

const NAME = 'fraud-rules';

function row({ id, title, description, isHard, action, weight, defaultMode }: FraudRule): string {
	const effect = isHard ? `${action}, decides alone` : `${action}, weight ${weight}`;
	const mode = defaultMode === 'on' ? '' : ` (${defaultMode})`;
	return `| ${id} ${title} | ${description} | ${effect}${mode} |`;
}

/** The README with its table of fraud rules made anew from the catalogue. */
export function withFraudTable(readme: string, rules: readonly FraudRule[]): string {
	const head = ['| Rule | What it looks for | Default |', '| --- | --- | --- |'];
	return withMarkedTable(readme, NAME, [...head, ...rules.map(row)]);
}

/** The rows of the table that a README shows, without the padding a formatter adds. */
export function fraudRowsOf(readme: string): string[] {
	return markedRows(readme, NAME, /^\| F\d/);
}
