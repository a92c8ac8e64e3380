import {
	KLAVIYO_FIELDS,
	KLAVIYO_FIRST_TOUCH_FIELDS,
	KLAVIYO_PRESET,
} from '../../../../lib/mapping/klaviyo';
import { AFFILIATE_LOOP_MAPPING } from '../../../../lib/mapping/hubspot';
import { crmMappingSchema } from '../../../../lib/mapping/crm';
import { standardFields } from '../../../../lib/connectors/klaviyo/profile-fields';

describe('the preset for Klaviyo', () => {
	it('is a valid mapping', () => {
		expect(crmMappingSchema.parse(KLAVIYO_PRESET)).toEqual(KLAVIYO_PRESET);
	});

	it.each(['contact', 'purchase'] as const)(
		'has the sources of the HubSpot preset: %s',
		(object) => {
			expect(KLAVIYO_PRESET[object].map(({ source }) => source)).toEqual(
				AFFILIATE_LOOP_MAPPING[object].map(({ source }) => source),
			);
		},
	);

	it.each(['contact', 'purchase'] as const)('writes only fields that are known: %s', (object) => {
		const known = new Set([
			...KLAVIYO_FIELDS.filter((field) => field.object === object).map(({ name }) => name),
			...(object === 'contact' ? standardFields().map(({ name }) => name) : []),
		]);
		const targets = KLAVIYO_PRESET[object].map(({ target }) => target);
		expect(targets.filter((target) => !known.has(target))).toEqual([]);
		expect(new Set(targets).size).toBe(targets.length);
	});

	it('fills the first touch together and never changes it', () => {
		const lines = KLAVIYO_PRESET.contact.filter(({ target }) =>
			KLAVIYO_FIRST_TOUCH_FIELDS.has(target),
		);
		expect(lines.map(({ policy, group }) => [policy, group])).toEqual([
			['fill_empty', 'first_touch'],
			['fill_empty', 'first_touch'],
		]);
	});
});
