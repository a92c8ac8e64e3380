import fc from 'fast-check';
import { money } from '../../../lib/kernel';
import type { Payout, PayoutBatch } from '../../../lib/model/payout';
import { PAIN_VERSIONS, sepaCreditTransfer, type PainVersion } from '../../../lib/payouts';
import { sepaId } from '../../../lib/payouts/files/sepa/sepa-id';
import { sepaText } from '../../../lib/payouts/files/sepa/sepa-text';
import { eur } from '../../support/builders';
import {
	aPayout,
	aPayoutAccount,
	aPayoutBatch,
	aPayoutPolicy,
	aPayoutProfile,
} from '../../support/builders/payout';
import { schemaFaults } from './validate-xml';

const given = { executionDate: '2026-12-03', createdAt: '2026-12-01T10:00:00.000Z' };

const payTo = (name: string, overrides: Partial<Payout> = {}): Payout =>
	aPayout({
		profile: aPayoutProfile({ account: aPayoutAccount({ accountHolder: name }) }),
		...overrides,
	});

function file(payouts: Payout[], version: PainVersion = 'pain.001.001.09', batch = aPayoutBatch()) {
	const result = sepaCreditTransfer({ batch, payouts, ...given, version });
	if (result.outcome === 'refused') throw new Error(JSON.stringify(result.problems));
	const [only] = result.files;
	if (only === undefined) throw new Error('No file');
	return only;
}

function problems(
	payouts: Payout[],
	batch: Partial<PayoutBatch> = {},
	input: Partial<typeof given> = {},
): string[] {
	const result = sepaCreditTransfer({ batch: aPayoutBatch(batch), payouts, ...given, ...input });
	return result.outcome === 'refused' ? result.problems.map(({ text }) => text) : [];
}

const payer = (overrides: object) => {
	const policy = aPayoutPolicy();
	if (policy.payer === null) throw new Error('No payer');
	return { policy: { ...policy, payer: { ...policy.payer, ...overrides } } };
};

const values = (xml: string, element: string): string[] =>
	[...xml.matchAll(new RegExp(`<${element}(?: [^>]*)?>([^<]*)</${element}>`, 'g'))].map(
		([, text = '']) => text,
	);

describe('a SEPA file', () => {
	it.each(PAIN_VERSIONS)('is valid by the official schema of %s', async (version) => {
		const content = file(
			[
				payTo('Anna Affiliate'),
				payTo('Søren & Söhne <GmbH> "Ø"', {
					payoutId: 'pay_00000000000000000000000000000002',
					payable: eur('0.01'),
					profile: aPayoutProfile({
						account: aPayoutAccount({ iban: 'nl91 abna 0417 1643 00', bic: 'ABNANL2A' }),
					}),
				}),
			],
			version,
		).content;
		expect(await schemaFaults(content, version)).toEqual([]);
	});

	it.each(PAIN_VERSIONS)('is valid by %s when the payer gives no BIC', async (version) => {
		const { content } = file([payTo('Anna')], version, aPayoutBatch(payer({ bic: null })));
		expect(content).toContain('NOTPROVIDED');
		expect(await schemaFaults(content, version)).toEqual([]);
	});

	it('is found invalid by the schema when an element is out of its place', async () => {
		const { content } = file([payTo('Anna')]);
		const broken = content
			.replace(/<ChrgBr>.*<\/ChrgBr>/, '')
			.replace('<PmtMtd>TRF', '<PmtMtd>XXX');
		expect(await schemaFaults(broken, 'pain.001.001.09')).not.toEqual([]);
	});

	it('tells count and sum of what it pays, in the group and in the payment', () => {
		const { content, payoutCount, total, fileName } = file([
			payTo('Anna'),
			payTo('Bert', { payoutId: 'pay_2', payable: eur('0.99') }),
			payTo('Carl', { payoutId: 'pay_3', payable: eur('12.30') }),
		]);
		expect(values(content, 'NbOfTxs')).toEqual(['3', '3']);
		expect(values(content, 'CtrlSum')).toEqual(['113.29', '113.29']);
		expect(values(content, 'InstdAmt')).toEqual(['100.00', '0.99', '12.30']);
		expect({ payoutCount, total, fileName }).toEqual({
			payoutCount: 3,
			total: eur('113.29'),
			fileName: 'sepa-2026-11-EUR.xml',
		});
	});

	it('has the same ids whenever it is made, of at most 35 characters', () => {
		const { content } = file([payTo('Anna')]);
		expect(values(content, 'MsgId')).toEqual(['bat00000000000000000000000000000001']);
		expect(values(content, 'EndToEndId')).toEqual(['pay00000000000000000000000000000001']);
		expect(file([payTo('Anna')]).content).toBe(content);
		const long = sepaId(`batch:${'x'.repeat(100)}`);
		expect(long).toHaveLength(35);
		expect(long).not.toBe(sepaId(`batch:${'x'.repeat(101)}`));
	});

	it('pays from the payer of the policy to the normalised IBAN', () => {
		const { content } = file([payTo('Anna')]);
		expect(values(content, 'IBAN')).toEqual(['GB29NWBK60161331926819', 'DE89370400440532013000']);
		expect(values(content, 'Nm')).toEqual(['Merchant GmbH', 'Merchant GmbH', 'Anna']);
		expect(values(content, 'Ustrd')).toEqual(['Commission SB-1 2026-11']);
		expect(values(content, 'Dt')).toEqual(['2026-12-03']);
	});

	it('cuts names at 70 and remittance at 140 characters', () => {
		const { content } = file(
			[payTo('N'.repeat(140), { statementNumber: 'S'.repeat(150) })],
			'pain.001.001.09',
			aPayoutBatch({ batchKey: 'k'.repeat(100) }),
		);
		expect(values(content, 'Nm').at(-1)).toHaveLength(70);
		expect(values(content, 'Ustrd')[0]).toHaveLength(140);
	});

	it('stays valid and within its characters whatever names people have', async () => {
		const name = fc.oneof(
			fc.string({ unit: 'grapheme', minLength: 1, maxLength: 90 }),
			fc.string({ unit: 'binary', minLength: 1, maxLength: 90 }),
		);

		await fc.assert(
			fc.asyncProperty(name, name, async (holder, payerName) => {
				const result = sepaCreditTransfer({
					batch: aPayoutBatch(payer({ name: payerName })),
					payouts: [payTo(holder)],
					...given,
				});
				if (result.outcome === 'refused') return;
				const content = result.files[0]?.content ?? '';
				for (const text of values(content, 'Nm'))
					expect(text).toMatch(/^[A-Za-z0-9/\-?:().,+ ]+$|&apos;/);
				expect(await schemaFaults(content, 'pain.001.001.09')).toEqual([]);
			}),
			{ numRuns: 25 },
		);
	}, 60_000);
});

