import { formatMoney } from '../../kernel';
import { html, type Markup } from './markup';
import { statementFacts, type StatementFacts, type StatementInput } from './statement-facts';
import { statementLines } from './statement-lines';
import { statementParties, type StatementParty } from './statement-parties';
import { STATEMENT_STYLE } from './statement-style';
import { statementNotes, statementTotals } from './statement-totals';

export interface StatementDocument {
	readonly html: string;
	readonly fileName: string;
}

/**
 * A self-billing invoice as one HTML page for print or e-mail (C39): no scripts, nothing loaded
 * from elsewhere, every text escaped. Throws what `statementFacts` does.
 */
export function selfBillingStatement(input: StatementInput): StatementDocument {
	const facts = statementFacts(input);
	const title = `Self-billing invoice ${facts.number}`;
	const page = html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta
					http-equiv="Content-Security-Policy"
					content="default-src 'none'; style-src 'unsafe-inline'"
				/>
				<title>${title}</title>
				<style>
					${STATEMENT_STYLE}
				</style>
			</head>
			<body>
				${heading(facts, title)}
				<div class="parties">${statementParties(facts).map(party)}</div>
				${linesTable(facts)} ${totalsTable(facts)}
				<div class="notes">${notesOf(facts).map((note) => html`<p>${note}</p>`)}</div>
			</body>
		</html> `;
	return { html: page.text, fileName: fileName(facts) };
}

function heading({ issuedOn, firstDay, lastDay, batch }: StatementFacts, title: string): Markup {
	const period = firstDay === lastDay ? firstDay : `${firstDay} to ${lastDay}`;
	return html`<h1>${title}</h1>
		<p class="facts">Issued on ${issuedOn}. Orders of ${period}. Payout ${batch.batchKey}.</p>`;
}

function party({ role, name, lines }: StatementParty): Markup {
	return html`<div>
		<h2>${role}</h2>
		<p class="name">${name}</p>
		${lines.map((line) => html`<p>${line}</p>`)}
	</div>`;
}

function linesTable({ entries, payout }: StatementFacts): Markup {
	const rows = statementLines(entries, payout.gross.currency).map(
		({ date, description, amount }) =>
			html`<tr>
				<td>${date}</td>
				<td>${description}</td>
				<td class="amount">${formatMoney(amount)}</td>
			</tr>`,
	);
	return html`<table>
		<thead>
			<tr>
				<th scope="col">Date</th>
				<th scope="col">Commission</th>
				<th scope="col" class="amount">Amount</th>
			</tr>
		</thead>
		<tbody>
			${rows}
		</tbody>
	</table>`;
}

function totalsTable({ payout }: StatementFacts): Markup {
	const rows = statementTotals(payout).map(
		({ label, amount, isFinal }) =>
			html`<tr class="${isFinal ? 'final' : 'step'}">
				<th scope="row">${label}</th>
				<td class="amount">${formatMoney(amount)}</td>
			</tr>`,
	);
	return html`<table class="totals">
		<tbody>
			${rows}
		</tbody>
	</table>`;
}

function notesOf(facts: StatementFacts): string[] {
	const { payout } = facts;
	return [...statementNotes(payout), ...cancelledNote(payout.status)];
}

/** A number that was given stays given, so that the series has no gap. */
function cancelledNote(status: StatementFacts['payout']['status']): string[] {
	return status === 'cancelled' ? ['Cancelled: nothing was paid on this invoice.'] : [];
}

function fileName({ number, affiliate }: StatementFacts): string {
	const safe = `${number}-${affiliate.code}`.replace(/[^A-Za-z0-9._-]+/g, '-');
	return `statement-${safe}.html`;
}
