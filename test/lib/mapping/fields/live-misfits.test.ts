import { liveMisfits } from '../../../../lib/mapping/fields';
import type { CrmField } from '../../../../lib/model/crm-field';

function field(more: Partial<CrmField>): CrmField {
	return {
		name: 'target',
		label: 'Target',
		type: 'text',
		isWritable: true,
		isRequired: false,
		maxLength: null,
		options: [],
		...more,
	};
}

const stages = [
	{ label: 'Lead', value: 'lead' },
	{ label: 'Customer', value: 'customer' },
];

function misfits(value: string, live: Partial<CrmField>): string[] {
	return liveMisfits([{ field: 'target', value }], [field(live)]).map(({ problem }) => problem);
}

describe('a value beside the live field', () => {
	it.each<[string, string, Partial<CrmField>]>([
		['text of its length', 'abc', { maxLength: 3 }],
		['a number', '12.50', { type: 'number' }],
		['a moment', '2026-11-22T18:05:00Z', { type: 'moment' }],
		['a moment in milliseconds', '1763834700000', { type: 'moment' }],
		['a day', '2026-11-22', { type: 'date' }],
		['yes or no', 'true', { type: 'boolean' }],
		['one of its choices', 'lead', { type: 'choice', options: stages }],
		['several of its choices', 'lead;customer', { type: 'choices', options: stages }],
		[
			'another choice, where those are taken',
			'Other',
			{ type: 'choice', options: stages, takesOtherValues: true },
		],
		['any choice, where none are listed', 'Other', { type: 'choice' }],
		['clearing, whatever it takes', '', { type: 'number', isWritable: false }],
	])('fits: %s', (_, value, live) => {
		expect(misfits(value, live)).toEqual([]);
	});

	it.each<[string, Partial<CrmField>, RegExp]>([
		['abcd', { maxLength: 3 }, /takes 3/],
		['many', { type: 'number' }, /not a number/],
		['tomorrow', { type: 'moment' }, /not a date/],
		['maybe', { type: 'boolean' }, /neither yes nor no/],
		['Lead', { type: 'choice', options: stages }, /lead, customer/],
		['lead;vip', { type: 'choices', options: stages }, /lead, customer/],
		['abc', { isWritable: false }, /cannot be written/],
	])('does not fit: %s', (value, live, problem) => {
		expect(misfits(value, live)).toEqual([expect.stringMatching(problem)]);
	});

	it('is left to the connector where the account does not list the field', () => {
		expect(liveMisfits([{ field: 'new_one', value: 'x' }], [field({})])).toEqual([]);
	});
});
