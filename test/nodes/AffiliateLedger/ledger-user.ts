import type { INodeExecutionData } from 'n8n-workflow';
import type { Order, OrderLine } from '../../../lib/model/order';
import type { Refund } from '../../../lib/model/refund';
import type { Touch } from '../../../lib/model/touch';
import { toJson } from '../../../lib/model/json';
import type { Verdict } from '../../../lib/model/verdict';
import { AffiliateCommission } from '../../../nodes/AffiliateCommission/AffiliateCommission.node';
import { AffiliateLedger } from '../../../nodes/AffiliateLedger/AffiliateLedger.node';
import { systemClock } from '../../../nodes/shared/clock';
import {
	aCredit,
	anAttribution,
	anOrder,
	anOrderLine,
	aRefund,
	aTouch,
	aVerdict,
	eur,
} from '../../support/builders';
import { runNode, type NodeRun, type RunNodeOptions } from '../../support/runNode';

/*
 * A workspace as the people who use the two nodes see it: every helper runs a node with the
 * parameters that the editor would save, nothing reaches past them.
 */

/** JSON of an item, read without ceremony. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the tests say what they expect of it
export type Json = Record<string, any>;

type Parameters = Readonly<Record<string, unknown>>;

let workspace = '';
let count = 0;
let now = 0;

/** A moment after every order of the tests; each run of a node is a second later. */
export const TODAY = '2026-11-20T09:00:00.000Z';

beforeEach(() => {
	count += 1;
	workspace = `user-${count}`;
	goTo(TODAY);
	jest.spyOn(systemClock, 'now').mockImplementation(() => new Date(now).toISOString());
});

afterEach(() => jest.restoreAllMocks());

/** Moves the clock that the nodes read. */
export function goTo(instant: string): void {
	now = Date.parse(instant);
}

export function currentWorkspace(): string {
	return workspace;
}

export const byCode = (code: string) => ({ __rl: true, mode: 'code', value: code });

export async function runLedger(
	resource: string,
	operation: string,
	parameters: Parameters = {},
	options: Omit<RunNodeOptions, 'parameters' | 'workspace'> = {},
): Promise<NodeRun> {
	now += 1000;
	return await runNode(AffiliateLedger, {
		workspace,
		...options,
		parameters: { resource, operation, ...parameters } as never,
	});
}

/** JSON of every item that an operation gives. */
export async function ledger(
	resource: string,
	operation: string,
	parameters: Parameters = {},
	items: readonly object[] = [{}],
): Promise<Json[]> {
	return (await runLedger(resource, operation, parameters, { items })).json<Json>();
}

/** JSON of the only item that an operation gives. */
export async function ledgerOne(
	resource: string,
	operation: string,
	parameters: Parameters = {},
	item: object = {},
): Promise<Json> {
	const [first, ...others] = await ledger(resource, operation, parameters, [item]);
	if (first === undefined || others.length > 0) throw new Error('There is not exactly one item');
	return first;
}

/** The items with their files. */
export async function ledgerItems(
	resource: string,
	operation: string,
	parameters: Parameters = {},
): Promise<INodeExecutionData[]> {
	return [...((await runLedger(resource, operation, parameters)).outputs[0] ?? [])];
}

/** Text of the file that an item carries. */
export function fileOf(item: INodeExecutionData | undefined) {
	const data = item?.binary?.data;
	if (data === undefined) throw new Error('The item carries no file');
	const { fileName, mimeType } = data;
	return { fileName, mimeType, text: Buffer.from(data.data, 'base64').toString('utf8') };
}

/** What the node says is wrong, and its hint. */
export async function errorOf(run: Promise<unknown>): Promise<{ message: string; hint: string }> {
	try {
		await run;
	} catch (error) {
		const { message, description } = error as { message: string; description?: string };
		return { message, hint: description ?? '' };
	}
	throw new Error('The node found nothing wrong');
}

/** Programme 'main' in euros that pays 10 % without hold since January, with Anna and Ben. */
export async function setUp(plan: Parameters = {}, affiliates = ['anna', 'ben']): Promise<void> {
	await saveProgramme();
	for (const code of affiliates) await saveAffiliate(code);
	await savePlan(plan);
}

export async function saveProgramme(parameters: Parameters = {}): Promise<Json> {
	return await ledgerOne('programme', 'upsert', {
		code: 'main',
		name: 'Main',
		currency: 'EUR',
		allowedHosts: 'shop.example.com',
		fallbackUrl: 'https://shop.example.com/',
		...parameters,
	});
}

/** The plan 'Standard'; `additionalFields` add to those that set it into effect. */
export async function savePlan({
	additionalFields,
	...parameters
}: Parameters = {}): Promise<Json> {
	const isByFields = (parameters['definePlanBy'] ?? 'fields') === 'fields';
	return await ledgerOne('plan', 'upsert', {
		programme: byCode('main'),
		name: 'Standard',
		...(isByFields
			? {
					additionalFields: {
						effectiveFrom: '2026-01-01T00:00:00',
						holdDays: 0,
						...(additionalFields as object | undefined),
					},
				}
			: {}),
		...parameters,
	});
}

