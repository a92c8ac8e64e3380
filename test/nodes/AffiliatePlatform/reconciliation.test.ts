import type { INode, INodeParameters } from 'n8n-workflow';
import { TapfiliateRestApi } from '../../../credentials/TapfiliateRestApi.credentials';
import { withoutPerson } from '../../../lib/model/journal';
import { toJson } from '../../../lib/model/json';
import type { AffiliateStore } from '../../../lib/ports/store';
import { AffiliatePlatform } from '../../../nodes/AffiliatePlatform/AffiliatePlatform.node';
import { closeWorkspaceStores, workspaceStore } from '../../../nodes/shared/workspaceStore';
import { aJournal, write } from '../../lib/store/ledger-entries';
import {
	aRecordedRefund,
	approveWrite,
	aSale,
	recordWrite,
	reverseWrite,
	type Sale,
} from '../../lib/store/ledger-writes';
import { startTapfiliateSimulator, type TapfiliateSimulator } from '../../simulators/tapfiliate';
import { anAttribution, anOrder, aProgramme, aRecordedCommission } from '../../support/builders';
import { runNode } from '../../support/runNode';

const API_KEY = 'tap-key';
const CODE = anAttribution().credits[0]?.affiliateCode ?? '';
const AT = '2026-11-10T09:00:00.000Z';

let simulator: TapfiliateSimulator;
let store: AffiliateStore;
/** Each test has a programme of its own: what one leaves is nothing to the next. */
let programmeId = '';
let count = 0;

beforeEach(async () => {
	count += 1;
	programmeId = `prg_reconciled_${count}`;
	simulator = await startTapfiliateSimulator({ apiKey: API_KEY });
	simulator.addProgramme({ id: 'main', title: 'Main' });
	simulator.addAffiliate({ id: CODE, email: 'anna@example.com' });
	simulator.addAffiliate({ id: 'bert', email: 'bert@example.com' });
	store = await workspaceStore({
		getNode: () => ({ credentials: {} }) as INode,
		getCredentials: async () => await Promise.reject(new Error('there is no credential')),
	});
	await store.registry.saveProgramme(
		aProgramme({ programmeId, code: `reconciled-${count}`, name: 'Reconciled' }),
	);
});

afterEach(async () => await simulator.close());
afterAll(closeWorkspaceStores);

/** Books an order of 100.00 EUR that Anna brought. */
async function book(name: string, at = AT): Promise<Sale> {
	const sale = aSale({ orderId: `${name}-${count}`, at });
	const order = withoutPerson(anOrder({ orderId: sale.orderId, createdAt: at, paidAt: at }));
	const journal = aJournal({ order });
	await write(store, sale, { ...recordWrite(sale, { programmeId }), journal });
	return sale;
}

interface FindingJson {
	readonly orderId: string | null;
	readonly kind: string;
	readonly proposal: string;
	readonly differences: ReadonlyArray<{ readonly about: string }>;
	readonly repair?: { readonly action: string; readonly outcome: string; readonly reason?: string };
}

interface ReportJson {
	readonly platform: {
		readonly outcome: string;
		readonly reconciliation: {
			readonly counts: Record<string, number>;
			readonly totals: ReadonlyArray<{ readonly difference: object }>;
			readonly repaired: number;
			readonly notRepaired: number;
			readonly findings: readonly FindingJson[];
		};
	};
}

async function reconcile(repairs: readonly string[] = [], parameters: INodeParameters = {}) {
	const done = await runNode(AffiliatePlatform, {
		parameters: {
			platform: 'tapfiliate',
			resource: 'reconciliation',
			operation: 'compare',
			ledgerProgramme: `reconciled-${count}`,
			from: '2026-11-01T00:00:00Z',
			to: '2026-11-21T00:00:00Z',
			repairs: [...repairs],
			output: 'report',
			...parameters,
			options: { apiBaseUrl: simulator.url },
		},
		credentials: { tapfiliateRestApi: { apiKey: API_KEY } },
		credentialTypes: [new TapfiliateRestApi()],
		items: [{}],
	});
	return done;
}

async function report(...given: Parameters<typeof reconcile>) {
	const [item] = (await reconcile(...given)).json<ReportJson>();
	if (item === undefined) throw new Error('There is no report');
	return item.platform.reconciliation;
}

/** As the mirror tells orders, or somebody else did. */
async function tell(orderId: string, amount = 100, affiliate = CODE): Promise<void> {
	await fetch(`${simulator.url}/conversions/`, {
		method: 'POST',
		headers: { 'x-api-key': API_KEY, 'content-type': 'application/json' },
		body: JSON.stringify({ external_id: orderId, amount, referral_code: affiliate }),
	});
}

const kinds = (findings: readonly FindingJson[]) =>
	findings.map(({ orderId, kind, proposal }) => [orderId?.split('-')[0], kind, proposal]);

const amounts = () =>
	simulator.conversions().map((row) => [String(row['external_id']).split('-')[0], row['amount']]);

