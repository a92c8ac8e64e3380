import { AffiliateError, deterministicId } from '../../../../lib/kernel';
import { linkSchema } from '../../../../lib/model/link';
import { parseModel } from '../../../../lib/model/parse';
import { safeDestination } from '../../../../lib/tracking/destination/safe-destination';
import {
	activeOrPausedField,
	additionalFields,
	codeField,
	optionalText,
	readCollection,
	requireText,
} from '../../fields';
import { affiliateField, programmeField, requireAffiliate, requireProgramme } from '../../locators';
import type { LedgerOperation } from '../../operation';
import { savedItem } from '../../save';

const UTM_FIELDS = ['campaign', 'content', 'medium', 'source', 'term'] as const;

/** Creates a tracked link, or changes the one with this code. */
export const createOrUpdateLink: LedgerOperation = {
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update link',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	fields: [
		codeField('e.g. anna-summer', 'What stands in the link'),
		programmeField(),
		affiliateField(),
		{
			displayName: 'Destination',
			name: 'destination',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://shop.example.com/products/tea',
			description: 'Page of the shop that the link leads to; its host must be an allowed one',
		},
		additionalFields([
			{
				displayName: 'Medium',
				name: 'medium',
				type: 'options',
				options: [
					{ name: 'App', value: 'app' },
					{ name: 'Email', value: 'email' },
					{ name: 'In Store', value: 'in_store' },
					{ name: 'QR Code', value: 'qr' },
					{ name: 'Web', value: 'web' },
				],
				default: 'web',
				description: 'Where the link is used',
			},
			activeOrPausedField,
			...UTM_FIELDS.map((field) => ({
				displayName: `UTM ${field.charAt(0).toUpperCase()}${field.slice(1)}`,
				name: `utm_${field}`,
				type: 'string' as const,
				default: '',
			})),
		]),
	],
	async run(context) {
		const { store, clock } = context;
		const code = requireText(context, 'code', 'Code');
		const programme = await requireProgramme(context);
		const affiliate = await requireAffiliate(context);
		const known = await store.registry.linkByCode(code);
		const extra = readCollection(context, 'additionalFields');
		const now = clock.now();
		const utm = Object.fromEntries(
			UTM_FIELDS.map((field): [string, string | null] => [
				field,
				optionalText(extra, `utm_${field}`) ?? known?.utm[field] ?? null,
			]).filter((entry): entry is [string, string] => entry[1] !== null),
		);
		const link = parseModel(
			linkSchema,
			{
				linkId: known?.linkId ?? deterministicId('lnk', code.toLowerCase()),
				code,
				programmeId: programme.programmeId,
				affiliateId: affiliate.affiliateId,
				destination: requireText(context, 'destination', 'Destination'),
				status: optionalText(extra, 'status') ?? known?.status ?? 'active',
				medium: optionalText(extra, 'medium') ?? known?.medium ?? 'web',
				utm,
				createdAt: known?.createdAt ?? now,
				updatedAt: now,
			},
			'link',
		);
		if (safeDestination(link.destination, programme.allowedHosts) === null) {
			throw new AffiliateError("'Destination' does not lead to a host that the programme allows", {
				code: 'host_not_allowed',
				path: 'destination',
				hint: `Add the host to 'Allowed Hosts' of programme '${programme.code}', or correct the link.`,
			});
		}
		return savedItem(link, await store.registry.saveLink(link));
	},
};
