import { formatMoney, sumMoney, type Money } from '../../../../lib/kernel';
import { approveCommission, owedOf } from '../../../../lib/ledger';
import type { RecordedCommission } from '../../../../lib/model/commission';
import { programmeField, readProgramme } from '../../locators';
import type { LedgerOperation, OperationContext } from '../../operation';
import { recordItems } from '../../save';
import { actOf } from '../actOf';

const PAGE = 200;

/** Approves every pending commission whose hold has passed; those under review stay. */
export const approveDueCommissions: LedgerOperation = {
	value: 'approveDue',
	name: 'Approve Due',
	action: 'Approve due commissions',
	description: 'Approve all pending commissions whose hold has passed; held ones stay',
	fields: [
		programmeField(false),
		{
			displayName: 'Most at Once',
			name: 'mostAtOnce',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 10000,
			description: 'The rest follows with the next run',
		},
	],
	async run(context) {
		const programme = await readProgramme(context);
		const limit = Number(context.execute.getNodeParameter('mostAtOnce', context.itemIndex, 10000));
		const approved = await approveAll(context, programme?.programmeId, limit);
		return recordItems([
			{ approved: approved.length, totals: totalsOf(approved), commissions: approved.map(brief) },
		]);
	},
};

async function approveAll(
	context: OperationContext,
	programmeId: string | undefined,
	limit: number,
): Promise<RecordedCommission[]> {
	const { store } = context;
	const act = actOf(context);
	const approved: RecordedCommission[] = [];
	let after: string | undefined;
	while (approved.length < limit) {
		const page = await store.ledger.dueCommissions({
			...(programmeId === undefined ? {} : { programmeId }),
			...(after === undefined ? {} : { after }),
			at: act.at,
			limit: Math.min(PAGE, limit - approved.length),
		});
		for (const { commissionId } of page) {
			after = commissionId;
			const request = { isEarly: false, reason: 'hold passed' };
			const result = await store.ledger.decideByCommission(commissionId, (state) =>
				approveCommission(state, commissionId, request, act),
			);
			if (result?.outcome === 'approved') approved.push(result.commission);
		}
		if (page.length === 0) break;
	}
	return approved;
}

function brief(commission: RecordedCommission) {
	const { commissionId, affiliateId, line, amount } = commission;
	const { affiliateCode } = line;
	return { commissionId, affiliateId, affiliateCode, amount, owed: owedOf(commission) };
}

function totalsOf(commissions: readonly RecordedCommission[]): string[] {
	const byCurrency = new Map<string, Money[]>();
	for (const owed of commissions.map(owedOf)) {
		byCurrency.set(owed.currency, [...(byCurrency.get(owed.currency) ?? []), owed]);
	}
	return [...byCurrency].map(([currency, amounts]) => formatMoney(sumMoney(amounts, currency)));
}
