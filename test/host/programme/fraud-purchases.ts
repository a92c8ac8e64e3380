import type { Execution } from '../../../host/editor-types.ts';
import type { FraudCase } from '../../../lib/model/fraud-case';
import type { RecordedCommission } from '../../../lib/model/commission';
import { DEMO } from '../../../scripts/demo/demo-settings.ts';
import type { DemoOrder } from '../../../scripts/demo/shopify-order.ts';
import { affiliate, runLedger } from '../support/run-ledger';
import { newOrder, runAfter, sendOrder, stateOf, type Stage } from './stage';

export interface Purchase {
	/** Path and query of the first page. */
	readonly landingSite?: string;
	readonly email?: string;
	/** Instead of a new one. */
	readonly order?: DemoOrder;
	/** Entered at the checkout. */
	readonly coupon?: string;
}

export interface Placed {
	readonly order: DemoOrder;
	readonly changes: Readonly<Record<string, unknown>>;
	readonly run: Execution;
}

/** Affiliates of the demo's programme, each with a coupon such as "RITA10". */
export async function addAffiliates({ world }: Stage, codes: readonly string[]): Promise<void> {
	const steps = codes.flatMap((code) => [
		{
			name: `Add ${code}`,
			does: 'affiliate.upsert',
			with: { code, name: code, additionalFields: { email: emailOf(code) } },
		},
		{
			name: `Bind the coupon of ${code}`,
			does: 'coupon.upsert',
			with: { code: couponOf(code), ...affiliate(code), additionalFields: {} },
		},
	]);
	await runLedger(world, steps);
}

export const emailOf = (code: string): string => `${code}@partner.example`;
export const couponOf = (code: string): string => `${code.toUpperCase()}10`;

/** A paid order, sent as Shopify does and taken by workflow 02. */
export async function purchase(stage: Stage, about: Purchase = {}): Promise<Placed> {
	const plain = about.order ?? newOrder(about.landingSite ?? '/');
	const order = about.email === undefined ? plain : { ...plain, email: about.email };
	const changes = {
		...(about.landingSite === undefined ? { referring_site: null } : {}),
		...(about.coupon === undefined ? {} : couponFields(about.coupon)),
	};
	const isMeant = (run: Execution) => JSON.stringify(run.data).includes(String(order.id));
	const send = async () => await sendOrder(stage, order, changes);
	const run = await runAfter(stage, '02', send, isMeant);
	expect(run.status).toBe('success');
	return { order, changes, run };
}

function couponFields(code: string): object {
	const discount = { type: 'discount_code', code, value: '12.70', value_type: 'fixed_amount' };
	return {
		discount_codes: [{ code, amount: '12.70', type: 'fixed_amount' }],
		discount_applications: [{ ...discount, allocation_method: 'across', target_type: 'line_item' }],
	};
}

export async function commissionsOf(
	stage: Stage,
	{ id }: DemoOrder,
): Promise<readonly RecordedCommission[]> {
	return (await stateOf(stage, DEMO.shop, String(id)))?.commissions ?? [];
}

/** Every case about an order, however it stands. */
export async function casesOf({ ledger }: Stage, { id }: DemoOrder): Promise<FraudCase[]> {
	const all = await ledger.fraud.cases({ subject: 'order', limit: 1_000 });
	return all.filter(({ orderId }) => orderId === String(id));
}

/** The one case about an order. */
export async function caseOf(stage: Stage, order: DemoOrder): Promise<FraudCase> {
	const [only, ...more] = await casesOf(stage, order);
	if (only === undefined || more.length > 0) throw new Error('There is not exactly one case');
	return only;
}
