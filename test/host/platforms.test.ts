import axios from 'axios';
import type { Execution } from '../../host/editor-types.ts';
import type { AffiliateStore } from '../../lib/ports/store';
import { DEMO } from '../../scripts/demo/demo-settings.ts';
import type { DemoWorld } from '../../scripts/demo/demo-world.ts';
import { runPass, type PassReport } from '../../scripts/demo/pass.ts';
import { nextRun, outputOf, runIds } from '../../scripts/demo/runs.ts';
import { allCaughtUp } from './support/crm-caught-up';
import { importAgain } from './support/import-again';
import { nextMail } from './support/mails';
import { openLedger } from './support/open-ledger';
import { newUserFolder, openWorld, ROOT } from './support/open-world';
import { until } from './support/until';

const user = newUserFolder();
let world: DemoWorld;
let ledger: AffiliateStore;
let report: PassReport;

beforeAll(async () => {
	world = await openWorld(user.folder);
	ledger = await openLedger(user.folder);
	report = await runPass(world);
	await allCaughtUp(ledger);
}, 900_000);

afterAll(async () => {
	await ledger?.close();
	await world?.close();
	await user.remove();
}, 120_000);

const idOf = (number: string) => world.workflowIds[number] ?? '';

const contactOf = (email: string) =>
	world.hubspot.contacts().find(({ properties }) => properties['email'] === email)?.properties;

/** Runs a workflow by hand to its good end. */
async function runByHand(number: string, start: string): Promise<Execution> {
	const run = await world.client.runWorkflowManually(idOf(number), start);
	expect(run.data?.resultData.error?.message ?? run.status).toBe('success');
	return run;
}

/** Adds a conversion on the platform that nobody told our ledger of. */
async function addConversion(orderId: string): Promise<void> {
	const { url } = world.others.tapfiliate;
	const headers = { 'x-api-key': DEMO.accounts.token };
	const body = { external_id: orderId, amount: 50, referral_code: 'anna' };
	await axios.post(`${url}/conversions/`, body, { headers, proxy: false });
}

/** A form with its fields in their order, as a browser sends it. */
async function submit(path: string, fields: readonly string[], auth = false) {
	const form = new FormData();
	fields.forEach((value, index) => form.append(`field-${index}`, value));
	const { user: username, password } = DEMO.importForm;
	return await axios.post<string>(`${world.n8n.url}/form/${path}`, form, {
		...(auth ? { auth: { username, password } } : {}),
		proxy: false,
		validateStatus: () => true,
	});
}

describe('affiliates of the platform', () => {
	it('are contacts of the CRM, with what they have earned there', async () => {
		await runByHand('32', 'Run every night');
		expect(contactOf('anna@partner.example')).toMatchObject({
			affiliate_partner_code: 'anna',
			affiliate_partner_platform: 'tapfiliate',
			affiliate_partner_pending: '4.36',
			affiliate_partner_currency: 'EUR',
		});
	}, 120_000);

	it.each(['POST', 'GET'] as const)(
		'come at once when the platform tells of them by %s, read again',
		async (method) => {
			const id = `new-${method.toLowerCase()}`;
			world.others.tapfiliate.addAffiliate({ id, email: `${id}@partner.example` });
			const told = { id, firstname: 'Forged', email: 'forged@partner.example' };
			const before = await runIds(world.client, idOf('32'));
			const answer = await axios.request({
				method,
				url: `${world.n8n.url}/webhook/platform-events`,
				params: { token: DEMO.accounts.token, ...(method === 'GET' ? told : {}) },
				...(method === 'GET' ? {} : { data: told }),
				proxy: false,
			});
			expect(answer.status).toBe(200);
			const run = await nextRun(world.client, idOf('32'), before);
			expect(run.data?.resultData.error?.message ?? run.status).toBe('success');
			expect(contactOf(`${id}@partner.example`)).toMatchObject({ affiliate_partner_code: id });
			expect(contactOf('forged@partner.example')).toBeUndefined();
		},
		60_000,
	);

	it('do not come for somebody who does not know the secret', async () => {
		const before = await runIds(world.client, idOf('32'));
		const answer = await axios.post(
			`${world.n8n.url}/webhook/platform-events?token=guessed`,
			{ id: 'anna', firstname: 'Anna' },
			{ proxy: false, validateStatus: () => true },
		);
		expect([answer.status, answer.data]).toEqual([401, 'refused']);
		expect(await runIds(world.client, idOf('32'))).toEqual(before);
	});
});

