import { addDays, AffiliateError } from '../../../../lib/kernel';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';

/** The nightly scan reads 90 days; this leaves it some. */
const LEAST_DAYS = 100;

/** Deletes clicks that nobody can be credited for any more. */
export const deleteOldClicks: LedgerOperation = {
	value: 'deleteOld',
	name: 'Delete Old',
	action: 'Delete old clicks',
	description:
		'Delete clicks of all programmes that are too old to earn anything; totals stay, and so do clicks that an order was credited for',
	fields: [
		{
			displayName: 'Older Than Days',
			name: 'olderThanDays',
			type: 'number',
			typeOptions: { minValue: LEAST_DAYS, maxValue: 3_660, numberPrecision: 0 },
			default: 400,
			description:
				'Must be more than any programme or affiliate credits a click for, and more than you want to train attribution weights on',
		},
	],
	async run({ execute, itemIndex, store, clock }) {
		const days = Number(execute.getNodeParameter('olderThanDays', itemIndex, 400));
		const least = Math.max(LEAST_DAYS, (await store.clicks.longestLookback()) + 1);
		if (!Number.isInteger(days) || days < least) throw tooShort(days, least);
		const before = `${addDays(clock.now(), -days).slice(0, 10)}T00:00:00.000Z`;
		return recordItems([{ before, ...(await store.clicks.deleteBefore(before)) }]);
	},
};

function tooShort(days: number, least: number): AffiliateError {
	return new AffiliateError(`Clicks of ${days} days ago may still be needed`, {
		code: 'retention_too_short',
		path: 'olderThanDays',
		hint: `Keep them for ${least} days at least: longer than any programme or affiliate credits a click for, and than the fraud scan looks back.`,
	});
}
