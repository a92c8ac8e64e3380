import { sumMoney } from '../../../lib/kernel';
import { payoutAmounts } from '../../../lib/ledger/payouts';
import type { Payout } from '../../../lib/model/payout';
import type { PayoutProfile } from '../../../lib/model/payout-profile';
import { selfBillingStatement, statementText, type StatementEntry } from '../../../lib/payouts';
import { eur } from '../../support/builders';
import {
	aPayout,
	aPayoutBatch,
	aPayoutPolicy,
	aPayoutProfile,
} from '../../support/builders/payout';

const entry = (index: number, amount = '10.00', date = '2026-11-17'): StatementEntry => ({
	commissionId: `com_${String(index).padStart(4, '0')}`,
	orderDate: `${date}T12:30:00.000Z`,
	description: `Order #${1000 + index}`,
	amount: eur(amount),
});

const affiliate = { code: 'anna', name: 'Anna Affiliate' };

function input(
	entries: StatementEntry[] = [entry(1, '60.00'), entry(2, '40.00', '2026-11-02')],
	profile: Partial<PayoutProfile> = {},
	overrides: Partial<Payout> = {},
) {
	const full = aPayoutProfile(profile);
	const gross = sumMoney(
		entries.map(({ amount }) => amount),
		'EUR',
	);
	const { note: _note, ...amounts } = payoutAmounts(gross, full);
	const batch = aPayoutBatch();
	return {
		payout: aPayout({ profile: full, ...amounts, ...overrides }),
		batch,
		entries,
		payer: batch.policy.payer,
		affiliate,
	};
}

const cells = (page: string) =>
	[...page.matchAll(/<t[dh][^>]*>([^<]*)<\/t[dh]>/g)].map(([, text = '']) => text.trim());