describe('Reconciliation: Compare', () => {
	it('proposes, and writes nothing by itself', async () => {
		const same = await book('same');
		const less = await book('less');
		await book('lacking');
		await tell(same.orderId);
		await tell(less.orderId, 80);
		await tell(`extra-${count}`);
		simulator.clearRequests();
		const { counts, findings, totals, repaired } = await report();
		expect(kinds(findings)).toEqual([
			['extra', 'missing_here', 'import'],
			['lacking', 'missing_there', 'create'],
			['less', 'differs', 'adjust'],
		]);
		expect(counts).toMatchObject({ match: 1, differs: 1, missing_there: 1, missing_here: 1 });
		expect(totals).toMatchObject([{ difference: { amount: '-20.00', currency: 'EUR' } }]);
		expect(repaired).toBe(0);
		expect(simulator.requests().every(({ method }) => method === 'GET')).toBe(true);
	});

	it('mends what it is told to, and finds nothing the next time', async () => {
		const less = await book('less');
		const gone = await book('gone');
		await book('lacking');
		const moved = await book('moved');
		await tell(less.orderId, 80);
		await tell(gone.orderId);
		await tell(moved.orderId, 100, 'bert');
		await write(store, gone, {
			...reverseWrite(gone, 'pending', gone.amount, 'refund-1'),
			refunds: [aRecordedRefund(gone, { status: 'applied' })],
		});
		const first = await report(['create', 'adjust', 'cancel']);
		expect(first).toMatchObject({ repaired: 4, notRepaired: 0 });
		expect(amounts().sort()).toEqual([
			['lacking', 100],
			['less', 100],
			['moved', 100],
		]);
		const owners = simulator.conversions().map((row) => (row['affiliate'] as { id: string }).id);
		expect(new Set(owners)).toEqual(new Set([CODE]));
		const second = await report(['create', 'adjust', 'cancel']);
		expect(second).toMatchObject({ findings: [], repaired: 0 });
	});

	it('mends only what it is told to', async () => {
		await book('lacking');
		const less = await book('less');
		await tell(less.orderId, 80);
		const { findings } = await report(['adjust']);
		expect(findings.map(({ kind, repair }) => [kind, repair?.outcome])).toEqual([
			['missing_there', undefined],
			['differs', 'confirmed'],
		]);
		expect(simulator.conversions()).toHaveLength(1);
	});

	it('tells again what the mirror told and somebody deleted there', async () => {
		const sale = await book('deleted');
		const mirrored = await runNode(AffiliatePlatform, {
			parameters: {
				platform: 'tapfiliate',
				resource: 'conversion',
				operation: 'mirror',
				options: { apiBaseUrl: simulator.url },
			},
			credentials: { tapfiliateRestApi: { apiKey: API_KEY } },
			credentialTypes: [new TapfiliateRestApi()],
			items: [
				{
					order: toJson(anOrder({ orderId: sale.orderId, createdAt: AT, paidAt: AT })),
					attribution: toJson(anAttribution()),
					ledger: {
						outcome: 'recorded',
						commissions: [toJson(aRecordedCommission())],
						refunds: [],
					},
				},
			],
		});
		expect(mirrored.json()).toHaveLength(1);
		const [row] = simulator.conversions();
		await fetch(`${simulator.url}/conversions/${String(row?.['id'])}/`, {
			method: 'DELETE',
			headers: { 'x-api-key': API_KEY },
		});
		expect(await report(['create'])).toMatchObject({ repaired: 1 });
		expect(simulator.conversions()).toMatchObject([{ external_id: sale.orderId, amount: 100 }]);
	});

	it('approves there what is approved here', async () => {
		const sale = await book('approved');
		await tell(sale.orderId);
		await write(store, sale, approveWrite(sale));
		const { findings } = await report(['approve']);
		expect(findings).toMatchObject([
			{ kind: 'differs', proposal: 'approve', repair: { outcome: 'confirmed' } },
		]);
		expect(simulator.commissions()).toMatchObject([{ approved: true }]);
		expect((await report()).findings).toEqual([]);
	});

	it('looks single orders up before it calls them missing: they may be dated otherwise', async () => {
		const sale = await book('early', '2026-11-02T09:00:00.000Z');
		await tell(sale.orderId);
		const to = { from: '2026-11-01T00:00:00Z', to: '2026-11-03T00:00:00Z' };
		expect((await report([], to)).counts).toMatchObject({ match: 1, missing_there: 0 });
	});

	it('looks at one order alone where that is wanted', async () => {
		await book('lacking');
		const less = await book('less');
		await tell(less.orderId, 80);
		await tell(`extra-${count}`);
		const only = (orderId: string) => report([], { comparison: { orderId } });
		expect(kinds((await only(less.orderId)).findings)).toEqual([['less', 'differs', 'adjust']]);
		const extra = await only(`extra-${count}`);
		expect(kinds(extra.findings)).toEqual([['extra', 'missing_here', 'import']]);
		expect((await only('nobody')).findings).toEqual([]);
	});

	it('gives an item for each finding, and none when all matches', async () => {
		const sale = await book('one');
		const items = (await reconcile([], { output: 'findings' })).json<{
			platform: { finding: FindingJson };
		}>();
		expect(items.map(({ platform }) => platform.finding.kind)).toEqual(['missing_there']);
		await tell(sale.orderId);
		expect((await reconcile([], { output: 'findings' })).json()).toEqual([]);
	});

	it.each([
		['without a beginning', { from: '={{ "" }}' }, /There is no 'From'/],
		['that ends before it begins', { to: '2026-10-01T00:00:00Z' }, /'To' is not after 'From'/],
		['of an unknown programme', { ledgerProgramme: 'nobody' }, /no programme with the code/],
	])('refuses a comparison %s', async (_what, parameters, message) => {
		await expect(reconcile([], parameters)).rejects.toMatchObject({
			message: expect.stringMatching(message) as string,
		});
	});
});
