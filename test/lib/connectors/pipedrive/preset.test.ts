import { DEFAULT_PIPEDRIVE_SETTINGS } from '../../../../lib/connectors/pipedrive';
import { STANDARD_FIELDS } from '../../../../lib/connectors/pipedrive/standard-fields';
import { crmMappingSchema } from '../../../../lib/mapping/crm';
import { AFFILIATE_LOOP_MAPPING } from '../../../../lib/mapping/hubspot';
import { PIPEDRIVE_FIELDS, PIPEDRIVE_PRESET } from '../../../../lib/mapping/pipedrive';

const OBJECTS = ['contact', 'purchase'] as const;

describe('the preset for Pipedrive', () => {
	it('is a mapping, with the sources of the preset for HubSpot', () => {
		const sources = (mapping: typeof PIPEDRIVE_PRESET) =>
			OBJECTS.map((object) => mapping[object].map(({ source }) => source));

		expect(crmMappingSchema.parse(PIPEDRIVE_PRESET)).toEqual(PIPEDRIVE_PRESET);
		expect(sources(PIPEDRIVE_PRESET)).toEqual(sources(AFFILIATE_LOOP_MAPPING));
	});

	it.each(OBJECTS)('writes fields of a %s that Pipedrive has or we define', (object) => {
		const known = new Set([
			...STANDARD_FIELDS[object].map(({ code }) => code),
			...PIPEDRIVE_FIELDS.filter((field) => field.object === object).map(({ name }) => name),
		]);

		const targets = PIPEDRIVE_PRESET[object].map(({ target }) => target);
		expect(targets.filter((target) => !known.has(target))).toEqual([]);
		expect(new Set(targets).size).toBe(targets.length);
	});

	it.each(OBJECTS)(
		'has labels of a %s that tell its fields apart, one of them the key',
		(object) => {
			const fields = PIPEDRIVE_FIELDS.filter((field) => field.object === object);
			const labels = fields.map(({ label }) => label.toLowerCase());
			const { contactKeyField, purchaseKeyField } = DEFAULT_PIPEDRIVE_SETTINGS;

			expect(new Set(labels).size).toBe(labels.length);
			expect(fields.filter(({ isKey }) => isKey).map(({ name }) => name)).toEqual([
				object === 'contact' ? contactKeyField : purchaseKeyField,
			]);
		},
	);
});
