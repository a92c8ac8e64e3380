import type { IDataObject, INodeProperties } from 'n8n-workflow';
import {
	asOutcome,
	isDone,
	type PlatformOutcome,
} from '../../../../lib/connectors/affiliate-platform';
import { AffiliateError, type Instant } from '../../../../lib/kernel';
import { toJson } from '../../../../lib/model/json';
import type { Finding, Reconciliation, RepairAction } from '../../../../lib/reconciliation';
import type { ItemResult } from '../../../shared/eachItem';
import { momentOf } from '../../../shared/momentOf';
import { collectionOf, textOf } from '../../fields';
import type { PlatformNodeOperation, PlatformOperationContext } from '../../operation';
import { platformItem } from '../../platformItem';
import { compare, type Comparison, type ComparisonRequest } from '../../reconciling/compare';
import { repair, REPAIRS } from '../../reconciling/repair';
import { PlatformMemory } from '../../sending/memory';
import { choicesOf, conversionFields } from '../conversion/orderFields';

const HOUR_MILLISECONDS = 3_600_000;
const DEFAULT_GRACE_HOURS = 24;

/** A report that people read holds no more; the counts are of all. */
const MOST_IN_A_REPORT = 1_000;

const MOST_PROGRAMMES = 1_000;

interface Repair {
	readonly action: RepairAction;
	readonly outcome: PlatformOutcome;
}

const fields: readonly INodeProperties[] = [
	{
		displayName: 'Ledger Programme Name or ID',
		name: 'ledgerProgramme',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getLedgerProgrammes' },
		default: '',
		description:
			'Programme of our ledger that this account mirrors; all of them when left empty. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'From',
		name: 'from',
		type: 'dateTime',
		default: '',
		required: true,
		description: 'First moment of the orders that are compared (UTC)',
	},
	{
		displayName: 'To',
		name: 'to',
		type: 'dateTime',
		default: '',
		description: 'Orders before this moment are compared (UTC); until now when left empty',
	},
	{
		displayName: 'Repair',
		name: 'repairs',
		type: 'multiOptions',
		default: [],
		options: [
			{
				name: 'Adjust',
				value: 'adjust',
				description: 'Tell the platform what is left of an order',
			},
			{ name: 'Approve', value: 'approve', description: 'Approve there what is approved here' },
			{ name: 'Cancel', value: 'cancel', description: 'Take back there what was taken back here' },
			{ name: 'Create', value: 'create', description: 'Tell the platform orders that it lacks' },
		],
		description:
			'What is mended on the platform at once. Nothing by default: a dry run that proposes. Our ledger is never changed, and what needs a person is only reported.',
	},
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{
				name: 'One Item for Each Finding',
				value: 'findings',
				description: 'Everything that does not match; nothing when all matches',
			},
			{
				name: 'One Item with the Report',
				value: 'report',
				description: 'Counts, sums and findings',
			},
		],
		default: 'report',
		description: 'What the next node gets',
	},
	...conversionFields,
	{
		displayName: 'Comparison',
		name: 'comparison',
		type: 'collection',
		placeholder: 'Add choice',
		default: {},
		options: [
			{
				displayName: 'Compare Status',
				name: 'comparesStatus',
				type: 'boolean',
				default: true,
				description:
					'Whether approval here and there is compared, where the platform lets us approve',
			},
			{
				displayName: 'Grace (Hours)',
				name: 'graceHours',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 720 },
				default: DEFAULT_GRACE_HOURS,
				description: 'How long after an order its absence on the platform means nothing',
			},
			{
				displayName: 'Only Order ID',
				name: 'orderId',
				type: 'string',
				default: '',
				description: 'Only this order of the period, by what the platform knows it',
			},
		],
		description: 'What counts as a difference',
	},
];

/** Ledger and platform, order by order; by default nothing is written. */
export const compareReconciliation: PlatformNodeOperation = {
	value: 'compare',
	name: 'Compare',
	action: 'Compare ledger and platform',
	description:
		'Find orders that are missing, extra or different on the platform, and mend them where you say so',
	needs: 'conversion.getMany',
	fields,
	async run(context) {
		const { execute, itemIndex } = context;
		const request = await requestOf(context);
		const comparison = await compare(request);
		const wanted = execute.getNodeParameter('repairs', itemIndex, []) as string[];
		const repairs = await carryOut(request, comparison, new Set(wanted));
		return execute.getNodeParameter('output', itemIndex, 'report') === 'report'
			? reportItem(context, request, comparison.reconciliation, repairs)
			: findingItems(context, comparison.reconciliation, repairs);
	},
};