describe('the comparison of ledger and platform', () => {
	/** The order of the demo was paid some minutes from now. */
	beforeAll(async () => {
		const to = '={{ $now.plus({ days: 1 }).toISO() }}';
		await importAgain(ROOT, world, ['33', '35'], { 'Compare both sides.to': to });
	}, 120_000);

	it('finds nothing while both hold the same', async () => {
		const run = await runByHand('33', 'Run every night');
		expect(outputOf(run, 'Compare both sides')['platform']).toMatchObject({
			outcome: 'matches',
			reconciliation: { counts: { match: 1 }, findings: [] },
		});
	}, 60_000);

	it('tells by e-mail what the platform has and our ledger does not', async () => {
		await addConversion('EXTRA-1');
		const seen = world.mailbox.messages().length;
		await runByHand('33', 'Run every night');
		const mail = await nextMail(world.mailbox, seen, /1 orders differ/);
		expect(JSON.stringify(mail)).toContain('EXTRA-1: missing here');
	}, 60_000);

	it('lists what the platform lacks before anything is written', async () => {
		const { tapfiliate } = world.others;
		const { orderId } = report;
		const mirrored = () => tapfiliate.conversions().filter((row) => row['external_id'] === orderId);
		const [row] = mirrored();
		await axios.delete(`${tapfiliate.url}/conversions/${String(row?.['id'])}/`, {
			headers: { 'x-api-key': DEMO.accounts.token },
			proxy: false,
		});
		const dry = await runByHand('35', 'Start the migration');
		const found = JSON.stringify(dry.data?.resultData.runData['Compare both sides']);
		// The order of the demo lies some minutes ahead, so that its absence means nothing yet.
		for (const kind of ['missing_here', 'not_yet']) expect(found).toContain(kind);
		expect(mirrored()).toEqual([]);
	}, 60_000);
});

describe('a programme of the platform', () => {
	const PAGE = 'bring-a-programme-over';

	it('is shown before it is brought over, to nobody without the password', async () => {
		expect((await submit(PAGE, ['Affiliates', '', 'Yes'])).status).toBe(401);
		const before = await runIds(world.client, idOf('34'));
		expect((await submit(PAGE, ['Affiliates', '', 'Yes'], true)).status).toBe(200);
		const run = await nextRun(world.client, idOf('34'), before);
		expect(outputOf(run, 'Import the file')).toMatchObject({
			dryRun: true,
			kind: 'affiliate',
			source: 'generic',
			errorCount: 0,
		});
		expect(await ledger.registry.affiliateByCode('new-post')).toBeNull();
	}, 60_000);

	it('is brought over, its affiliates with their codes', async () => {
		const before = await runIds(world.client, idOf('34'));
		expect((await submit(PAGE, ['Affiliates', '', 'No'], true)).status).toBe(200);
		const run = await nextRun(world.client, idOf('34'), before);
		expect(outputOf(run, 'Import the file')).toMatchObject({ dryRun: false, errorCount: 0 });
		expect(await ledger.registry.affiliateByCode('new-post')).toMatchObject({
			email: 'new-post@partner.example',
		});
	}, 60_000);
});

describe('somebody who wants to be an affiliate', () => {
	const PAGE = 'become-an-affiliate';
	const KIM = ['Kim', 'Ito', 'kim@partner.example', 'JP'] as const;

	async function apply(fields: readonly string[]): Promise<Execution> {
		const before = await runIds(world.client, idOf('36'));
		expect((await submit(PAGE, fields)).status).toBe(200);
		let id: string | undefined;
		await until('a run begins', async () => {
			id = [...(await runIds(world.client, idOf('36')))].find((each) => !before.has(each));
			return id !== undefined;
		});
		// The last page waits for the browser, so that the run does not end by itself.
		await until('the last page is shown, or the run ends', async () => {
			const { status } = await world.client.execution(id ?? '');
			return status === 'waiting' || status === 'success' || status === 'error';
		});
		return await world.client.execution(id ?? '');
	}

	it('is one on the platform, in the ledger and in the CRM, and has a link by e-mail', async () => {
		const seen = world.mailbox.messages().length;
		const run = await apply(KIM);
		expect(run.data?.resultData.error?.message).toBeUndefined();
		const mail = await nextMail(world.mailbox, seen, /Welcome/);
		const row = world.others.tapfiliate.affiliates().find(({ email }) => email === KIM[2]);
		const code = String(row?.['id']);
		expect(JSON.stringify(mail)).toContain(`ref=${code}`);
		expect(await ledger.registry.affiliateByCode(code)).toMatchObject({
			name: 'Kim Ito',
			email: KIM[2],
			status: 'pending',
		});
		await until('Kim is in the CRM', () => contactOf(KIM[2]) !== undefined);
		expect(contactOf(KIM[2])).toMatchObject({ affiliate_partner_code: code });
	}, 90_000);

	it('learns nothing and changes nothing with an address that is known', async () => {
		const seen = world.mailbox.messages().length;
		const run = await apply(['Somebody', 'Else', KIM[2], 'JP']);
		expect(run.data?.resultData.error?.message).toBeUndefined();
		expect(Object.keys(run.data?.resultData.runData ?? {})).not.toContain('Create in the ledger');
		expect(world.mailbox.messages()).toHaveLength(seen);
		const row = world.others.tapfiliate.affiliates().find(({ email }) => email === KIM[2]);
		const known = await ledger.registry.affiliateByCode(String(row?.['id']));
		expect(known?.name).toBe('Kim Ito');
	}, 90_000);
});
