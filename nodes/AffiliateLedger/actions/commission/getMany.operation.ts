import { COMMISSION_STATUSES, type CommissionStatus } from '../../../../lib/model/commission';
import { readLimit, readText, returnAllFields } from '../../fields';
import { affiliateField, programmeField, readAffiliate, readProgramme } from '../../locators';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';

export const getManyCommissions: LedgerOperation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many commissions',
	description: 'Retrieve a list of commissions with their traces',
	fields: [
		programmeField(false),
		affiliateField(false),
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			options: [
				{ name: 'Any', value: '' },
				...[...COMMISSION_STATUSES].sort().map((status) => ({
					name: `${status.charAt(0).toUpperCase()}${status.slice(1)}`,
					value: status,
				})),
			],
			default: '',
			description: 'Only commissions that stand at this status now',
		},
		...returnAllFields,
	],
	async run(context) {
		const programme = await readProgramme(context);
		const affiliate = await readAffiliate(context);
		const status = readText(context, 'status') as CommissionStatus | '';
		const commissions = await context.store.ledger.commissions({
			...(programme === null ? {} : { programmeId: programme.programmeId }),
			...(affiliate === null ? {} : { affiliateId: affiliate.affiliateId }),
			...(status === '' ? {} : { status }),
			limit: readLimit(context),
		});
		return recordItems(commissions);
	},
};