describe('a SEPA file is not made', () => {
	it.each(['draft', 'cancelled', 'completed'] as const)('of a %s batch', (status) => {
		expect(problems([payTo('Anna')], { status })).toEqual([
			expect.stringContaining('only an approved batch'),
		]);
	});

	it('once a payout has its result', () => {
		const result = sepaCreditTransfer({
			batch: aPayoutBatch({ status: 'sent' }),
			payouts: [
				payTo('Anna'),
				payTo('Bert', { payoutId: 'pay_2', affiliateCode: 'bert', status: 'paid' }),
			],
			...given,
		});
		expect(result).toEqual({
			outcome: 'refused',
			problems: [
				{ payoutId: 'pay_2', affiliateCode: 'bert', text: expect.stringContaining('twice') },
			],
		});
	});

	it('in another currency or for another method', () => {
		expect(problems([payTo('Anna')], { currency: 'USD' })).toEqual(
			expect.arrayContaining(['SEPA transfers pay euros only.', 'It is in EUR, the batch in USD.']),
		);
		expect(problems([payTo('Anna')], { method: 'wise' })[0]).toContain('paid by wise');
	});

	it('for an account that cannot be paid to, without repeating the account', () => {
		const iban = 'DE89 3704 0044 0532 0130 01';
		const account = aPayoutAccount({ iban, bic: 'XX' });
		const texts = problems([aPayout({ profile: aPayoutProfile({ account }) })]);
		expect(texts).toEqual([
			'The account cannot be paid to: the IBAN is not valid.',
			'The account cannot be paid to: the BIC is not valid.',
		]);
		expect(texts.join()).not.toContain('0532');
	});

	it('for a name of which nothing is left', () => {
		expect(problems([payTo('王小明')])).toEqual([
			"The account holder cannot be written in SEPA's characters.",
		]);
	});

	it('for an amount above what one transfer carries', () => {
		expect(problems([payTo('Anna', { payable: money(100_000_000_000n, 'EUR') })])).toEqual([
			'One SEPA transfer pays at most 999999999.99 EUR.',
		]);
		expect(problems([payTo('Anna', { payable: eur('0.00') })])).toEqual([
			'0.00 EUR cannot be paid.',
		]);
	});

	it('without a payer who can be debited', () => {
		expect(problems([payTo('Anna')], { policy: aPayoutPolicy({ payer: null }) })).toEqual([
			'The payout policy names no payer.',
		]);
		expect(problems([payTo('Anna')], payer({ iban: null }))).toHaveLength(1);
		expect(
			problems([payTo('Anna')], payer({ iban: 'GB29NWBK60161331926810', bic: '1' })),
		).toHaveLength(2);
	});

	it.each(['2026-11-30', '2026-02-30', '03.12.2026', ''])(
		'for the execution date %p',
		(executionDate) => {
			expect(problems([payTo('Anna')], {}, { executionDate })).toHaveLength(1);
		},
	);
});

describe('SEPA characters', () => {
	it.each([
		['Müller & Söhne', 'Muller + Sohne'],
		['Straße', 'Strasse'],
		['Łódź Øresund Æther', 'Lodz Oresund AEther'],
		['Ελλάδα', 'Ellada'],
		['Юлия Щербакова', 'Yuliya Shterbakova'],
		['a_b;c"d', "a-b,c'd"],
		['王 Wang', '. Wang'],
		['/a//b/', 'a/b'],
		['line\none\t two', 'line one two'],
		['I\u0307stanbul', 'Istanbul'],
	])('write %p as %p', (text, written) => {
		expect(sepaText(text, 140)).toBe(written);
	});
});
