import { deterministicId } from '../../../../lib/kernel';
import { ATTRIBUTION_MODELS, COUPON_POLICIES } from '../../../../lib/model/credit';
import { parseModel } from '../../../../lib/model/parse';
import { programmeSchema } from '../../../../lib/model/programme';
import {
	additionalFields,
	codeField,
	nameField,
	optionalText,
	readCollection,
	requireText,
	textList,
} from '../../fields';
import type { LedgerOperation } from '../../operation';
import { savedItem } from '../../save';
import { attributionSettingsOf, programmeFields } from './programmeFields';

/** Creates a programme, or changes the one with this code; fields left out keep their value. */
export const createOrUpdateProgramme: LedgerOperation = {
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update programme',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	fields: [
		codeField('e.g. main', 'Short name that links and other nodes refer to'),
		{ ...nameField, placeholder: 'e.g. Demo Shop Affiliates' },
		{
			displayName: 'Currency',
			name: 'currency',
			type: 'string',
			default: 'EUR',
			required: true,
			placeholder: 'e.g. EUR',
			description: 'ISO 4217 code of the currency that commissions are booked in',
		},
		{
			displayName: 'Allowed Hosts',
			name: 'allowedHosts',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. shop.example.com, *.example.com',
			description: 'Hosts that tracked links may lead to, separated by commas',
		},
		{
			displayName: 'Fallback URL',
			name: 'fallbackUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://shop.example.com',
			description: 'Where unknown or paused links lead',
		},
		additionalFields(programmeFields),
	],
	async run(context) {
		const { store, clock } = context;
		const code = requireText(context, 'code', 'Code');
		const known = await store.registry.programmeByCode(code);
		const extra = readCollection(context, 'additionalFields');
		const now = clock.now();
		const programme = parseModel(
			programmeSchema,
			{
				programmeId: known?.programmeId ?? deterministicId('prg', code.toLowerCase()),
				code,
				name: requireText(context, 'name', 'Name'),
				status: optionalText(extra, 'status') ?? known?.status ?? 'active',
				currency: requireText(context, 'currency', 'Currency').toUpperCase(),
				allowedHosts: textList(requireText(context, 'allowedHosts', 'Allowed Hosts')),
				fallbackUrl: requireText(context, 'fallbackUrl', 'Fallback URL'),
				lookbackDays: extra.lookbackDays ?? known?.lookbackDays ?? 30,
				attributionModel:
					optionalText(extra, 'attributionModel') ??
					known?.attributionModel ??
					ATTRIBUTION_MODELS[0],
				couponPolicy:
					optionalText(extra, 'couponPolicy') ?? known?.couponPolicy ?? COUPON_POLICIES[0],
				attributionSettings: attributionSettingsOf(extra, known),
				createdAt: known?.createdAt ?? now,
				updatedAt: now,
			},
			'programme',
		);
		return savedItem(programme, await store.registry.saveProgramme(programme));
	},
};
