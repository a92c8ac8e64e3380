import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	INodeParameters,
} from 'n8n-workflow';
import { AffiseApi } from '../../../credentials/AffiseApi.credentials';
import { ImpactApi } from '../../../credentials/ImpactApi.credentials';
import { toJson } from '../../../lib/model/json';
import { AffiliatePlatform } from '../../../nodes/AffiliatePlatform/AffiliatePlatform.node';
import { closeWorkspaceStores } from '../../../nodes/shared/workspaceStore';
import { startAffiseSimulator, type AffiseSimulator } from '../../simulators/affise';
import { startImpactSimulator, type ImpactSimulator } from '../../simulators/impact';
import { anAttribution, anOrder, aRecordedCommission } from '../../support/builders';
import { runNode } from '../../support/runNode';

afterAll(closeWorkspaceStores);

interface PlatformJson {
	readonly platform: {
		readonly outcome: string;
		readonly did?: string;
		readonly change?: string;
		readonly orderId?: string;
		readonly reason?: string;
	};
	readonly error?: string;
}

const { amount } = aRecordedCommission();
const half = { ...amount, amountMinor: amount.amountMinor / 2n };

/** Affise takes in no order that is older than two months. */
const TODAY = new Date().toISOString();

/** An item as the Affiliate Event Trigger gives it. */
function purchase(orderId: string, commission: Parameters<typeof aRecordedCommission>[0] = {}) {
	return {
		order: toJson(anOrder({ orderId, createdAt: TODAY, paidAt: TODAY, updatedAt: TODAY })),
		attribution: toJson(anAttribution()),
		ledger: {
			outcome: 'recorded',
			commissions: [toJson(aRecordedCommission(commission))],
			refunds: [],
		},
	};
}

interface Account {
	readonly platform: string;
	readonly url: string;
	readonly credentials: Readonly<Record<string, ICredentialDataDecryptedObject>>;
	readonly credentialType: ICredentialType;
}

async function run(account: Account, parameters: INodeParameters, items: object[] = [{}]) {
	const done = await runNode(AffiliatePlatform, {
		parameters: {
			platform: account.platform,
			resource: 'conversion',
			...parameters,
			options: { apiBaseUrl: account.url },
		},
		credentials: account.credentials,
		credentialTypes: [account.credentialType],
		items,
	});
	return done.json<PlatformJson>().map(({ platform }) => platform);
}

const saying = (message: RegExp) => ({ message: expect.stringMatching(message) as string });