async function requestOf(context: PlatformOperationContext): Promise<ComparisonRequest> {
	const { execute, itemIndex, system, platform } = context;
	const memory = new PlatformMemory(execute, system);
	const { text, all } = collectionOf(context, 'comparison');
	const hours = Number(text('graceHours') ?? DEFAULT_GRACE_HOURS);
	const from = momentOf(execute.getNodeParameter('from', itemIndex, ''));
	if (from === null) throw missing();
	const to = momentOf(execute.getNodeParameter('to', itemIndex, '')) ?? memory.now();
	if (to <= from) throw empty();
	return {
		platform,
		memory,
		programmeIds: await programmeIds(context, memory),
		from,
		to,
		choices: choicesOf(context),
		graceMilliseconds: (Number.isFinite(hours) ? hours : DEFAULT_GRACE_HOURS) * HOUR_MILLISECONDS,
		// What nobody can approve there by us stands as the platform's own rules say.
		comparesStatus:
			all['comparesStatus'] !== false &&
			platform.capabilities['commission.approve'].support !== 'none',
		orderId: text('orderId'),
	};
}

async function programmeIds(
	context: PlatformOperationContext,
	memory: PlatformMemory,
): Promise<string[]> {
	const { registry } = await memory.store();
	const code = textOf(context, 'ledgerProgramme');
	if (code === null) {
		return (await registry.programmes(MOST_PROGRAMMES)).map(({ programmeId }) => programmeId);
	}
	const programme = await registry.programmeByCode(code);
	if (programme !== null) return [programme.programmeId];
	throw new AffiliateError(`There is no programme with the code '${code}'`, {
		code: 'unknown_programme',
		path: 'ledgerProgramme',
		hint: 'Choose one from the list, or leave it empty for all.',
	});
}

/** One after the other; one that fails does not keep the others. */
async function carryOut(
	request: ComparisonRequest,
	{ reconciliation, orders }: Comparison,
	wanted: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Repair>> {
	const done = new Map<string, Repair>();
	for (const finding of reconciliation.findings) {
		const { orderId, proposal } = finding;
		const order = orderId === null ? undefined : orders.get(orderId);
		if (order === undefined || !wanted.has(proposal)) continue;
		if (!REPAIRS.some((action) => action === proposal)) continue;
		const outcome = await asOutcome(() => repair(request, finding, order));
		done.set(order.orderId, { action: proposal, outcome });
	}
	return done;
}

function findingJson(finding: Finding, repairs: ReadonlyMap<string, Repair>): IDataObject {
	const done = finding.orderId === null ? undefined : repairs.get(finding.orderId);
	const json = toJson(finding) as unknown as IDataObject;
	return done === undefined ? json : { ...json, repair: repairJson(done) };
}

function repairJson({ action, outcome }: Repair): IDataObject {
	const { externalId, reason, hint } = outcome;
	return { action, outcome: outcome.outcome, externalId, reason, hint };
}

function findingItems(
	context: PlatformOperationContext,
	{ findings }: Reconciliation,
	repairs: ReadonlyMap<string, Repair>,
): ItemResult[] {
	return findings
		.filter(({ kind }) => kind !== 'match')
		.map((finding) => ({
			json: {
				platform: {
					system: context.system.value,
					outcome: 'finding',
					finding: findingJson(finding, repairs),
				},
			},
		}));
}

function reportItem(
	context: PlatformOperationContext,
	{ from, to }: { readonly from: Instant; readonly to: Instant },
	{ findings, counts, totals }: Reconciliation,
	repairs: ReadonlyMap<string, Repair>,
): ItemResult[] {
	const off = findings.filter(({ kind }) => kind !== 'match');
	const mended = [...repairs.values()].filter(({ outcome }) => isDone(outcome)).length;
	return platformItem(context, {
		outcome: off.length === 0 ? 'matches' : 'differs',
		reconciliation: {
			from,
			to,
			counts: { ...counts },
			totals: toJson(totals) as unknown as IDataObject[],
			repaired: mended,
			notRepaired: repairs.size - mended,
			findings: off.slice(0, MOST_IN_A_REPORT).map((finding) => findingJson(finding, repairs)),
			leftOut: Math.max(0, off.length - MOST_IN_A_REPORT),
		},
	});
}

function missing(): AffiliateError {
	return new AffiliateError("There is no 'From'", {
		code: 'missing_input',
		path: 'from',
		hint: 'Say from when on orders are compared, such as {{ $now.minus({ days: 30 }) }}.',
	});
}

function empty(): AffiliateError {
	return new AffiliateError("'To' is not after 'From'", {
		code: 'invalid_input',
		path: 'to',
		hint: 'Exchange them, or leave it empty for now.',
	});
}
