import { toJson } from '../../../../lib/model/json';
import { parseModel } from '../../../../lib/model/parse';
import { payoutPolicySchema } from '../../../../lib/model/payout-profile';
import { additionalFields, optionalText, readCollection, readText } from '../../fields';
import type { LedgerOperation } from '../../operation';
import { savedItem } from '../../save';
import { addressOf } from '../addressOf';
import { moneyTexts } from '../moneyText';
import { entryOf } from '../plan/formEntries';
import { policyOptions } from './policyOptions';
import { shownPolicy } from './shownPolicy';

/** Saves how the workspace pays; fields left out keep their value. */
export const createOrUpdatePayoutPolicy: LedgerOperation = {
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update payout policy',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	fields: [
		{
			displayName: 'Minimums',
			name: 'minimums',
			type: 'string',
			default: '50.00 EUR',
			placeholder: 'e.g. 50.00 EUR, 50.00 USD',
			description: 'Smallest payout per currency; less rolls over to the next run',
		},
		additionalFields(policyOptions),
	],
	async run(context) {
		const { store, clock } = context;
		const known = await store.payouts.policy();
		const extra = readCollection(context, 'additionalFields');
		const second = optionalText(extra, 'secondApprovalAbove');
		const whole = ['coolingDays', 'minimumCustomers'] as const;
		const flags = ['requiresTaxDetails', 'requiresSelfBillingConsent'] as const;
		const payer = entryOf(extra.payer, 'details');
		const policy = parseModel(
			payoutPolicySchema,
			{
				...(known === null ? {} : toJson(known)),
				...Object.fromEntries(
					[...whole, ...flags].filter((name) => name in extra).map((name) => [name, extra[name]]),
				),
				...('statementPrefix' in extra
					? { statementPrefix: optionalText(extra, 'statementPrefix') ?? '' }
					: {}),
				...('secondApprovalAbove' in extra
					? { secondApprovalAbove: moneyTexts(second ?? '', 'secondApprovalAbove') }
					: {}),
				...(payer === null
					? {}
					: {
							payer: {
								name: optionalText(payer, 'name') ?? '',
								vatId: optionalText(payer, 'vatId'),
								iban: optionalText(payer, 'iban')?.replace(/\s+/g, '').toUpperCase() ?? null,
								bic: optionalText(payer, 'bic')?.replace(/\s+/g, '').toUpperCase() ?? null,
								email: optionalText(payer, 'email'),
								address: addressOf(payer.address),
							},
						}),
				version: (known?.version ?? 0) + 1,
				minimums: moneyTexts(readText(context, 'minimums'), 'minimums'),
				createdAt: clock.now(),
			},
			'payoutPolicy',
		);
		const saved = await store.payouts.savePolicy(policy);
		return savedItem(shownPolicy(saved.policy), saved.outcome);
	},
};
