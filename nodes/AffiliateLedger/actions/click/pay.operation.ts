import type { IDataObject } from 'n8n-workflow';
import { priceClicks } from '../../../../lib/commission';
import { addDays, AffiliateError, type Instant } from '../../../../lib/kernel';
import { recordConversion, type Act } from '../../../../lib/ledger';
import { toJson } from '../../../../lib/model/json';
import type { Programme } from '../../../../lib/model/programme';
import type { AffiliateStore } from '../../../../lib/ports/store';
import { additionalFields, optionalText, readCollection } from '../../fields';
import { programmeField, requireProgramme } from '../../locators';
import type { LedgerOperation } from '../../operation';
import { actOf } from '../actOf';
import { isCalendarDay } from './calendarDay';

/** Books what counted clicks earned on closed UTC days, once per affiliate and day. */
export const payClicks: LedgerOperation = {
	value: 'pay',
	name: 'Pay',
	action: 'Pay for clicks',
	description: 'Book what counted clicks earned on closed days, once per affiliate and day',
	fields: [
		programmeField(),
		additionalFields([
			{
				displayName: 'Day',
				name: 'day',
				type: 'string',
				default: '',
				placeholder: 'e.g. 2026-11-21',
				description: 'A closed day in UTC; the last seven when left out',
			},
		]),
	],
	async run(context) {
		const { store, clock } = context;
		const programme = await requireProgramme(context);
		const day = optionalText(readCollection(context, 'additionalFields'), 'day');
		const act = actOf(context);
		const results: IDataObject[] = [];
		for (const closed of day === null ? lastDays(clock.now()) : [requireClosed(day, act.at)]) {
			results.push(...(await payDay(store, programme, closed, act)));
		}
		return results.map((json) => ({ json }));
	},
};

/** The seven closed days, oldest first: a run that was missed is made up for. */
function lastDays(now: Instant): string[] {
	return [7, 6, 5, 4, 3, 2, 1].map((days) => addDays(now, -days).slice(0, 10));
}

function requireClosed(day: string, now: Instant): string {
	if (isCalendarDay(day) && day < now.slice(0, 10)) return day;
	throw new AffiliateError(`'${day}' is not a day that is over`, {
		code: 'invalid_day',
		path: 'day',
		hint: 'Write a day in UTC before today, such as 2026-11-21.',
	});
}

async function payDay(
	store: AffiliateStore,
	programme: Programme,
	day: string,
	act: Act,
): Promise<IDataObject[]> {
	const from = `${day}T00:00:00.000Z`;
	const to = addDays(from, 1);
	const plan = await store.registry.planInEffect(programme.programmeId, from);
	if (plan?.clicks == null) return [];
	const results: IDataObject[] = [];
	for (const { affiliateId, clicks } of await store.history.clickCounts(
		programme.programmeId,
		from,
		to,
	)) {
		const affiliate = await store.registry.affiliate(affiliateId);
		if (affiliate?.status !== 'active') continue;
		const holdUntil = addDays(to, plan.holdDays);
		const sale = priceClicks({ plan, programme, affiliate, clicks, day, holdUntil });
		if (sale === null) continue;
		const { storeKey, orderId } = sale.order;
		const { outcome } = await store.ledger.decide({ storeKey, orderId }, (state) =>
			recordConversion(state, { ...sale, verdict: null, customerKey: null }, act),
		);
		if (outcome !== 'recorded') continue;
		const { amount, sentence } = sale.commission.lines[0] ?? {};
		const booked = {
			outcome: 'booked',
			affiliateCode: affiliate.code,
			day,
			clicks,
			amount,
			sentence,
		};
		results.push(toJson(booked) as IDataObject);
	}
	return results;
}
