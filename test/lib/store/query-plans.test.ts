import { DatabaseSync } from 'node:sqlite';
import type { AffiliateStore } from '../../../lib/ports/store';
import { aClick, AFFILIATE_ID, PROGRAMME_ID, STORE_KEY } from '../../support/builders';
import { sqliteEngine } from '../../support/stores';
import { aCapNeed, day, write } from './ledger-entries';
import { passed, suspected } from './fraud-writes';
import { approveWrite, aSale, commissionId, keyOf, recordWrite } from './ledger-writes';

/** Tables that grow with every order and click. */
const LARGE = [
	'affiliate_traits',
	'affiliates',
	'audit_entries',
	'click_totals',
	'clicks',
	'commission_adjustments',
	'commission_heads',
	'commission_moves',
	'commissions',
	'conversion_versions',
	'conversions',
	'credited_clicks',
	'customer_bindings',
	'customer_contacts',
	'deleted_clicks',
	'dispute_notices',
	'exchange_rates',
	'fraud_case_affiliates',
	'fraud_case_moves',
	'fraud_case_rules',
	'fraud_cases',
	'fraud_checks',
	'inbox_entries',
	'ledger_transactions',
	'order_claims',
	'order_clicks',
	'order_interceptions',
	'order_traits',
	'postback_nonces',
	'postings',
	'refunds',
];

async function drain(entries: AsyncIterable<unknown>): Promise<void> {
	for await (const _entry of entries);
}

const at = day(20);
const EMAIL = { kind: 'email', hash: 'hash' } as const;

const CUSTOMER = { programmeId: PROGRAMME_ID, customerKey: 'carla' };

