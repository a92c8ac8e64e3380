import { figure, textTable } from '../bench/text-table.ts';
import type { Books } from './books.ts';
import type { DayRecord } from './run-day.ts';
import type { DayTruth } from './sales-day.ts';

/** One thing that has to be so when the day is over. */
export interface DayFact {
	readonly name: string;
	readonly wanted: string;
	readonly found: string;
	readonly isSo: boolean;
}

/** What was sent against what is in the books. */
export function factsOf(truth: DayTruth, record: DayRecord, books: Books): DayFact[] {
	const equal = (name: string, wanted: number, found: number): DayFact => ({
		name,
		wanted: wanted.toLocaleString('en-US'),
		found: found.toLocaleString('en-US'),
		isSo: wanted === found,
	});
	const net = books.net.map(({ amountMinor, currency }) => `${amountMinor} ${currency}`).join(', ');
	const { approve = 0, ...others } = books.verdicts;
	const looked = Object.entries(others).map(([verdict, count]) => `${count} ${verdict}`);
	return [
		equal('Clicks answered', truth.clicks, record.clicks),
		equal('Clicks in the store', record.clicks, books.clicks),
		equal(
			'Deliveries acknowledged',
			truth.deliveriesSent - truth.forgedSent + truth.refunds,
			record.acknowledged,
		),
		equal('Forged deliveries refused', truth.forgedSent, record.refused),
		equal('Paid orders in the ledger, once', truth.orders, books.orders),
		equal('Refunds in the ledger, once', truth.refunds, books.refunds),
		{
			name: 'Commissions',
			wanted: `${truth.credited} to ${truth.credited + truth.returning}`,
			found: String(books.commissions),
			isSo:
				books.commissions >= truth.credited &&
				books.commissions <= truth.credited + truth.returning,
		},
		{
			name: 'Orders for a person to look at, or declined',
			wanted: `at least ${truth.selfReferred}`,
			found: `${looked.join(', ') || '0'} beside ${approve} approved`,
			isSo: truth.orders - approve >= truth.selfReferred,
		},
		{
			name: 'The books net to zero',
			wanted: '0',
			found: net === '' ? '0' : net,
			isSo: books.net.every(({ amountMinor }) => amountMinor === 0n),
		},
		equal('Contacts twice in the CRM', 0, books.doubledContacts),
		equal('Deals twice in the CRM', 0, books.doubledDeals),
		equal('Set aside as dead letters', 0, books.deadLetters),
		equal('Never answered as they should be', 0, record.failures.length),
	];
}

export function factLines(facts: readonly DayFact[]): string[] {
	return textTable([
		['', 'wanted', 'found', ''],
		...facts.map(({ name, wanted, found, isSo }) => [name, wanted, found, isSo ? 'ok' : 'WRONG']),
	]);
}

/** How long answers took, and what else is worth knowing. */
export function timeLines(
	{ clickMilliseconds, webhookMilliseconds, triedAgain, latestMilliseconds }: DayRecord,
	{ contacts, deals, statuses }: Books,
	drainedSeconds: number,
): string[] {
	const row = (name: string, times: readonly number[]): string[] => {
		const sorted = [...times].sort((a, b) => a - b);
		const at = (share: number): string =>
			figure(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN);
		return [name, at(0.5), at(0.95), at(0.99)];
	};
	return [
		...textTable([
			['Answers after, in ms', 'p50', 'p95', 'p99'],
			row('tracked links', clickMilliseconds),
			row('webhooks of the shop', webhookMilliseconds),
		]),
		'',
		`Everything was done ${drainedSeconds.toFixed(1)} s after the last delivery; ${triedAgain} were sent again after no good answer.`,
		`The sender was ${(latestMilliseconds / 1_000).toFixed(1)} s behind its clock at most.`,
		`In the CRM: ${contacts} contacts, ${deals} deals. Commissions: ${
			Object.entries(statuses)
				.map(([status, count]) => `${count} ${status}`)
				.join(', ') || 'none'
		}.`,
	];
}
