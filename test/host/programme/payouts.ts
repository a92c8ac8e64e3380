import { outputOf } from '../../../scripts/demo/runs.ts';
import type { Execution } from '../../../host/editor-types.ts';
import type { MailMessage } from '../../simulators/mail-message';
import { importAgain } from '../support/import-again';
import { buttonsOf, nextMail, press } from '../support/mails';
import { ROOT } from '../support/open-world';
import { affiliate, runLedger } from '../support/run-ledger';
import { until } from '../support/until';
import { eur, expectBalanced, itemsOf, orderWithCoupon, type Stage } from './stage';

const FINANCE = 'finance@example.com';
const OWNER = 'owner@example.com';
const BEA = 'bea@partner.example';

/** Workflows 10 and 11: from the order to the money and its statement. */
export function describePayouts(stage: () => Stage): void {
	const commissionsOfBea = async () => {
		const { registry, ledger } = stage().ledger;
		const bea = await registry.affiliateByCode('bea');
		return await ledger.commissions({ affiliateId: bea?.affiliateId ?? '', limit: 100 });
	};
	const statusesOfBea = async () => (await commissionsOfBea()).map(({ status }) => status).sort();
	const batch = async (key: string) => await stage().ledger.payouts.batchByKey(key, 'EUR', 'sepa');
	/** Without those to customers, who are thanked for their orders at any moment. */
	const mails = () =>
		stage()
			.world.mailbox.messages()
			.filter(({ subject }) => !subject.startsWith('Thank you'));
	const mailCount = () => mails().length;
	const mail = async (seen: number, subject: RegExp) =>
		await nextMail({ messages: mails }, seen, subject);

	async function approveDue(): Promise<Execution> {
		const { world } = stage();
		const workflowId = world.workflowIds['10'] ?? '';
		return await world.client.runWorkflowManually(workflowId, 'Run every morning');
	}

	/** Starts the monthly run under a key of its own; it ends or waits for an answer. */
	async function startPayout(key: string): Promise<Execution> {
		const { world } = stage();
		await importAgain(ROOT, world, ['11'], { 'Claim what is payable.batchKey': key });
		const workflowId = world.workflowIds['11'] ?? '';
		return await world.client.runWorkflowManually(workflowId, 'Run on the first of the month');
	}

	async function ended({ id }: Execution): Promise<Execution> {
		const { client } = stage().world;
		const isOver = async () => !/waiting|running/.test((await client.execution(id)).status);
		await until(`run ${id} ends`, isOver);
		return await client.execution(id);
	}

	async function setUp(): Promise<void> {
		const { world } = stage();
		const iban = 'DE89 3704 0044 0532 0130 00';
		const payer = { name: 'Demo Tea GmbH', iban: 'DE02 1203 0000 0000 2020 51' };
		const affiliates = ['bea', 'cleo'].flatMap((code) => [
			{
				name: `Add ${code}`,
				does: 'affiliate.upsert',
				with: { code, name: code, additionalFields: { email: `${code}@partner.example` } },
			},
			{
				name: `Bind the coupon of ${code}`,
				does: 'coupon.upsert',
				with: { code: `${code.toUpperCase()}10`, ...affiliate(code), additionalFields: {} },
			},
		]);
		await runLedger(world, [
			...affiliates,
			{
				name: 'Pay without a hold',
				does: 'plan.upsert',
				with: { name: 'Standard', percent: '12.5', additionalFields: { holdDays: 0 } },
			},
			{
				name: 'Say how it is paid',
				does: 'payoutPolicy.upsert',
				with: {
					minimums: '5.00 EUR',
					additionalFields: {
						coolingDays: 0,
						secondApprovalAbove: '20.00 EUR',
						payer: { details: payer },
					},
				},
			},
			{
				name: 'Say where Bea is paid',
				does: 'payoutProfile.upsert',
				with: { ...affiliate('bea'), method: 'sepa', accountHolder: 'Bea Partner', iban },
			},
		]);
		await orderWithCoupon(stage(), 'BEA10');
		await orderWithCoupon(stage(), 'CLEO10');
	}

	describe('commissions whose hold has passed', () => {
		beforeAll(setUp);

		it('are approved, those of other plans wait on, and the ledger is sealed', async () => {
			expect(await statusesOfBea()).toEqual(['pending']);
			const { ledger, registry, chain } = stage().ledger;
			const waiting = await ledger.commissions({ status: 'pending', limit: 100 });
			const run = await approveDue();
			expect(run.status).toBe('success');
			expect(outputOf(run, 'Approve what is due')).toMatchObject({
				approved: 3,
				totals: ['46.80 EUR'],
			});
			// The two orders without a hold, and the bonus of workflow 14, which has none.
			const approved = outputOf(run, 'Approve what is due')['commissions'] as object[];
			expect(approved).toEqual(
				expect.arrayContaining([
					expect.objectContaining({ affiliateCode: 'anna' }),
					expect.objectContaining({ affiliateCode: 'bea' }),
					expect.objectContaining({ affiliateCode: 'cleo' }),
				]),
			);
			expect(await statusesOfBea()).toEqual(['approved']);
			const still = await ledger.commissions({ status: 'pending', limit: 100 });
			expect(still).toHaveLength(waiting.length - 3);
			const seal = outputOf(run, 'Seal the ledger');
			const programme = await registry.programmeByCode('main');
			const head = await chain.head(programme?.programmeId ?? '');
			expect(seal).toMatchObject({ programmeCode: 'main', hash: head?.hash });
			expect(String(seal['hash'])).toMatch(/^[0-9a-f]{64}$/);
		});

		it('are approved once', async () => {
			expect(outputOf(await approveDue(), 'Approve what is due')).toMatchObject({ approved: 0 });
		});
	});

	describe('a monthly payout that one person approves', () => {
		let run: Execution;
		let question: MailMessage;

		beforeAll(async () => {
			const seen = mailCount();
			run = await startPayout('2026-A');
			question = await mail(seen, /^Approve payouts/);
		});

		it('asks by e-mail, with everybody who is paid and why others are not', () => {
			expect(run.status).toBe('waiting');
			expect(question).toMatchObject({ from: 'affiliates@example.com', to: [FINANCE] });
			expect(question.subject).toContain('1 payouts, 10.90 EUR by sepa');
			expect(question.html).toContain('bea: 10.90 EUR');
			expect(question.html).toMatch(/cleo \(.*payout profile/i);
			expect([...buttonsOf(question).keys()].sort()).toEqual(['Approve', 'Decline']);
		});

		it('takes no answer whose address was changed', async () => {
			const forged = question.html.replaceAll('approved=false', 'approved=true');
			expect(await press({ ...question, html: forged }, 'Decline')).toBe(401);
			expect((await batch('2026-A'))?.batch).toMatchObject({ status: 'draft', approvals: [] });
		});

		it('sends the bank file when it is approved, and asks whether the bank paid', async () => {
			const seen = mailCount();
			expect(await press(question, 'Approve')).toBe(200);
			const file = await mail(seen, /^Bank file/);
			expect(file.to).toEqual([FINANCE]);
			expect(file.attachments).toHaveLength(1);
			const [sepa] = file.attachments;
			expect(sepa).toMatchObject({
				fileName: 'sepa-2026-A-EUR.xml',
				contentType: 'application/xml',
			});
			const xml = sepa?.content.toString('utf8') ?? '';
			expect(xml).toContain('urn:iso:std:iso:20022:tech:xsd:pain.001.001.09');
			expect(xml).toContain('<IBAN>DE89370400440532013000</IBAN>');
			expect(xml).toMatch(/<InstdAmt Ccy="EUR">10\.90<\/InstdAmt>/);
			question = await mail(seen, /^Did the bank execute/);
			expect((await batch('2026-A'))?.batch.status).toBe('sent');
		});

		it('is paid when somebody says so, and the affiliate gets a statement', async () => {
			const seen = mailCount();
			expect(await press(question, 'All others paid')).toBe(200);
			const statement = await mail(seen, /^Your affiliate payout/);
			expect(statement).toMatchObject({ to: [BEA], subject: 'Your affiliate payout SB-000001' });
			expect(statement.text).toContain('10.90 EUR');
			expect(statement.attachments).toMatchObject([{ contentType: 'text/html' }]);
			const html = statement.attachments[0]?.content.toString('utf8') ?? '';
			expect(html).toContain('Demo Tea GmbH');
			expect(html).toContain('SB-000001');
			expect((await ended(run)).status).toBe('success');
			const paid = await batch('2026-A');
			expect(paid?.batch).toMatchObject({ status: 'completed', approvals: [{ actor: FINANCE }] });
			expect(paid?.payouts).toMatchObject([{ payout: { status: 'paid', payable: eur(1_090n) } }]);
			expect(await statusesOfBea()).toEqual(['paid']);
			await expectBalanced(stage());
		});

		it('pays nobody twice when the month is run again', async () => {
			const seen = mailCount();
			const again = await startPayout('2026-A');
			expect(again.status).toBe('success');
			expect(outputOf(again, 'Claim what is payable')).toMatchObject({ outcome: 'existing' });
			expect(mailCount()).toBe(seen);
		});
	});

	describe('a payout that is declined', () => {
		it('gives everything back', async () => {
			await orderWithCoupon(stage(), 'BEA10');
			await approveDue();
			const seen = mailCount();
			const run = await startPayout('2026-B');
			const question = await mail(seen, /^Approve payouts/);
			expect(await statusesOfBea()).toEqual(['in_batch', 'paid']);
			expect(await press(question, 'Decline')).toBe(200);
			expect((await ended(run)).status).toBe('success');
			expect((await batch('2026-B'))?.batch.status).toBe('cancelled');
			expect(await statusesOfBea()).toEqual(['approved', 'paid']);
			expect(mailCount()).toBe(seen + 1);
			await expectBalanced(stage());
		});
	});

	describe('a payout above the limit of one person', () => {
		it('goes to a second person, and back to the balances when the bank pays nothing', async () => {
			await orderWithCoupon(stage(), 'BEA10');
			await approveDue();
			const seen = mailCount();
			const run = await startPayout('2026-C');
			expect(await press(await mail(seen, /^Approve payouts/), 'Approve')).toBe(200);
			const second = await mail(seen, /^Second approval/);
			expect(second.to).toEqual([OWNER]);
			expect((await batch('2026-C'))?.batch).toMatchObject({ status: 'draft' });
			expect(await press(second, 'Approve')).toBe(200);
			const bank = await mail(seen, /^Did the bank execute/);
			expect((await batch('2026-C'))?.batch.approvals).toMatchObject([
				{ actor: FINANCE },
				{ actor: OWNER },
			]);
			expect(await press(bank, 'Nothing was paid')).toBe(200);
			expect((await ended(run)).status).toBe('success');
			expect((await batch('2026-C'))?.payouts).toMatchObject([{ payout: { status: 'failed' } }]);
			expect(await statusesOfBea()).toEqual(['approved', 'approved', 'paid']);
			await expectBalanced(stage());
		});

		it('is not approved by one person twice, and goes on where it stopped when run again', async () => {
			const { world } = stage();
			const named = 'Name the people.assignments.assignments.1.value';
			await importAgain(ROOT, world, ['11'], { [named]: FINANCE });
			const seen = mailCount();
			const run = await startPayout('2026-D');
			expect(await press(await mail(seen, /^Approve payouts/), 'Approve')).toBe(200);
			expect(await press(await mail(seen, /^Second approval/), 'Approve')).toBe(200);
			const stopped = await ended(run);
			expect(stopped.status).toBe('error');
			expect(stopped.data?.resultData.error?.message).toContain('must be of another person');
			expect((await batch('2026-D'))?.batch).toMatchObject({ status: 'draft' });
			await importAgain(ROOT, world, ['11'], { [named]: OWNER });
			const later = mailCount();
			const again = await startPayout('2026-D');
			const second = await mail(later, /^Second approval/);
			expect(second.to).toEqual([OWNER]);
			expect(await press(second, 'Approve')).toBe(200);
			expect(await press(await mail(later, /^Did the bank/), 'All others paid')).toBe(200);
			expect((await ended(again)).status).toBe('success');
			expect(await statusesOfBea()).toEqual(['paid', 'paid', 'paid']);
			await expectBalanced(stage());
		});
	});

	describe('statements', () => {
		it('go to everybody whose address works, and the run names the one that does not', async () => {
			const { world } = stage();
			const iban = 'FR14 2004 1010 0505 0001 3M02 606';
			await runLedger(world, [
				{
					name: 'Say where Cleo is paid',
					does: 'payoutProfile.upsert',
					with: { ...affiliate('cleo'), method: 'sepa', accountHolder: 'Cleo', iban },
				},
			]);
			await orderWithCoupon(stage(), 'BEA10');
			await approveDue();
			world.mailbox.refuse([BEA]);
			const seen = mailCount();
			const run = await startPayout('2026-E');
			expect(await press(await mail(seen, /^Approve payouts/), 'Approve')).toBe(200);
			expect(await press(await mail(seen, /^Second approval/), 'Approve')).toBe(200);
			expect(await press(await mail(seen, /^Did the bank/), 'All others paid')).toBe(200);
			const stopped = await ended(run);
			expect(stopped.status).toBe('error');
			expect(stopped.data?.resultData.error?.message).toMatch(/^Send each statement: /);
			expect(itemsOf(stopped, 'Make the statements')).toHaveLength(2);
			const statement = await mail(seen, /^Your affiliate payout/);
			expect(statement.to).toEqual(['cleo@partner.example']);
			expect((await batch('2026-E'))?.batch.status).toBe('completed');
			world.mailbox.refuse([]);
		});
	});
}
