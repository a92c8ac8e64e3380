import axios from 'axios';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DEMO } from '../../../scripts/demo/demo-settings.ts';
import { runIds } from '../../../scripts/demo/runs.ts';
import { ROOT } from '../support/open-world';
import { expectBalanced, itemsOf, runAfter, startsNothing, type Stage } from './stage';

const FIXTURES = path.join(ROOT, 'test/lib/import/fixtures');
const { user: username, password } = DEMO.importForm;

/** Workflow 16: files through its form. */
export function describeImport(stage: () => Stage): void {
	describe('the import form', () => {
		let address: string;

		beforeAll(async () => {
			const { world } = stage();
			const flows = await world.client.listWorkflows();
			const flow = flows.find(({ id }) => id === world.workflowIds['16']);
			const form = flow?.nodes.find(({ name }) => name === 'Choose a file');
			const { webhookId } = form as unknown as { webhookId: string };
			address = `${world.n8n.url}/form/${webhookId}`;
		});

		/** Sends the form as a browser does; n8n names its fields by their place. */
		async function submit(file: string, content: string | Buffer, dryRun: 'Yes' | 'No') {
			const form = new FormData();
			form.append('field-0', new Blob([content], { type: 'text/csv' }), file);
			form.append('field-1', dryRun);
			return await axios.post(address, form, {
				auth: { username, password },
				proxy: false,
				validateStatus: () => true,
			});
		}

		async function importFile(
			file: string,
			dryRun: 'Yes' | 'No',
			{ content, status = 200 }: { content?: string; status?: number } = {},
		) {
			const text = content ?? (await readFile(path.join(FIXTURES, file)));
			const run = await runAfter(stage(), '16', async () => {
				expect((await submit(file, text, dryRun)).status).toBe(status);
			});
			return { run, summary: itemsOf(run, 'Read and import the file')[0] };
		}

		it('lets nobody in without its user name and password', async () => {
			await startsNothing(stage(), '16', async () => {
				const open = { proxy: false, validateStatus: () => true } as const;
				expect((await axios.get(address, open)).status).toBe(401);
				const form = new FormData();
				form.append('field-1', 'No');
				expect((await axios.post(address, form, open)).status).toBe(401);
			});
			const { workflowIds, client } = stage().world;
			expect((await runIds(client, workflowIds['16'] ?? '')).size).toBe(0);
		});

		it('writes nothing in a dry run, and says what would be written', async () => {
			const { run, summary } = await importFile('tapfiliate-affiliate.csv', 'Yes');
			expect(run.status).toBe('success');
			expect(summary).toMatchObject({
				dryRun: true,
				source: 'tapfiliate',
				kind: 'affiliate',
				rows: 2,
				errorCount: 0,
				would: { created: 2 },
			});
			expect(await stage().ledger.registry.affiliateByCode('joli')).toBeNull();
		});

		it('writes the same file once, however often it is given', async () => {
			const { summary } = await importFile('tapfiliate-affiliate.csv', 'No');
			expect(summary).toMatchObject({ dryRun: false, did: { created: 2 } });
			const again = await importFile('tapfiliate-affiliate.csv', 'No');
			expect(again.summary).toMatchObject({ did: { created: 0, updated: 0, unchanged: 2 } });
			expect(await stage().ledger.registry.affiliateByCode('joli')).toMatchObject({
				email: 'jo@partner.example',
			});
		});

		it('brings past conversions into the ledger with their commissions', async () => {
			const dry = await importFile('tapfiliate-conversion.csv', 'Yes');
			expect(dry.summary).toMatchObject({ kind: 'conversion', would: { created: 3 } });
			const { summary } = await importFile('tapfiliate-conversion.csv', 'No');
			expect(summary).toMatchObject({ did: { created: 3 } });
			const { registry, ledger } = stage().ledger;
			const joli = await registry.affiliateByCode('joli');
			const amounts = await ledger.commissions({
				affiliateId: joli?.affiliateId ?? '',
				limit: 10,
			});
			expect(amounts.map(({ amount }) => amount.amountMinor).sort()).toEqual([1_250n, 800n]);
			await expectBalanced(stage());
		});

		it('names the rows that have a problem, and writes nothing of the file', async () => {
			const text = [
				'code,name,email,payout_email,status,group_code,parent_code,created_at',
				'nora,Nora,nora@partner.example,,active,,,2024-02-01',
				'olga,Olga,not an address,,active,,,2024-02-01',
			].join('\n');
			const dry = await importFile('own.csv', 'Yes', { content: text });
			expect(dry.summary).toMatchObject({ rows: 2, ok: 1, errors: [{ row: 3 }] });
			expect(itemsOf(dry.run, 'Read and import the file')).toHaveLength(2);
			const real = await importFile('own.csv', 'No', { content: text, status: 500 });
			expect(real.run.status).toBe('error');
			expect(real.run.data?.resultData.error?.message).toContain('nothing was written');
			expect(await stage().ledger.registry.affiliateByCode('nora')).toBeNull();
		});
	});
}
