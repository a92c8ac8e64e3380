import axios from 'axios';
import type { FraudCase } from '../../../lib/model/fraud-case';
import type { MailMessage } from '../../simulators/mail-message';
import { fraudFormAddress, REVIEWER } from '../support/fraud-form';
import { nextMail } from '../support/mails';
import { until } from '../support/until';
import { caseOf, commissionsOf, couponOf, emailOf, purchase, type Placed } from './fraud-purchases';
import { expectBalanced, runAfter, startsNothing, type Stage } from './stage';

const SUBJECT = /fraud case/;

/** Workflow 18: a person is told of cases, and decides on a page. */
export function describeReviews(stage: () => Stage): void {
	describe('cases that wait for a person', () => {
		let address: string;
		let honest: Placed;
		let fraud: Placed;
		let mail: MailMessage;

		beforeAll(async () => {
			const { world } = stage();
			address = fraudFormAddress(world);
			const self = { coupon: couponOf('selma'), email: emailOf('selma') };
			honest = await purchase(stage(), self);
			fraud = await purchase(stage(), self);
			const seen = world.mailbox.messages().length;
			const run = await world.client.runWorkflowManually(
				world.workflowIds['18'] ?? '',
				'Run every hour',
			);
			expect(run.status).toBe('success');
			mail = await nextMail(world.mailbox, seen, SUBJECT);
		});

		it('are told in one e-mail, with score, reason, money at stake and a link', async () => {
			for (const { order } of [honest, fraud]) {
				const { caseId } = await caseOf(stage(), order);
				const [about = ''] = mail.text
					.split(/\r?\n\r?\n/)
					.filter((text) => text.includes(String(order.id)));
				expect(about).toContain('score 0.7');
				expect(about).toContain('The customer has the e-mail of the affiliate');
				expect(about).toContain('At stake: 10.90 EUR');
				expect(about).toMatch(/Ends by itself on \d{4}-\d\d-\d\d/);
				expect(about).toContain(`${address}?Case=${caseId}`);
			}
			expect(mail).toMatchObject({ to: ['affiliates@example.com'] });
			expect(mail.subject).toMatch(/^\d+ fraud cases wait for a decision$/);
			const told = stage()
				.world.mailbox.messages()
				.filter(({ subject }) => SUBJECT.test(subject));
			expect(told).toHaveLength(1);
		});

		it('are decided on a page that only its password opens, with the case filled in', async () => {
			const { caseId } = await caseOf(stage(), honest.order);
			const url = `${address}?Case=${caseId}`;
			const open = { proxy: false, validateStatus: () => true } as const;
			expect((await axios.get(url, open)).status).toBe(401);
			const wrong = { username: REVIEWER.username, password: 'guessed' };
			expect((await axios.get(url, { ...open, auth: wrong })).status).toBe(401);
			await startsNothing(stage(), '18', async () => {
				const posted = await axios.post(address, formOf(caseId, 'Fraud'), open);
				expect(posted.status).toBe(401);
			});
			const page = await axios.get<string>(url, { ...open, auth: REVIEWER });
			expect(page.status).toBe(200);
			expect(page.data).toContain('Decide a fraud case');
			expect(page.data).toMatch(new RegExp(`value=["']${caseId}["']`));
			expect((await caseOf(stage(), honest.order)).status).toBe('open');
		});

		it('that turn out as no fraud let the commission go, and the page says so', async () => {
			const fraudCase = await caseOf(stage(), honest.order);
			const { page } = await decide(fraudCase.caseId, 'Not fraud');
			expect(page).toContain('Done');
			expect(page).toContain('The commission of selma is pending now.');
			expect(await commissionsOf(stage(), honest.order)).toMatchObject([{ status: 'pending' }]);
			expect(await caseOf(stage(), honest.order)).toMatchObject({
				status: 'cleared',
				decidedBy: 'Mia Rossi',
				note: 'Called the customer',
			});
		});

		it('that turn out as fraud take the commission away', async () => {
			const fraudCase = await caseOf(stage(), fraud.order);
			const { page } = await decide(fraudCase.caseId, 'Fraud');
			expect(page).toContain('The commission of selma is declined now.');
			expect(await commissionsOf(stage(), fraud.order)).toMatchObject([{ status: 'declined' }]);
			expect(await caseOf(stage(), fraud.order)).toMatchObject({
				status: 'confirmed',
				decidedBy: 'Mia Rossi',
			});
			await expectBalanced(stage());
		});

		it('are not decided twice: the page says who was faster', async () => {
			const decided: FraudCase = await caseOf(stage(), honest.order);
			const { page } = await decide(decided.caseId, 'Fraud');
			expect(page).toContain('Nothing changed');
			expect(page).toContain('The case is already cleared.');
			expect(await caseOf(stage(), honest.order)).toEqual(decided);
			expect(await commissionsOf(stage(), honest.order)).toMatchObject([{ status: 'pending' }]);
		});

		it('that do not exist are not decided, and the page says what to do', async () => {
			const { page } = await decide('cas_of_nobody', 'Fraud');
			expect(page).toContain('Nothing was decided');
			expect(page).toContain('There is no such fraud case');
			expect(page).toContain('Fraud Review: Get Many');
		});

		/** Sends the form and reads the last page, as a browser does. */
		async function decide(caseId: string, decision: string) {
			const { client } = stage().world;
			let page = '';
			const run = await runAfter(stage(), '18', async () => {
				const sent = await axios.post<{ formWaitingUrl: string }>(
					address,
					formOf(caseId, decision),
					{ auth: REVIEWER, proxy: false },
				);
				const { formWaitingUrl: url } = sent.data;
				const status = url.replace('?', '/n8n-execution-status?');
				await until('the last page of the form', async () => {
					const { data } = await axios.get<string>(status, { proxy: false });
					return data === 'form-waiting';
				});
				page = (await axios.get<string>(url, { proxy: false })).data;
				await axios.post(url, {}, { proxy: false });
			});
			const isOver = async () => (await client.execution(run.id)).status === 'success';
			await until(`run ${run.id} ends`, isOver);
			return { page, run };
		}
	});
}

/** n8n names the fields of a form by their place. */
function formOf(caseId: string, decision: string): FormData {
	const form = new FormData();
	form.append('field-0', caseId);
	form.append('field-1', decision);
	form.append('field-2', 'Mia Rossi');
	form.append('field-3', 'Called the customer');
	return form;
}