describe('a queue of Impact, through the node', () => {
	let simulator: ImpactSimulator;
	let account: Account;

	beforeEach(async () => {
		simulator = await startImpactSimulator({ accountSid: 'IR1', authToken: 'token-1' });
		simulator.addCampaign({ Id: 1000, Name: 'Tea', Currency: 'EUR' });
		simulator.addPartner({ Id: 10_000, Name: 'Anna', State: 'ACTIVE' });
		account = {
			platform: 'impact',
			url: simulator.url,
			credentials: { impactApi: { accountSid: 'IR1', authToken: 'token-1' } },
			credentialType: new ImpactApi(),
		};
	});

	afterEach(async () => await simulator.close());

	const MIRROR = {
		operation: 'mirror',
		programmeId: '1000',
		details: { affiliate: '10000', actionType: '2240' },
	};

	it('takes an order, its refund and its end, each once and in their order', async () => {
		const [told] = await run(account, MIRROR, [purchase('imp-1')]);
		expect(told).toMatchObject({ outcome: 'accepted', did: 'created' });
		// Nothing else is told of it before it is there.
		const early = run(account, MIRROR, [purchase('imp-1', { reversed: half })]);
		await expect(early).rejects.toMatchObject(saying(/not confirmed/));
		simulator.work();
		const [confirmed] = await run(account, { operation: 'confirmMany', returnAll: true });
		expect(confirmed).toMatchObject({ outcome: 'confirmed', orderId: 'imp-1' });

		const [adjusted] = await run(account, MIRROR, [purchase('imp-1', { reversed: half })]);
		expect(adjusted).toMatchObject({ outcome: 'accepted', did: 'adjusted' });
		simulator.work();
		const [changed] = await run(account, { operation: 'confirmMany', returnAll: true });
		expect(changed).toMatchObject({
			outcome: 'confirmed',
			change: 'adjustment',
			orderId: 'imp-1',
		});

		const [cancelled] = await run(account, MIRROR, [purchase('imp-1', { reversed: amount })]);
		expect(cancelled).toMatchObject({ outcome: 'accepted', did: 'cancelled' });
		simulator.work();
		expect(simulator.actions()).toMatchObject([{ Oid: 'imp-1', State: 'REVERSED' }]);
		await run(account, { operation: 'confirmMany', returnAll: true });
		expect(await run(account, { operation: 'confirmMany', returnAll: true })).toEqual([]);
	});

	it('that refuses an order says why, and takes it again once that is mended', async () => {
		const wrong = { ...MIRROR, details: { ...MIRROR.details, affiliate: '99999' } };
		await run(account, wrong, [purchase('imp-2')]);
		simulator.work();
		const [refused] = await run(account, { operation: 'confirmMany', returnAll: true });
		expect(refused).toMatchObject({
			outcome: 'rejected',
			orderId: 'imp-2',
			reason: expect.stringContaining('CONTRACT_NOT_FOUND') as string,
		});
		await expect(run(account, MIRROR, [purchase('imp-2')])).rejects.toMatchObject(
			saying(/CONTRACT_NOT_FOUND/),
		);
		await run(account, MIRROR, [purchase('imp-2')]);
		simulator.work();
		expect(simulator.actions()).toMatchObject([{ Oid: 'imp-2', MediaPartnerId: '10000' }]);
	});

	it('offers what Impact offers', async () => {
		const items = await run(account, { resource: 'programme', operation: 'getMany' });
		expect(items).toMatchObject([{ outcome: 'found' }]);
		await expect(
			run(account, { resource: 'payout', operation: 'markPaid', payoutId: '1' }),
		).rejects.toMatchObject(saying(/does not offer 'payout.markPaid'/));
	});
});

describe('a queue of Affise, through the node', () => {
	let simulator: AffiseSimulator;
	let account: Account;

	beforeEach(async () => {
		simulator = await startAffiseSimulator({
			apiKey: 'key-1',
			now: () => new Date(Date.now()).toISOString(),
		});
		const page = 'https://shop.example.com/?clickid={clickid}';
		simulator.addOffer({ id: 1000, title: 'Tea', currency: 'EUR', page });
		simulator.addPartner({ email: 'anna@example.com', login: 'anna' });
		account = {
			platform: 'affise',
			url: simulator.url,
			credentials: {
				affiseApi: { url: 'https://api-demo.example.com', apiKey: 'key-1', trackingUrl: '' },
			},
			credentialType: new AffiseApi(),
		};
	});

	afterEach(async () => await simulator.close());

	it('takes an order and its refund, each once', async () => {
		const mirror = {
			operation: 'mirror',
			programmeId: '1000',
			details: { affiliate: 'anna@example.com' },
		};
		await run(account, mirror, [purchase('aff-1')]);
		simulator.work();
		await run(account, { operation: 'confirmMany', returnAll: true });
		await run(account, mirror, [purchase('aff-1', { reversed: half })]);
		simulator.work();
		const [before] = await run(account, mirror, [purchase('aff-1', { reversed: half })]);
		expect(before).toMatchObject({ outcome: 'skipped' });
		const whole = Number(aRecordedCommission().line.base.amountMinor) / 100;
		expect(simulator.conversions()).toMatchObject([{ action_id: 'aff-1', sum: whole / 2 }]);
	});
});
