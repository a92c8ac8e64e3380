import { PartnerStackApi } from '../../../credentials/PartnerStackApi.credentials';
import { toJson } from '../../../lib/model/json';
import { AffiliatePlatform } from '../../../nodes/AffiliatePlatform/AffiliatePlatform.node';
import {
	startPartnerStackSimulator,
	type PartnerStackSimulator,
} from '../../simulators/partnerstack';
import { anAttribution, anOrder, aRecordedCommission, aTracking } from '../../support/builders';
import { runNode, type NodeRun } from '../../support/runNode';

const KEYS = { publicKey: 'pk_1', secretKey: 'sk_1', trackingToken: 'track-1' };

interface PlatformJson {
	readonly error?: string;
	readonly details?: object;
	readonly platform: {
		readonly outcome: string;
		readonly did?: string;
		readonly reason?: string;
		readonly confirmation?: { readonly reference: string } | null;
	};
}

let simulator: PartnerStackSimulator;

beforeEach(async () => {
	simulator = await startPartnerStackSimulator(KEYS);
	simulator.addGroup({ key: 'main', name: 'Main' });
	const code = anAttribution().credits[0]?.affiliateCode ?? '';
	simulator.addPartnership({
		key: 'part_1',
		partnerKey: code,
		email: 'a@x.example',
		group: 'main',
	});
	simulator.addClick('xid-1', code);
});

afterEach(async () => await simulator.close());

const { amount } = aRecordedCommission();
const half = { ...amount, amountMinor: amount.amountMinor / 2n };

async function run(
	parameters: Record<string, unknown>,
	commission: Parameters<typeof aRecordedCommission>[0],
	orderId: string,
): Promise<NodeRun> {
	const tracking = aTracking({ landingUrl: 'https://shop.example/?ps_xid=xid-1' });
	const item = {
		order: toJson(anOrder({ orderId, tracking })),
		attribution: toJson(anAttribution()),
		ledger: {
			outcome: 'recorded',
			commissions: [toJson(aRecordedCommission(commission))],
			refunds: [],
		},
	};
	return await runNode(AffiliatePlatform, {
		parameters: {
			platform: 'partnerStack',
			resource: 'conversion',
			operation: 'mirror',
			...parameters,
			options: { apiBaseUrl: simulator.url },
		},
		credentials: { partnerStackApi: KEYS },
		credentialTypes: [new PartnerStackApi()],
		items: [item],
		continueOnFail: true,
	});
}

const of = (done: NodeRun) => done.json<PlatformJson>()[0];

describe('An order that the platform only accepts', () => {
	it('is confirmed by its reference', async () => {
		const accepted = of(await run({}, {}, 'ORD_A'));
		expect(accepted?.platform).toMatchObject({ outcome: 'accepted', did: 'created' });
		simulator.work();
		const reference = accepted?.platform.confirmation?.reference ?? '';
		const confirmed = of(
			await run({ operation: 'confirm', reference, orderId: 'ORD_A' }, {}, 'ORD_A'),
		);
		expect(confirmed?.platform.outcome).toBe('confirmed');
		expect(simulator.transactions()).toMatchObject([{ key: 'ORD_A', amount: 10_000 }]);
	});

	it('is told of nothing else until it is there, and then of what is left', async () => {
		await run({}, {}, 'ORD_B');
		const early = of(await run({}, { reversed: half }, 'ORD_B'));
		expect(early?.error).toMatch(/accepted the order and not confirmed/);
		expect(early?.details).toMatchObject({ retryable: true, retryAfterMilliseconds: 180_000 });
		expect(simulator.transactions()).toEqual([]);
		simulator.work();
		expect(of(await run({}, { reversed: half }, 'ORD_B'))?.platform.did).toBe('adjusted');
		expect(simulator.transactions().map((row) => row['amount'])).toEqual([10_000, -5_000]);
		expect(of(await run({}, { reversed: amount }, 'ORD_B'))?.platform.did).toBe('cancelled');
		expect(simulator.transactions()).toEqual([]);
	});

	it('is confirmed with all others by a schedule', async () => {
		await run({}, {}, 'ORD_D');
		await run({}, {}, 'ORD_E');
		const many = { operation: 'confirmMany', returnAll: true };
		const ours = (done: NodeRun) =>
			done
				.json<{ platform: { outcome: string; orderId: string } }>()
				.map(({ platform }) => platform)
				.filter(({ orderId }) => orderId === 'ORD_D' || orderId === 'ORD_E');
		expect(ours(await run(many, {}, 'x'))).toMatchObject([
			{ outcome: 'accepted' },
			{ outcome: 'accepted' },
		]);
		simulator.work();
		expect(ours(await run(many, {}, 'x'))).toMatchObject([
			{ outcome: 'confirmed', orderId: 'ORD_D' },
			{ outcome: 'confirmed', orderId: 'ORD_E' },
		]);
		expect(ours(await run(many, {}, 'x'))).toEqual([]);
		expect(simulator.transactions()).toHaveLength(2);
	});

	it('does not come back once it was cancelled before it was there', async () => {
		await run({}, {}, 'ORD_F');
		await run({ operation: 'cancel', orderId: 'ORD_F' }, {}, 'ORD_F');
		simulator.work();
		await run({ operation: 'confirmMany', returnAll: true }, {}, 'x');
		expect(simulator.transactions()).toEqual([]);
	});

	it('is confirmed by the same event once more', async () => {
		await run({}, {}, 'ORD_C');
		expect(of(await run({}, {}, 'ORD_C'))?.platform).toMatchObject({ outcome: 'accepted' });
		simulator.work();
		expect(of(await run({}, {}, 'ORD_C'))?.platform.reason).toBe('unchanged');
		expect(simulator.transactions()).toHaveLength(1);
	});
});
