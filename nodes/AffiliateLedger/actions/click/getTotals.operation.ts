import type { IDataObject } from 'n8n-workflow';
import { addDays, AffiliateError } from '../../../../lib/kernel';
import type { ClickTotal } from '../../../../lib/ports/store-records';
import {
	additionalFields,
	MOST_RESULTS,
	optionalText,
	readCollection,
	readLimit,
	returnAllFields,
} from '../../fields';
import { affiliateByCode, programmeField, requireProgramme } from '../../locators';
import type { LedgerOperation, OperationContext } from '../../operation';
import { isCalendarDay } from './calendarDay';

type GroupedBy = 'day' | 'affiliate' | 'link';

/** Reads what is added up by UTC day, so that millions of clicks take no longer than thousands. */
export const getClickTotals: LedgerOperation = {
	value: 'getTotals',
	name: 'Get Totals',
	action: 'Get totals of clicks',
	description: 'Retrieve how many clicks came, by day, affiliate or link',
	fields: [
		programmeField(),
		{
			displayName: 'Group By',
			name: 'groupBy',
			type: 'options',
			options: [
				{ name: 'Affiliate', value: 'affiliate' },
				{ name: 'Day', value: 'day' },
				{ name: 'Link', value: 'link' },
			],
			default: 'day',
			description: 'What one item stands for; affiliates and links come busiest first',
		},
		{
			displayName: 'Days',
			name: 'days',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 3_660, numberPrecision: 0 },
			default: 30,
			description: 'How many UTC days, the last of which is today or Last Day',
		},
		...returnAllFields,
		additionalFields([
			{
				displayName: 'Affiliate Code',
				name: 'affiliateCode',
				type: 'string',
				default: '',
				description: 'Only clicks of this affiliate',
			},
			{
				displayName: 'Last Day',
				name: 'lastDay',
				type: 'string',
				default: '',
				placeholder: 'e.g. 2026-11-21',
				description: 'In UTC; today when left out',
			},
		]),
	],
	async run(context) {
		const { execute, itemIndex, store, clock } = context;
		const { programmeId } = await requireProgramme(context);
		const by = execute.getNodeParameter('groupBy', itemIndex, 'day') as GroupedBy;
		const days = Number(execute.getNodeParameter('days', itemIndex, 30));
		const extra = readCollection(context, 'additionalFields');
		const to = lastDay(optionalText(extra, 'lastDay')) ?? clock.now().slice(0, 10);
		const code = optionalText(extra, 'affiliateCode');
		const affiliate = code === null ? null : await affiliateByCode(context, code);
		const totals = await store.history.clickTotals({
			programmeId,
			...(affiliate === null ? {} : { affiliateId: affiliate.affiliateId }),
			from: addDays(`${to}T00:00:00.000Z`, 1 - days).slice(0, 10),
			to,
			by,
			limit: readLimit(context),
		});
		const name = await namesOf(context, programmeId, by);
		const items: IDataObject[] = [];
		for (const { key, ...counts } of totals) items.push({ ...(await name(key)), ...counts });
		return items.map((json) => ({ json }));
	},
};

function lastDay(day: string | null): string | null {
	if (day === null || isCalendarDay(day)) return day;
	throw new AffiliateError(`'${day}' is not a day`, {
		code: 'invalid_day',
		path: 'lastDay',
		hint: 'Write a day in UTC, such as 2026-11-21.',
	});
}

/** What each key of a total means to people. */
async function namesOf(
	{ store }: OperationContext,
	programmeId: string,
	by: GroupedBy,
): Promise<(key: ClickTotal['key']) => Promise<IDataObject>> {
	if (by === 'day') return async (day) => ({ day });
	if (by === 'affiliate') {
		return async (affiliateId) => ({
			affiliateId,
			affiliateCode: (await store.registry.affiliate(affiliateId))?.code ?? null,
		});
	}
	const links = await store.registry.links({ programmeId, limit: MOST_RESULTS });
	const codes = new Map(links.map(({ linkId, code }) => [linkId, code]));
	return async (linkId) =>
		linkId === ''
			? { linkId: null, linkCode: null }
			: { linkId, linkCode: codes.get(linkId) ?? null };
}
