import type { INodeProperties } from 'n8n-workflow';
import type { RecordFilter } from '../../../../lib/connectors/affiliate-platform';
import { AffiliateError } from '../../../../lib/kernel';
import {
	csvOf,
	exportedRows,
	IMPORT_KINDS,
	type ImportKind,
	type PlatformProgrammeRecords,
} from '../../../../lib/import';
import type { ItemResult } from '../../../shared/eachItem';
import { momentOf } from '../../../shared/momentOf';
import { yearsBack } from '../yearsBack';
import { programmeField, textOf } from '../../fields';
import type { PlatformNodeOperation, PlatformOperationContext } from '../../operation';
import { readPages } from '../../readPages';

const MOST_LEFT_OUT = 1_000;

const fields: readonly INodeProperties[] = [
	{
		displayName: 'What',
		name: 'kinds',
		type: 'multiOptions',
		default: ['affiliate'],
		options: [
			{ name: 'Affiliates', value: 'affiliate' },
			{
				name: 'Balances',
				value: 'balance',
				description: 'What is owed, where the platform tells it; never together with commissions',
			},
			{ name: 'Commissions', value: 'conversion', description: 'With their orders' },
			{ name: 'Coupons', value: 'coupon', description: 'Where the platform tells them' },
			{ name: 'Links', value: 'link' },
		],
		description: 'One item with a file for each, in the order in which they are imported',
	},
	programmeField({
		description:
			'Programme that is brought over; all of them when left empty. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	}),
	{
		displayName: 'From',
		name: 'from',
		type: 'dateTime',
		default: '',
		displayOptions: { show: { kinds: ['conversion'] } },
		description: 'First moment of the commissions (UTC); three years back when left empty',
	},
	{
		displayName: 'To',
		name: 'to',
		type: 'dateTime',
		default: '',
		displayOptions: { show: { kinds: ['conversion'] } },
		description:
			'Commissions before this moment (UTC). Give the moment from which your ledger books orders itself, so that none counts twice.',
	},
];

/** Files that 'Import CSV' of the Affiliate Ledger takes: with its dry run, and no row twice. */
export const exportMigration: PlatformNodeOperation = {
	value: 'export',
	name: 'Export for Import',
	action: 'Export a programme for import',
	description:
		"Read affiliates, links, coupons, commissions or balances into files that 'Import CSV' of the Affiliate Ledger takes",
	needs: 'affiliate.getMany',
	fields,
	async run(context) {
		const { execute, itemIndex, system } = context;
		const chosen = execute.getNodeParameter('kinds', itemIndex, []) as string[];
		const kinds = IMPORT_KINDS.filter((kind) => chosen.includes(kind));
		if (kinds.length === 0) throw nothingChosen();
		const records = await recordsOf(context, kinds);
		const items: ItemResult[] = [];
		for (const kind of kinds) {
			const exported = exportedRows(kind, records);
			const { rows, leftOut } = exported;
			// A file without rows has nothing to import, and would be refused.
			if (rows.length === 0 && leftOut.length === 0) continue;
			const file = Buffer.from(csvOf(exported), 'utf8');
			items.push({
				json: {
					platform: {
						system: system.value,
						outcome: 'exported',
						kind,
						rows: rows.length,
						leftOut: leftOut.slice(0, MOST_LEFT_OUT),
						leftOutCount: leftOut.length,
					},
				},
				binary: {
					data: await execute.helpers.prepareBinaryData(
						file,
						`${system.value}-${kind}.csv`,
						'text/csv',
					),
				},
			});
		}
		return items;
	},
};

async function recordsOf(
	context: PlatformOperationContext,
	kinds: readonly ImportKind[],
): Promise<PlatformProgrammeRecords> {
	const { platform, system } = context;
	const programmeId = textOf(context, 'programmeId');
	const affiliates = await readPages(
		async (cursor) =>
			await platform.listAffiliates({ email: null, programmeId, status: null }, cursor),
		null,
	);
	const filter = periodOf(context, programmeId);
	const wantsCommissions = kinds.includes('conversion');
	const canRead = system.capabilities['conversion.getMany'].support !== 'none';
	const canReadCommissions = system.capabilities['commission.getMany'].support !== 'none';
	return {
		platform: system.value,
		affiliates,
		conversions:
			wantsCommissions && canRead
				? await readPages(async (cursor) => await platform.listConversions(filter, cursor), null)
				: [],
		commissions:
			wantsCommissions && canReadCommissions
				? await readPages(async (cursor) => await platform.listCommissions(filter, cursor), null)
				: [],
		landingUrl: kinds.includes('link') ? await landingUrlOf(context, programmeId) : null,
	};
}

function periodOf(
	{ execute, itemIndex }: PlatformOperationContext,
	programmeId: string | null,
): RecordFilter {
	return {
		orderId: null,
		affiliateId: null,
		programmeId,
		from: momentOf(execute.getNodeParameter('from', itemIndex, '')) ?? yearsBack(),
		to: momentOf(execute.getNodeParameter('to', itemIndex, '')),
	};
}

/** Of the programme; of the only one where none is chosen. */
async function landingUrlOf(
	{ platform, system }: PlatformOperationContext,
	programmeId: string | null,
): Promise<string | null> {
	if (system.capabilities['programme.getMany'].support === 'none') return null;
	const programmes = await readPages(async (cursor) => await platform.listProgrammes(cursor), null);
	const [first, ...others] = programmes.filter(
		({ id }) => programmeId === null || id === programmeId,
	);
	return others.length === 0 ? (first?.landingUrl ?? null) : null;
}

function nothingChosen(): AffiliateError {
	return new AffiliateError("Nothing is chosen in 'What'", {
		code: 'missing_input',
		path: 'kinds',
		hint: 'Choose what is to be brought over, such as affiliates.',
	});
}
