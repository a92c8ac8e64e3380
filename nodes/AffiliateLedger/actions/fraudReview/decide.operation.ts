import type { Act } from '../../../../lib/ledger';
import type { FraudCase } from '../../../../lib/model/fraud-case';
import type { AffiliateStore } from '../../../../lib/ports/store';
import { readText, requireText } from '../../fields';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';
import { actOf } from '../actOf';
import { maxRateAgeField, readMaxRateAge } from '../conversion/rateAgeField';
import { bookCleared } from './bookCleared';
import { caseIdField, requireCase } from './caseFields';
import { decideCase } from './decideCase';

/** A person says whether it was fraud. The commissions of an order follow in the same write. */
export const decideFraudCaseOperation: LedgerOperation = {
	value: 'decide',
	name: 'Decide',
	action: 'Decide fraud case',
	description: 'Say whether it was fraud; the commissions of an order follow at once',
	fields: [
		caseIdField,
		{
			displayName: 'Decision',
			name: 'caseDecision',
			type: 'options',
			options: [
				{
					name: 'Fraud',
					value: 'confirmed',
					description: 'Commissions of the order are declined, or reversed once approved',
				},
				{
					name: 'Not Fraud',
					value: 'cleared',
					description: 'What the review held waits for the end of its hold like any other',
				},
			],
			default: 'cleared',
			description: 'What you found',
		},
		{
			displayName: 'Decided By',
			name: 'decidedBy',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Mia Rossi',
			description: 'Kept with the case and its entries, for the audit',
		},
		{
			displayName: 'Note',
			name: 'note',
			type: 'string',
			default: '',
			placeholder: 'e.g. Called the customer',
			description: 'Kept with the case; without personal data',
		},
		{
			displayName: 'Ban Affiliate',
			name: 'banAffiliate',
			type: 'boolean',
			default: false,
			description:
				'Whether to ban the affiliates of the case, if it is about an affiliate or a sign-up',
			displayOptions: { show: { caseDecision: ['confirmed'] } },
		},
		maxRateAgeField,
	],
	async run(context) {
		const { execute, itemIndex, store } = context;
		const fraudCase = await requireCase(context);
		const outcome = readText(context, 'caseDecision') === 'confirmed' ? 'confirmed' : 'cleared';
		const act = actOf(context, requireText(context, 'decidedBy', 'Decided By'));
		const note = readText(context, 'note') || null;
		const decided = await decideCase(store, { fraudCase, outcome, note }, act);
		const stands = decided.outcome !== 'refused';
		const isBan = execute.getNodeParameter('banAffiliate', itemIndex, false) === true;
		const banned =
			stands && isBan && outcome === 'confirmed' ? await banAffiliates(store, fraudCase, act) : [];
		const booked =
			stands && outcome === 'cleared'
				? await bookCleared(store, fraudCase, readMaxRateAge(context), act)
				: null;
		const { commissions, message } = booked ?? decided;
		return recordItems([
			{
				...decided,
				commissions,
				message: booked === null ? message : `${decided.message} ${message}`,
				banned,
			},
		]);
	},
};

/** Codes of the affiliates that are banned now; a case of an order or coupon bans nobody. */
async function banAffiliates(
	store: AffiliateStore,
	{ subject, affiliateIds }: FraudCase,
	act: Act,
): Promise<string[]> {
	if (subject !== 'affiliate' && subject !== 'signup') return [];
	const codes: string[] = [];
	for (const affiliateId of affiliateIds) {
		const affiliate = await store.registry.affiliate(affiliateId);
		if (affiliate === null) continue;
		if (affiliate.status !== 'banned') {
			await store.registry.saveAffiliate({ ...affiliate, status: 'banned', updatedAt: act.at });
		}
		codes.push(affiliate.code);
	}
	return codes;
}
