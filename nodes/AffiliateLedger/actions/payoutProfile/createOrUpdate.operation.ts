import { AffiliateError, normalizeEmail } from '../../../../lib/kernel';
import { parseModel } from '../../../../lib/model/parse';
import {
	isRecipientEmail,
	isValidBic,
	isValidIban,
	normalizeBic,
	normalizeIban,
} from '../../../../lib/model/payout-account';
import { payoutProfileSchema, type PayoutProfile } from '../../../../lib/model/payout-profile';
import { toJson } from '../../../../lib/model/json';
import { additionalFields, optionalText, readCollection, readText } from '../../fields';
import { affiliateField, requireAffiliate } from '../../locators';
import type { LedgerOperation, OperationContext } from '../../operation';
import { savedItem } from '../../save';
import { addressOf } from '../addressOf';
import { moneyText } from '../moneyText';
import { accountFields, profileOptions } from './accountFields';
import { shownProfile } from './shownProfile';

/**
 * Saves where an affiliate is paid, with tax details. A change is a new version; another account
 * starts the cooling period (C35, F34).
 */
export const createOrUpdatePayoutProfile: LedgerOperation = {
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update payout profile',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	fields: [affiliateField(), ...accountFields, additionalFields(profileOptions)],
	async run(context) {
		const { store, clock } = context;
		const { affiliateId } = await requireAffiliate(context);
		const known = await store.payouts.profile(affiliateId);
		const now = clock.now();
		const profile = parseModel(
			payoutProfileSchema,
			{
				...(known === null ? {} : toJson(known)),
				...optionsOf(context, known),
				affiliateId,
				version: (known?.version ?? 0) + 1,
				account: accountOf(context, known),
				createdAt: now,
				accountChangedAt: now,
			},
			'payoutProfile',
		);
		const saved = await store.payouts.saveProfile(profile);
		return savedItem(shownProfile(saved.profile), saved.outcome);
	},
};

/** A field left empty keeps its value as long as the method stays the same. */
function accountOf(context: OperationContext, known: PayoutProfile | null) {
	const method = context.execute.getNodeParameter('method', context.itemIndex, 'manual') as string;
	const before = known?.account.method === method ? known.account : null;
	const field = (name: string): string | null => readNullable(context, name);
	return {
		method,
		accountHolder: field('accountHolder') ?? before?.accountHolder ?? null,
		iban: readChecked(context, IBAN) ?? before?.iban ?? null,
		bic: readChecked(context, BIC) ?? before?.bic ?? null,
		accountNumber: field('accountNumber') ?? before?.accountNumber ?? null,
		routingNumber: field('routingNumber') ?? before?.routingNumber ?? null,
		email: readChecked(context, EMAIL) ?? before?.email ?? null,
	};
}

interface CheckedField {
	readonly name: string;
	readonly label: string;
	readonly hint: string;
	normalize(text: string): string;
	isValid(text: string): boolean;
}

const IBAN: CheckedField = {
	name: 'iban',
	label: 'IBAN',
	hint: 'Copy it whole, as the bank wrote it; one that is shown shortened cannot be saved again.',
	normalize: normalizeIban,
	isValid: isValidIban,
};

const BIC: CheckedField = {
	name: 'bic',
	label: 'BIC',
	hint: 'It has 8 or 11 letters and digits, such as COBADEFFXXX; leave it empty inside the EEA.',
	normalize: normalizeBic,
	isValid: isValidBic,
};

const EMAIL: CheckedField = {
	name: 'email',
	label: 'Email',
	hint: 'Write the address that the payment service knows, such as name@email.com.',
	normalize: (text) => normalizeEmail(text) ?? text,
	isValid: isRecipientEmail,
};

/** A mistyped account is told when it is entered, not when it is to be paid to. Never echoes it. */
function readChecked(
	context: OperationContext,
	{ name, label, hint, normalize, isValid }: CheckedField,
): string | null {
	const text = readNullable(context, name);
	if (text === null) return null;
	const value = normalize(text);
	if (isValid(value)) return value;
	throw new AffiliateError(`'${label}' is not valid`, {
		code: 'invalid_account',
		path: name,
		hint,
	});
}

function readNullable(context: OperationContext, name: string): string | null {
	const text = readText(context, name);
	return text === '' ? null : text;
}

/** Only what was added to the collection; the rest keeps its value. */
function optionsOf(context: OperationContext, known: PayoutProfile | null) {
	const extra = readCollection(context, 'additionalFields');
	const texts = ['legalName', 'taxStatus', 'taxId', 'vatId', 'vatMode', 'holdReason'] as const;
	const minimum = optionalText(extra, 'minimum');
	return {
		...Object.fromEntries(
			texts.filter((name) => name in extra).map((name) => [name, optionalText(extra, name)]),
		),
		...('vatPercent' in extra ? { vatPercent: optionalText(extra, 'vatPercent') ?? '0' } : {}),
		...('withholdingPercent' in extra
			? { withholdingPercent: optionalText(extra, 'withholdingPercent') ?? '0' }
			: {}),
		...('isOnHold' in extra ? { isOnHold: extra.isOnHold === true } : {}),
		...('acceptsSelfBilling' in extra
			? { acceptsSelfBilling: extra.acceptsSelfBilling === true }
			: {}),
		...('minimum' in extra
			? { minimum: minimum === null ? null : moneyText(minimum, 'minimum') }
			: {}),
		...('address' in extra ? { address: addressOf(extra.address) ?? known?.address ?? null } : {}),
	};
}
