import { formatMoney } from '../../kernel';
import { statementFacts, type StatementInput } from './statement-facts';
import { statementNotes, statementTotals } from './statement-totals';

/** The statement in a few lines of plain text, for a message. Throws what `statementFacts` does. */
export function statementText(input: StatementInput): string {
	const { number, issuedOn, firstDay, lastDay, payer, payout, entries } = statementFacts(input);
	const count = entries.length === 1 ? '1 commission' : `${entries.length} commissions`;
	return [
		`Self-billing invoice ${number} of ${issuedOn}, issued by ${oneLine(payer.name)}`,
		`${count} on orders from ${firstDay} to ${lastDay}`,
		...statementTotals(payout).map(({ label, amount }) => `${label}: ${formatMoney(amount)}`),
		...statementNotes(payout),
	].join('\n');
}

function oneLine(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}
