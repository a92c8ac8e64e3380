import type { INodeParameters } from 'n8n-workflow';
import { TapfiliateRestApi } from '../../../credentials/TapfiliateRestApi.credentials';
import { AffiliateLedger } from '../../../nodes/AffiliateLedger/AffiliateLedger.node';
import { AffiliatePlatform } from '../../../nodes/AffiliatePlatform/AffiliatePlatform.node';
import { closeWorkspaceStores } from '../../../nodes/shared/workspaceStore';
import { startTapfiliateSimulator, type TapfiliateSimulator } from '../../simulators/tapfiliate';
import { runNode, type NodeRun } from '../../support/runNode';

const API_KEY = 'tap-key';

let simulator: TapfiliateSimulator;

beforeEach(async () => {
	simulator = await startTapfiliateSimulator({ apiKey: API_KEY });
	simulator.addProgramme({ id: 'main', title: 'Main' });
	simulator.addAffiliate({ id: 'joli', email: 'jo@example.com', firstname: 'Jo' });
	simulator.addAffiliate({ id: 'bert', email: 'bert@example.com', firstname: 'Bert' });
	for (const [orderId, affiliate] of [
		['ORD_1', 'joli'],
		['ORD_2', 'bert'],
	]) {
		await fetch(`${simulator.url}/conversions/`, {
			method: 'POST',
			headers: { 'x-api-key': API_KEY, 'content-type': 'application/json' },
			body: JSON.stringify({ external_id: orderId, amount: 100, referral_code: affiliate }),
		});
	}
});

afterEach(async () => await simulator.close());
afterAll(closeWorkspaceStores);

async function exportRun(kinds: readonly string[], more: INodeParameters = {}): Promise<NodeRun> {
	return await runNode(AffiliatePlatform, {
		parameters: {
			platform: 'tapfiliate',
			resource: 'migration',
			operation: 'export',
			kinds: [...kinds],
			...more,
			options: { apiBaseUrl: simulator.url },
		},
		credentials: { tapfiliateRestApi: { apiKey: API_KEY } },
		credentialTypes: [new TapfiliateRestApi()],
		items: [{}],
	});
}

const ledger = async (parameters: INodeParameters) =>
	await runNode(AffiliateLedger, { parameters, items: [{}] });

const PROGRAMME = { __rl: true, mode: 'code', value: 'moved' };

async function importFile(kind: string, csvText: string, dryRun = false) {
	const done = await ledger({
		resource: 'import',
		operation: 'csv',
		fileFrom: 'text',
		csvText,
		programme: PROGRAMME,
		source: 'generic',
		kind,
		dryRun,
		options: {},
	});
	const [summary] = done.json<{ did: object }>();
	return summary?.did ?? {};
}

interface ExportedJson {
	readonly platform: { readonly kind: string; readonly rows: number };
}

/** Text of each file, by kind. */
function filesOf(done: NodeRun): Map<string, string> {
	const items = done.outputs[0] ?? [];
	return new Map(
		items.map(({ json, binary }) => [
			(json as unknown as ExportedJson).platform.kind,
			Buffer.from(binary?.['data']?.data ?? '', 'base64').toString('utf8'),
		]),
	);
}

describe('Migration: Export for Import', () => {
	it('gives a file for each kind, in the order of the import', async () => {
		const done = await exportRun(['conversion', 'affiliate']);
		expect(done.json<ExportedJson>().map(({ platform }) => [platform.kind, platform.rows])).toEqual(
			[
				['affiliate', 2],
				['conversion', 2],
			],
		);
		expect(filesOf(done).get('affiliate')).toMatch(/^Code,Name,First Name/);
	});

	it('brings a programme into the ledger, once however often it is done', async () => {
		await ledger({
			resource: 'programme',
			operation: 'upsert',
			code: 'moved',
			name: 'Moved',
			currency: 'EUR',
			allowedHosts: 'shop.example.com',
			fallbackUrl: 'https://shop.example.com/',
		});
		const files = filesOf(await exportRun(['affiliate', 'conversion']));
		const affiliates = files.get('affiliate') ?? '';
		const conversions = files.get('conversion') ?? '';
		expect(await importFile('affiliate', affiliates)).toMatchObject({ created: 2 });
		expect(await importFile('conversion', conversions)).toMatchObject({ created: 2 });
		expect(await importFile('conversion', conversions)).toMatchObject({ created: 0, unchanged: 2 });
	});

	it('gives no file for what the platform does not have', async () => {
		expect((await exportRun(['balance'])).json()).toEqual([]);
	});

	it('refuses to export nothing', async () => {
		await expect(exportRun([])).rejects.toMatchObject({
			message: expect.stringMatching(/Nothing is chosen/) as string,
		});
	});
});

describe('Affiliate: Get Many', () => {
	it('adds what each affiliate has earned, where that is wanted', async () => {
		const [commission] = simulator.commissions();
		await fetch(`${simulator.url}/commissions/${String(commission?.['id'])}/approved/`, {
			method: 'PUT',
			headers: { 'x-api-key': API_KEY },
		});
		const done = await runNode(AffiliatePlatform, {
			parameters: {
				platform: 'tapfiliate',
				resource: 'affiliate',
				operation: 'getMany',
				returnAll: true,
				addCommissions: true,
				options: { apiBaseUrl: simulator.url },
			},
			credentials: { tapfiliateRestApi: { apiKey: API_KEY } },
			credentialTypes: [new TapfiliateRestApi()],
			items: [{}],
		});
		const items = done.json<{ platform: { affiliate: { id: string }; commissions: object[] } }>();
		const sums = new Map(
			items.map(({ platform }) => [platform.affiliate.id, platform.commissions]),
		);
		expect(sums.get('joli')).toMatchObject([
			{ currency: 'EUR', approved: { amount: '10.00' }, pending: { amount: '0.00' }, count: 1 },
		]);
		expect(sums.get('bert')).toMatchObject([{ pending: { amount: '10.00' } }]);
	});
});
