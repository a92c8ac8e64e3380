import type { SimulatorResponse } from '../simulator-server.ts';
import type { RefersionAccount } from './account.ts';
import type { Row } from './refused.ts';

const MOST = 200;

const FIELDS: Readonly<Record<string, readonly string[]>> = {
	conversions: [
		...['id', 'order_id', 'status', 'payment_status', 'total', 'commission_total'],
		...['currency', 'created', 'affiliate', 'offer', 'email', 'name'],
	],
	offers: ['id', 'offer_name', 'type', 'commission'],
};

/** One list by offset, such as `{ offers(first: 200, offset: 0) { id } }`; what is unknown is named. */
export function answerGraph(
	account: RefersionAccount,
	query: string,
	without: readonly string[],
): SimulatorResponse {
	const [, root = '', args = '', selection = ''] =
		/^\s*\{\s*(\w+)\s*\(([^)]*)\)\s*\{(.*)\}\s*\}\s*$/s.exec(query) ?? [];
	const known = FIELDS[root];
	if (known === undefined) return refused(['Syntax Error: Unexpected query']);
	const fields = selection.match(/\w+/g) ?? [];
	const unknown = fields.filter((name) => !known.includes(name) || without.includes(name));
	if (unknown.length > 0) {
		return refused(unknown.map((name) => `Cannot query field "${name}" on type "${root}".`));
	}
	const number = (name: string, fallback: number): number =>
		Number(new RegExp(`\\b${name}:\\s*(\\d+)`).exec(args)?.[1] ?? fallback);
	const from = number('created_from', 0);
	const to = number('created_to', Number.MAX_SAFE_INTEGER);
	const first = Math.min(number('first', MOST), MOST);
	const offset = number('offset', 0);
	const wanted = rowsOf(account, root).filter(
		({ created }) => created === undefined || (Number(created) >= from && Number(created) <= to),
	);
	const rows = wanted.slice(offset, offset + first).map((row) => pick(row, fields));
	return { status: 200, body: { data: { [root]: rows } } };
}

/** Errors come with 200, as GraphQL does. */
function refused(messages: readonly string[]): SimulatorResponse {
	return { status: 200, body: { errors: messages.map((message) => ({ message })) } };
}

function rowsOf({ conversions, offers }: RefersionAccount, root: string): readonly Row[] {
	if (root === 'conversions') return conversions;
	return offers.map(({ id, name }) => ({
		id,
		offer_name: name,
		type: 'PERCENT',
		commission: '10',
	}));
}

function pick(row: Row, fields: readonly string[]): Row {
	return Object.fromEntries(Object.entries(row).filter(([name]) => fields.includes(name)));
}
