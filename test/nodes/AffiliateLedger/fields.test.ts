import { displayParameter, type INodeParameters, type INodeProperties } from 'n8n-workflow';
import { AffiliateLedger } from '../../../nodes/AffiliateLedger/AffiliateLedger.node';
import { LEDGER_RESOURCES } from '../../../nodes/AffiliateLedger/resources';

const { description } = new AffiliateLedger();
const { properties, credentials = [] } = description;

const operations = LEDGER_RESOURCES.flatMap((resource) =>
	resource.operations.map((operation) => [resource.value, operation.value, operation] as const),
);

/** A field with all fields inside it, with the way to it. */
function withInner(field: INodeProperties, way = field.name): Array<[string, INodeProperties]> {
	const inner = (field.options ?? []).flatMap((option) => {
		if ('values' in option) {
			return option.values.flatMap((entry) => withInner(entry, `${way}.${entry.name}`));
		}
		return 'displayName' in option ? withInner(option, `${way}.${option.name}`) : [];
	});
	return [[way, field], ...inner];
}

const allFields = properties
	.filter(({ name }) => name !== 'resource' && name !== 'operation')
	.flatMap((field) => {
		const [resource, operation] = ['resource', 'operation'].map((name) =>
			String(field.displayOptions?.show?.[name]?.[0]),
		);
		return withInner(field).map(
			([way, inner]) => [`${resource} ${operation}: ${way}`, inner] as const,
		);
	});

describe('the operations of the ledger', () => {
	it.each(operations)('%s %s shows its own fields only', (resource, operation, { fields }) => {
		const chosen = (field: INodeProperties): boolean => {
			const { show = {} } = field.displayOptions ?? {};
			return show['resource']?.[0] === resource && show['operation']?.[0] === operation;
		};
		const own = properties.filter(chosen);
		expect(own.map(({ name }) => name)).toEqual(fields.map(({ name }) => name));
		for (const { displayOptions } of own) {
			expect(displayOptions?.show?.['resource']).toEqual([resource]);
			expect(displayOptions?.show?.['operation']).toEqual([operation]);
		}
	});

	it.each(operations)('%s %s never shows two fields of one name', (resource, operation) => {
		const values: INodeParameters = { resource, operation };
		for (const field of properties) {
			if (field.name in values) continue;
			if (displayParameter(values, field, null, description)) {
				values[field.name] = field.default as INodeParameters[string];
			}
		}
		const shown = properties
			.filter((field) => field.name !== 'operation' && field.name !== 'resource')
			.filter((field) => displayParameter(values, field, null, description))
			.map(({ name }) => name);
		expect(shown).toEqual([...new Set(shown)]);
	});

	it('are alphabetical in every dropdown', () => {
		const names = LEDGER_RESOURCES.map(({ name }) => name);
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
		for (const { operations: own } of LEDGER_RESOURCES) {
			const listed = own.map(({ name }) => name);
			expect(listed).toEqual([...listed].sort((a, b) => a.localeCompare(b)));
		}
	});

	it('ask for the PayPal credential only where money goes through PayPal', () => {
		const payPal = credentials.find(({ name }) => name === 'payPalApi');
		expect(payPal?.displayOptions?.show).toEqual({
			resource: ['payout'],
			operation: ['sendPayPal', 'readPayPal'],
		});
		expect(operations.map(([, operation]) => operation)).toEqual(
			expect.arrayContaining(['sendPayPal', 'readPayPal']),
		);
	});
});

describe('every field, also those inside others,', () => {
	const options = allFields.filter(([, { type }]) => type === 'options');
	const booleans = allFields.filter(([, { type }]) => type === 'boolean');

	it('has a name, a label and a default', () => {
		const lacking = allFields.filter(
			([, field]) => field.name === '' || field.displayName === '' || field.default === undefined,
		);
		expect(lacking.map(([way]) => way)).toEqual([]);
	});

	it('that is a choice has something to choose, its default among it', () => {
		expect(options.length).toBeGreaterThan(20);
		const wrong = options.filter(([, field]) => {
			const values = (field.options ?? []).map((option) => 'value' in option && option.value);
			return !values.includes(field.default as string);
		});
		expect(wrong.map(([way]) => way)).toEqual([]);
	});

	it('that is a switch says whether', () => {
		const wrong = booleans.filter(([, field]) => !field.description?.startsWith('Whether'));
		expect(wrong.map(([way]) => way)).toEqual([]);
	});

	it('that holds fields has some', () => {
		const holders = allFields.filter(([, { type }]) =>
			['fixedCollection', 'collection'].includes(type),
		);
		const empty = holders.filter(([, field]) => withInner(field).length === 1);
		expect(empty.map(([way]) => way)).toEqual([]);
	});
});