export async function saveAffiliate(
	code: string,
	additionalFields: Parameters = {},
): Promise<Json> {
	const name = `${code.charAt(0).toUpperCase()}${code.slice(1)} Affiliate`;
	return await ledgerOne('affiliate', 'upsert', {
		code,
		name,
		additionalFields: { email: `${code}@partner.example`, ...additionalFields },
	});
}

export interface Placed extends Partial<Order> {
	/** Price of the only line in the order's currency, unless lines are given. */
	readonly net?: string;
	/** Codes of who is credited, equally; only Anna unless told otherwise. */
	readonly by?: readonly string[];
	readonly touch?: Partial<Touch>;
	readonly verdict?: Partial<Verdict>;
}

/** An order with its attribution and verdict, as the nodes before would hand it on. */
export async function orderItem(placed: Placed = {}): Promise<Json> {
	const { net = '100.00', by = ['anna'], touch, verdict, ...overrides } = placed;
	const createdAt = overrides.createdAt ?? '2026-11-10T12:00:00.000Z';
	const order = anOrder({
		lines: [lineOf('line-1', net)],
		createdAt,
		paidAt: createdAt,
		updatedAt: createdAt,
		orderNumber: `#${overrides.orderId ?? '1001'}`,
		...overrides,
	});
	const { programmeId } = await ledgerOne('programme', 'get', { code: 'main' });
	const credits = [];
	for (const code of by) {
		const { affiliateId } = await ledgerOne('affiliate', 'get', { code });
		const about = { programmeId, affiliateId, affiliateCode: code, ...touch };
		credits.push(aCredit({ affiliateId, affiliateCode: code, touch: aTouch(about) }));
	}
	return {
		order: toJson(order),
		attribution: toJson(anAttribution({ programmeId, programmeCode: 'main', credits })),
		fraud: toJson(aVerdict(verdict)),
	};
}

export const lineOf = (lineId: string, net: string, overrides: Partial<OrderLine> = {}) =>
	anOrderLine({ lineId, net: eur(net), ...overrides });

/** The item with what the Commission node makes of it. */
export async function price(item: Json, parameters: Parameters = {}): Promise<Json> {
	now += 1000;
	const run = await runNode(AffiliateCommission, {
		workspace,
		items: [item],
		parameters: parameters as never,
	});
	const [priced] = run.json<Json>();
	if (priced === undefined) throw new Error('Nothing was priced');
	return priced;
}

/** What an order would earn, by affiliate code: `{ anna: '10.00' }`. */
export async function priceOf(placed: Placed = {}): Promise<Record<string, string>> {
	const { commission } = await price(await orderItem(placed));
	return Object.fromEntries(
		(commission as { lines: Json[] }).lines.map((line) => [
			String(line['affiliateCode']),
			String(line['amount'].amount),
		]),
	);
}

/** An order through both nodes; what the ledger made of it. */
export async function place(placed: Placed = {}): Promise<Json> {
	return await record(await price(await orderItem(placed)));
}

export async function record(item: Json): Promise<Json> {
	return (await ledgerOne('conversion', 'record', {}, item))['ledger'] as Json;
}

/** Takes back an amount of the first line, all of it unless told otherwise. */
export async function refund(
	orderId: string,
	net: string,
	overrides: Partial<Refund> = {},
): Promise<Json> {
	const made = aRefund({
		orderId,
		refundId: `refund-${orderId}-${net}`,
		lines: [{ lineId: 'line-1', quantity: 1, net: eur(net), tax: eur('0.00') }],
		total: eur(net),
		...overrides,
	});
	return (await ledgerOne('refund', 'record', {}, { refund: toJson(made) }))['ledger'] as Json;
}

/** Balances in the first currency: `{ pending: '10.00', approved: '0.00', … }`; null without any. */
export async function balanceOf(code: string, at?: string): Promise<Record<string, string | null>> {
	const json = await ledgerOne('balance', 'get', {
		affiliate: byCode(code),
		...(at === undefined ? {} : { additionalFields: { at } }),
	});
	return Object.fromEntries(
		['pending', 'held', 'approved', 'in_batch', 'paid'].map((account) => [
			account,
			(json[account] as Json[])[0]?.['amount'] ?? null,
		]),
	);
}

export async function approveAll(): Promise<Json> {
	return await ledgerOne('commission', 'approveDue');
}

/** Commissions of an affiliate, newest or oldest as the node gives them. */
export async function commissionsOf(code: string): Promise<Json[]> {
	return await ledger('commission', 'getAll', { affiliate: byCode(code), returnAll: true });
}
