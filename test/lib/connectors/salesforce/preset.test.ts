import { AFFILIATE_LOOP_MAPPING } from '../../../../lib/mapping/hubspot';
import { crmMappingSchema } from '../../../../lib/mapping/crm';
import {
	SALESFORCE_FIELDS,
	SALESFORCE_FIRST_TOUCH_FIELDS,
	SALESFORCE_PRESET,
} from '../../../../lib/mapping/salesforce';

describe('the preset for Salesforce', () => {
	it.each(['contact', 'purchase'] as const)(
		'writes to a %s what the one for HubSpot writes',
		(object) => {
			const sources = (mapping: typeof SALESFORCE_PRESET): string[] =>
				[...new Set(mapping[object].map(({ source }) => source))].sort();

			expect(sources(SALESFORCE_PRESET)).toEqual(sources(AFFILIATE_LOOP_MAPPING));
		},
	);

	it('is a mapping like any that people make', () => {
		expect(crmMappingSchema.parse(SALESFORCE_PRESET)).toEqual(SALESFORCE_PRESET);
	});

	it.each(['contact', 'purchase'] as const)(
		'has a definition for every custom field of a %s',
		(object) => {
			const defined = SALESFORCE_FIELDS.filter((field) => field.object === object);
			const names = defined.map(({ name }) => name);
			const custom = SALESFORCE_PRESET[object]
				.map(({ target }) => target)
				.filter((target) => target.endsWith('__c'));

			expect(names).toEqual(expect.arrayContaining(custom));
			expect(new Set(names).size).toBe(names.length);
			expect(defined.filter(({ isKey }) => isKey)).toHaveLength(1);
		},
	);

	it('only ever fills the first touch', () => {
		const lines = SALESFORCE_PRESET.contact.filter(({ target }) =>
			SALESFORCE_FIRST_TOUCH_FIELDS.has(target),
		);

		expect(lines.map(({ policy, group }) => `${policy}/${group}`)).toEqual([
			'fill_empty/first_touch',
			'fill_empty/first_touch',
		]);
	});

	it('has names and labels that Salesforce takes', () => {
		for (const { name, label } of SALESFORCE_FIELDS) {
			// 40 characters without the suffix, no two underscores in a row, none at the end.
			expect(name).toMatch(/^[A-Za-z](?:_?[A-Za-z0-9]){0,39}__c$/);
			expect(name.replace(/__c$/, '').length).toBeLessThanOrEqual(40);
			expect(label.length).toBeLessThanOrEqual(40);
		}
	});
});