describe('a self-billing statement', () => {
	it('holds number, dates, parties, lines and what is paid', () => {
		const { html, fileName } = selfBillingStatement(input());
		expect(fileName).toBe('statement-SB-1-anna.html');
		expect(html).toMatch(/^<!doctype html>/);
		expect(html).toContain('<h1>Self-billing invoice SB-1</h1>');
		expect(html).toContain('Issued on 2026-12-01. Orders of 2026-11-02 to 2026-11-17.');
		for (const text of [
			'Merchant GmbH',
			'VAT ID: DE123456789',
			'20095 Hamburg',
			'Anna Affiliate',
			'10115 Berlin',
			'Affiliate anna',
		]) {
			expect(html).toContain(`>${text}<`);
		}
		expect(cells(html)).toEqual([
			'Date',
			'Commission',
			'Amount',
			'2026-11-02',
			'Order #1002',
			'40.00 EUR',
			'2026-11-17',
			'Order #1001',
			'60.00 EUR',
			'Net',
			'100.00 EUR',
			'Payable',
			'100.00 EUR',
		]);
		expect(html).toMatch(/Self-billing: this invoice is issued by the customer/);
		expect(html).not.toMatch(/reverse charge/i);
	});

	it.each([
		['added', ['Net', '100.00 EUR', 'VAT 20 %', '20.00 EUR', 'Payable', '120.00 EUR']],
		[
			'included',
			[
				'Commissions',
				'100.00 EUR',
				'Net',
				'83.33 EUR',
				'VAT 20 % (included)',
				'16.67 EUR',
				'Payable',
				'100.00 EUR',
			],
		],
		['reverse_charge', ['Net', '100.00 EUR', 'Payable', '100.00 EUR']],
	] as const)('tells VAT that is %s', (vatMode, totals) => {
		const { html } = selfBillingStatement(input(undefined, { vatMode, vatPercent: '20' }));
		expect(cells(html).slice(9)).toEqual(totals);
		expect(/Reverse charge/.test(html)).toBe(vatMode === 'reverse_charge');
	});

	it('tells what is withheld', () => {
		const { html } = selfBillingStatement(input(undefined, { withholdingPercent: '15' }));
		expect(cells(html).slice(9)).toEqual([
			'Net',
			'100.00 EUR',
			'Tax withheld 15 %, deducted',
			'15.00 EUR',
			'Payable',
			'85.00 EUR',
		]);
	});

	it('lets no text of anybody become markup', () => {
		const evil = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>`;
		const given = input([{ ...entry(1, '100.00'), description: evil }], {
			legalName: evil.slice(0, 140),
			address: {
				line1: evil,
				line2: evil,
				postalCode: '</p>',
				city: '</style><script>',
				region: '${evil}',
				country: 'DE',
			},
			vatId: '<b>1</b>',
			taxId: '&lt;',
		});
		const { html, fileName } = selfBillingStatement({
			...given,
			payer: {
				...aPayoutPolicy().payer,
				name: evil,
				address: null,
				vatId: null,
				iban: null,
				bic: null,
				email: evil,
			},
			affiliate: { code: '../../<x>', name: evil },
			batch: aPayoutBatch({ batchKey: '<svg onload=alert(1)>' }),
			payout: { ...given.payout, statementNumber: '"><script>' },
		});
		expect(html).not.toMatch(/<script|<img|<svg|<b>|onerror=alert\(1\)>/);
		expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
		const tags = new Set([...html.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, tag = '']) => tag));
		expect([...tags].sort()).toEqual([
			'body',
			'div',
			'h1',
			'h2',
			'head',
			'html',
			'meta',
			'p',
			'style',
			'table',
			'tbody',
			'td',
			'th',
			'thead',
			'title',
			'tr',
		]);
		expect(fileName).toMatch(/^[A-Za-z0-9._-]+$/);
	});

	it('loads nothing and runs nothing', () => {
		const { html } = selfBillingStatement(input());
		expect(html).not.toMatch(/https?:|url\(|@import|<link|<script|src=|\son[a-z]+=/i);
		expect(html).toContain("default-src 'none'");
		expect(html).toContain('@page { size: A4;');
	});

	it('lists 500 entries and sums more of them per month', () => {
		const many = (count: number) =>
			Array.from({ length: count }, (_, index) =>
				entry(index, '1.00', index < 300 ? '2026-10-05' : '2026-11-05'),
			);
		expect(cells(selfBillingStatement(input(many(500))).html)).toHaveLength(3 + 1500 + 4);
		expect(cells(selfBillingStatement(input(many(501))).html).slice(3, 9)).toEqual([
			'2026-10',
			'300 commissions',
			'300.00 EUR',
			'2026-11',
			'201 commissions',
			'201.00 EUR',
		]);
	});

	it('says so when its payout was cancelled', () => {
		const { html } = selfBillingStatement(input(undefined, {}, { status: 'cancelled' }));
		expect(html).toContain('Cancelled: nothing was paid');
	});

	it('is not made without a number, a payer or all entries', () => {
		const given = input();
		const code = (change: object) => {
			try {
				selfBillingStatement({ ...given, ...change });
				return null;
			} catch (error) {
				return (error as { code: string }).code;
			}
		};
		expect(code({ payout: { ...given.payout, statementNumber: null } })).toBe(
			'no_statement_number',
		);
		expect(code({ payer: null })).toBe('no_payer');
		expect(code({ entries: given.entries.slice(1) })).toBe('statement_mismatch');
		expect(code({})).toBeNull();
	});
});

describe('a statement as text', () => {
	it('tells the same in a few lines', () => {
		expect(statementText(input(undefined, { vatMode: 'added', vatPercent: '20' }))).toBe(
			[
				'Self-billing invoice SB-1 of 2026-12-01, issued by Merchant GmbH',
				'2 commissions on orders from 2026-11-02 to 2026-11-17',
				'Net: 100.00 EUR',
				'VAT 20 %: 20.00 EUR',
				'Payable: 120.00 EUR',
				'Self-billing: this invoice is issued by the customer in the name and on behalf of the supplier.',
			].join('\n'),
		);
	});
});
