import { DEFAULT_FRAUD_POLICY } from '../../lib/fraud';
import { toJson } from '../../lib/model/json';
import type { Attribution } from '../../lib/model/credit';
import type { Order } from '../../lib/model/order';
import type { AffiliateStore } from '../../lib/ports/store';
import { AffiliateAttribution } from '../../nodes/AffiliateAttribution/AffiliateAttribution.node';
import { AffiliateFraudCheck } from '../../nodes/AffiliateFraudCheck/AffiliateFraudCheck.node';
import { anAttribution } from '../support/builders/decision';
import { instantOf, startOfDay } from '../simulators/fraud/calendar';
import { runNode, testStore } from '../support/runNode';
import { recordOrder, type JudgedOrder } from './record-order';
import { runSimulation } from './run-simulation';

/*
 * The simulation takes orders through the functions of the nodes, because their clock has to be that
 * of the order. Here the very nodes, run by n8n, judge a sample of the same orders in the same store.
 */

const WORKSPACE = 'simulated-nodes';
const DAYS = 8;
/** Only the last days are recorded: there is fraud by then. */
const FROM = instantOf(startOfDay(DAYS - 2));
/** Every so many orders one is given to the nodes as well, and every one with a leaked code. */
const SAMPLE = 8;
const LEAKED = /^FRAUD-/;

const NOT_RECORDED: JudgedOrder = { attribution: anAttribution({ credits: [] }), verdict: null };

interface Item {
	readonly attribution: Attribution;
	readonly fraud: object;
}

async function judgedByNodes(order: Order): Promise<{ attribution: unknown; verdict: unknown }> {
	const attributed = await runNode(AffiliateAttribution, {
		workspace: WORKSPACE,
		items: [{ order: toJson(order) }],
	});
	const [item] = attributed.json<Item>(0);
	if (item === undefined) {
		return { attribution: attributed.json<Item>(1)[0]?.attribution, verdict: null };
	}
	const checked = await runNode(AffiliateFraudCheck, { workspace: WORKSPACE, items: [item] });
	const verdict = [0, 1, 2].flatMap((output) => checked.json<Item>(output))[0]?.fraud;
	return { attribution: item.attribution, verdict };
}

test('the nodes judge simulated orders as the simulation does', async () => {
	const store = await testStore(WORKSPACE);
	const compared: Array<{ readonly nodes: unknown; readonly simulation: JudgedOrder }> = [];
	let orders = 0;
	const record = async (own: AffiliateStore, order: Order): Promise<JudgedOrder> => {
		if (order.createdAt < FROM) return NOT_RECORDED;
		orders += 1;
		const isSampled = orders % SAMPLE === 0 || order.coupons.some(({ code }) => LEAKED.test(code));
		const nodes = isSampled ? await judgedByNodes(order) : null;
		const simulation = await recordOrder(own, order);
		if (nodes !== null) compared.push({ nodes, simulation });
		return simulation;
	};
	await runSimulation(store, {
		seed: 'nodes agree',
		days: DAYS,
		policy: DEFAULT_FRAUD_POLICY,
		firstScanDay: DAYS,
		record,
	});
	expect(compared.length).toBeGreaterThan(15);
	expect(compared.some(({ simulation }) => simulation.verdict?.verdict === 'review')).toBe(true);
	for (const { nodes, simulation } of compared) {
		const { attribution, verdict } = simulation;
		expect(nodes).toEqual({
			attribution: toJson(attribution),
			verdict: verdict === null ? null : toJson(verdict),
		});
	}
}, 120_000);
