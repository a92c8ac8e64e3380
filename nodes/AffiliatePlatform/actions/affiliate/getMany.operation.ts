import type { IDataObject } from 'n8n-workflow';
import {
	requireSupported,
	type AffiliateFilter,
	type AffiliatePlatform,
} from '../../../../lib/connectors/affiliate-platform';
import { toJson } from '../../../../lib/model/json';
import {
	commissionsByAffiliate,
	type CommissionSums,
} from '../../../../lib/mapping/affiliate-platform';
import { collectionOf, limitOf, programmeField, returnAllFields } from '../../fields';
import type { PlatformNodeOperation } from '../../operation';
import { recordItems } from '../../platformItem';
import { readPages } from '../../readPages';
import { yearsBack } from '../yearsBack';

export const getAffiliates: PlatformNodeOperation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many affiliates',
	description: 'List affiliates, one item for each',
	needs: 'affiliate.getMany',
	fields: [
		...returnAllFields,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'Email',
					name: 'email',
					type: 'string',
					default: '',
					placeholder: 'name@email.com',
					description: 'Only the affiliate with this address',
				},
				programmeField({ description: 'Only affiliates in this programme' }),
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					options: [
						{ name: 'Any', value: '' },
						{ name: 'Approved', value: 'approved' },
						{ name: 'Declined', value: 'declined' },
						{ name: 'Pending', value: 'pending' },
					],
					default: '',
					description: 'Only affiliates with this status',
				},
			],
			description: 'Which affiliates are listed',
		},
		{
			displayName: 'Add Commissions',
			name: 'addCommissions',
			type: 'boolean',
			default: false,
			description:
				"Whether to read the commissions of three years as well and add their sums by status to each affiliate, as 'commissions', one entry for each currency",
		},
	],
	async run(context) {
		const { text } = collectionOf(context, 'filters');
		const filter: AffiliateFilter = {
			email: text('email'),
			programmeId: text('programmeId'),
			status: text('status') as AffiliateFilter['status'],
		};
		const read = async (cursor: string | null) =>
			await context.platform.listAffiliates(filter, cursor);
		const affiliates = await readPages(read, limitOf(context));
		const items = recordItems(context, 'affiliate', affiliates);
		const { execute, itemIndex, platform } = context;
		if (execute.getNodeParameter('addCommissions', itemIndex, false) !== true) return items;
		const sums = await commissionSums(platform, filter.programmeId);
		return items.map((item, index) => {
			const commissions = sums.get(affiliates[index]?.id ?? '') ?? [];
			return { ...item, json: withCommissions(item.json, commissions) };
		});
	},
};

async function commissionSums(
	platform: AffiliatePlatform,
	programmeId: string | null,
): Promise<ReadonlyMap<string, readonly CommissionSums[]>> {
	requireSupported(platform.platform, platform.capabilities, 'commission.getMany');
	const filter = { orderId: null, affiliateId: null, programmeId, from: yearsBack(), to: null };
	const read = async (cursor: string | null) => await platform.listCommissions(filter, cursor);
	return commissionsByAffiliate(await readPages(read, null));
}

function withCommissions(json: IDataObject, commissions: readonly CommissionSums[]): IDataObject {
	const { platform } = json as { readonly platform: IDataObject };
	return {
		...json,
		platform: { ...platform, commissions: toJson(commissions) as unknown as IDataObject[] },
	};
}
