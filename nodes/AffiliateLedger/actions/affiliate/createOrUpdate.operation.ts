import { deterministicId, normalizeEmail, AffiliateError } from '../../../../lib/kernel';
import { affiliateSchema } from '../../../../lib/model/affiliate';
import { parseModel } from '../../../../lib/model/parse';
import {
	additionalFields,
	codeField,
	type Collection,
	nameField,
	optionalText,
	readCollection,
	requireText,
} from '../../fields';
import { affiliateByCode } from '../../locators';
import type { LedgerOperation, OperationContext } from '../../operation';
import { savedItem } from '../../save';
import { affiliateFields } from './affiliateFields';
import { homeOf, partnershipOf, signupOf } from './readAffiliate';

/** Creates an affiliate, or changes the one with this code; fields left out keep their value. */
export const createOrUpdateAffiliate: LedgerOperation = {
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update affiliate',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	fields: [
		codeField('e.g. anna', 'Public code of the affiliate, used in links'),
		{ ...nameField, placeholder: 'e.g. Anna Kowalska' },
		additionalFields(affiliateFields),
	],
	async run(context) {
		const { store, clock } = context;
		const code = requireText(context, 'code', 'Code');
		const known = await store.registry.affiliateByCode(code);
		const extra = readCollection(context, 'additionalFields');
		const now = clock.now();
		const affiliate = parseModel(
			affiliateSchema,
			{
				affiliateId: known?.affiliateId ?? deterministicId('aff', code.toLowerCase()),
				code,
				name: requireText(context, 'name', 'Name'),
				status: optionalText(extra, 'status') ?? known?.status ?? 'active',
				email: emailOf(extra, 'email', 'Email') ?? known?.email ?? null,
				payoutEmail: emailOf(extra, 'payoutEmail', 'Payout Email') ?? known?.payoutEmail ?? null,
				phone: optionalText(extra, 'phone') ?? known?.phone ?? null,
				groupCode: optionalText(extra, 'groupCode') ?? known?.groupCode ?? null,
				...partnershipOf(extra, known),
				address: homeOf(extra, known),
				signup: signupOf(extra, known, store.keyedHash.bind(store)),
				parentId: (await parentOf(context, extra)) ?? known?.parentId ?? null,
				createdAt: known?.createdAt ?? now,
				updatedAt: now,
			},
			'affiliate',
		);
		return savedItem(affiliate, await store.registry.saveAffiliate(affiliate));
	},
};

/** Id of the affiliate above; null when none is named. Throws `unknown_affiliate`. */
async function parentOf(context: OperationContext, extra: Collection): Promise<string | null> {
	const code = optionalText(extra, 'parentCode');
	return code === null ? null : (await affiliateByCode(context, code)).affiliateId;
}

function emailOf(extra: Collection, name: string, label: string): string | null {
	const text = optionalText(extra, name);
	if (text === null) return null;
	const email = normalizeEmail(text);
	if (email === null) {
		throw new AffiliateError(`'${label}' is not an e-mail address`, {
			code: 'invalid_email',
			path: name,
			hint: 'Write an address such as name@email.com.',
		});
	}
	return email;
}
