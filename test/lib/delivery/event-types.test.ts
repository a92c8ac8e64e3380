import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { LEDGER_EVENT_TYPES } from '../../../lib/delivery';
import { CASE_STATUSES } from '../../../lib/model/fraud-case';
import { COMMISSION_STATUSES } from '../../../lib/model/commission';
import { DISPUTE_STATUSES } from '../../../lib/model/dispute';

const LEDGER = path.resolve(__dirname, '../../../lib/ledger');

const TYPES: readonly string[] = LEDGER_EVENT_TYPES.map(({ type }) => type);

/** What may stand in for the part of a type that is filled in. */
const FILLED: Readonly<Record<string, readonly string[]>> = {
	'commission.${outcome}': ['approved', 'held', 'released'],
	// Nothing moves to these by itself.
	'commission.${to}': COMMISSION_STATUSES.filter((to) => to !== 'pending' && to !== 'held'),
	'dispute.${status}': DISPUTE_STATUSES,
	'fraud_case.${outcome}': CASE_STATUSES.filter((status) => status !== 'open'),
	'payout.${outcome}': ['paid', 'failed', 'returned'],
};

/** The texts in the ledger's source that are the type of an event. */
function typesInSource(): string[] {
	const files = readdirSync(LEDGER, { recursive: true, encoding: 'utf8' });
	const source = files
		.filter((file) => file.endsWith('.ts'))
		.map((file) => readFileSync(path.join(LEDGER, file), 'utf8'))
		.filter((text) => /\b(event|commissionEvent)\(/.test(text))
		.join('\n');
	const nouns = 'commission|conversion|dispute|fraud_case|payout|payout_batch|refund';
	const found = source.match(new RegExp(`(?<=['\`])(${nouns})\\.[a-z_$\\{\\}]+(?=['\`])`, 'g'));
	return [...new Set(found)].filter((text) => text !== 'commission.lines');
}

describe('the types of events', () => {
	it('are those that the ledger writes, all of them and no others', () => {
		const written = typesInSource().flatMap((type) => {
			if (!type.includes('$')) return [type];
			const filled = FILLED[type];
			expect([type, filled !== undefined]).toEqual([type, true]);
			return (filled ?? []).map((part) => type.replace(/\$\{.*\}/, part));
		});
		expect([...new Set(written)].sort()).toEqual([...TYPES].sort());
	});

	it('are listed by their names, each once', () => {
		const names = LEDGER_EVENT_TYPES.map(({ name }) => name);
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
		expect(new Set(TYPES).size).toBe(TYPES.length);
	});
});