const READS: ReadonlyArray<readonly [string, (store: AffiliateStore) => Promise<unknown>]> = [
	[
		'a decision with caps of every kind and a binding',
		({ ledger }) =>
			ledger.decide(keyOf(aSale()), () => ({ write: {}, result: null }), {
				caps: [
					aCapNeed({ from: day(1), to: at }),
					aCapNeed({ scope: 'affiliate', affiliateId: AFFILIATE_ID }),
					aCapNeed({ scope: 'affiliate', affiliateId: AFFILIATE_ID, from: day(1), to: at }),
					aCapNeed({ scope: 'customer' }, { customerKey: 'carla' }),
					aCapNeed({ scope: 'customer', from: day(1), to: at }, { customerKey: 'carla' }),
				],
				customer: CUSTOMER,
			}),
	],
	['a status change', (store) => write(store, aSale(), approveWrite(aSale()))],
	['due commissions', ({ ledger }) => ledger.dueCommissions({ at, limit: 9 })],
	[
		'due commissions after a page',
		({ ledger }) =>
			ledger.dueCommissions({
				at,
				programmeId: PROGRAMME_ID,
				after: commissionId(aSale()),
				limit: 9,
			}),
	],
	['the contact of a customer', ({ contacts }) => contacts.get('carla')],
	['the queues of the inbox', ({ inbox }) => inbox.queues()],
	['dead letters of stores', ({ inbox }) => inbox.deadLetters({ limit: 9 })],
	[
		'dead letters of one trigger',
		({ inbox }) => inbox.deadLetters({ consumer: 'trigger', limit: 9 }),
	],
	['a story', ({ ledger }) => ledger.commissionStory(commissionId(aSale()))],
	['a replay', ({ ledger }) => drain(ledger.replay({ programmeId: PROGRAMME_ID }))],
	[
		'a replay of an affiliate',
		({ ledger }) =>
			drain(
				ledger.replay({
					programmeId: PROGRAMME_ID,
					affiliateId: AFFILIATE_ID,
					from: day(1),
					to: day(30),
				}),
			),
	],
	['balances at a moment', ({ ledger }) => ledger.balances(`pending:${AFFILIATE_ID}`, at)],
	['a statement', ({ ledger }) => ledger.statement({ affiliateId: AFFILIATE_ID, limit: 9 })],
	[
		'a streamed statement',
		({ ledger }) =>
			drain(ledger.streamStatement({ affiliateId: AFFILIATE_ID, from: day(1), to: day(30) })),
	],
	['a binding', ({ ledger }) => ledger.binding(PROGRAMME_ID, 'carla', at)],
	['a customer', ({ history }) => history.customerSummary('carla', 'EUR')],
	['the past of a customer', ({ history }) => history.customerHistory('carla', at)],
	[
		'the metrics of an affiliate',
		({ history }) =>
			history.affiliateMetrics(AFFILIATE_ID, PROGRAMME_ID, 'EUR', day(1), at, 'cnv_other'),
	],
	['a subscription', ({ history }) => history.subscriptionHistory(STORE_KEY, 'sub', at)],
	['counted clicks', ({ history }) => history.clickCounts(PROGRAMME_ID, day(1), at)],
	[
		'totals of clicks',
		({ history }) =>
			history.clickTotals({
				programmeId: PROGRAMME_ID,
				from: '2026-11-01',
				to: '2026-11-20',
				by: 'link',
				limit: 9,
			}),
	],
	['the clicks of a few hours', ({ clicks }) => clicks.list({ from: day(1), to: at, limit: 9 })],
	['clicks that are written', ({ clicks }) => clicks.append([aClick()], 60)],
	['clicks that are deleted', ({ clicks }) => clicks.deleteBefore(at)],
	['a link with clicks', ({ registry }) => registry.deleteLink('anna-grinder')],
	['a recorded order', ({ history }) => history.recordedOrder(STORE_KEY, 'order-1')],
	[
		'a check and its case',
		async ({ fraud }) => {
			await fraud.recordCheck(suspected());
			await fraud.recordCheck(suspected({}, { score: 0.7 }));
			await fraud.recordCheck(passed());
		},
	],
	['a recorded check', ({ fraud }) => fraud.check(STORE_KEY, 'order-1')],
	[
		'past checks',
		({ fraud }) => drain(fraud.replayChecks({ programmeId: PROGRAMME_ID, from: day(1) })),
	],
	['open cases', ({ fraud }) => fraud.cases({ status: 'open', limit: 9 })],
	['cases of an affiliate', ({ fraud }) => fraud.cases({ affiliateId: AFFILIATE_ID, limit: 9 })],
	['open cases of affiliates', ({ fraud }) => fraud.openAffiliateCases([AFFILIATE_ID])],
	['cases whose time is over', ({ fraud }) => fraud.expiredCases(at, 9)],
	['the records of rules', ({ fraud }) => fraud.ruleRecords({ since: day(1) })],
	['orders of a customer', ({ fraud }) => fraud.customerOrders('carla', day(1), at)],
	['orders with a trait', ({ fraud }) => fraud.ordersWithTrait(EMAIL, day(1), at, 9)],
	['customers of a click', ({ fraud }) => fraud.clickCustomers('clk', 'carla')],
	['a percentile', ({ fraud }) => fraud.orderValuePercentile(PROGRAMME_ID, 'EUR', day(1), at)],
	['the traits of an affiliate', ({ fraud }) => fraud.affiliateTraits(AFFILIATE_ID)],
	['affiliates with a trait', ({ fraud }) => fraud.affiliatesWithTraits([EMAIL], AFFILIATE_ID)],
	['sign-ups with a trait', ({ fraud }) => fraud.signupsWithTrait(EMAIL, day(1), AFFILIATE_ID)],
	['claims', ({ fraud }) => fraud.claims(STORE_KEY, 'order-1')],
	['the affiliate of a site', ({ registry }) => registry.affiliateBySite('blog.example.com')],
	['a crossed rate', ({ registry }) => registry.exchangeRate('USD', 'GBP', at, 7)],
];

describe('The embedded store', () => {
	const engine = sqliteEngine();

	afterEach(() => jest.restoreAllMocks());

	it.each(READS)('goes by an index, never through a whole table: %s', async (_what, read) => {
		const workspace = await engine.workspace();
		const store = await workspace.open();
		await write(store, aSale(), recordWrite(aSale(), { customerKey: 'carla' }));
		const prepare = jest.spyOn(DatabaseSync.prototype, 'prepare');
		// Another connection, because the first one has statements prepared already.
		const reader = await workspace.open();
		prepare.mockClear();
		await read(reader);
		const queries = prepare.mock.calls
			.map(([sql]) => sql)
			.filter((sql) => /^(select|update|delete)/.test(sql));
		expect(queries.length).toBeGreaterThan(0);
		for (const query of queries) {
			const steps = await workspace.execute(`explain query plan ${query}`);
			const details = steps.map(({ detail }) => String(detail));
			expect(details.filter((detail) => isScan(detail, query))).toEqual([]);
		}
	});

	/** The newest row of a table is the first of a scan from its end. */
	function isScan(detail: string, query: string): boolean {
		const name = /^SCAN (\w+)/.exec(detail)?.[1];
		if (name === undefined || /order by "sequence" desc limit \?$/.test(query)) return false;
		const table = new RegExp(`"(\\w+)" as "${name}"`).exec(query)?.[1] ?? name;
		return LARGE.includes(table);
	}
});
