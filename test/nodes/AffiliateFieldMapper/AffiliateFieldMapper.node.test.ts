import type { INodeParameters } from 'n8n-workflow';
import { fieldMappingDocumentSchema } from '../../../lib/model/field-mapping';
import { toJson } from '../../../lib/model/json';
import { AffiliateFieldMapper } from '../../../nodes/AffiliateFieldMapper/AffiliateFieldMapper.node';
import { anAttribution, anOrder } from '../../support/builders';
import { runNode } from '../../support/runNode';

const ITEM = { order: toJson(anOrder()), attribution: toJson(anAttribution()), note: 'kept' };

async function run(parameters: INodeParameters, items: readonly object[] = [ITEM]) {
	return await runNode(AffiliateFieldMapper, { parameters, items });
}

const DEFINED = {
	mapping: 'define',
	target: 'custom',
	keyPath: 'order.customer.email',
	fields: {
		field: [
			{ target: 'name', source: 'order.customer.firstName + order.customer.lastName' },
			{ target: 'phone', source: 'phone', transform: 'phone', argument: 'de' },
			{ target: 'stage', source: 'stage', transform: 'lookup', argument: 'won=Customer' },
			{ target: 'lead_source', source: '"affiliate"', policy: 'fill_empty' },
			{ target: 'order', source: 'Order {order.orderNumber}', maxLength: 40 },
			{ target: 'cents', source: 'amount', transform: 'moneyToMinor', argument: 'EUR' },
		],
	},
};

describe('Affiliate Field Mapper', () => {
	it('maps by a preset and keeps the rest of the item', async () => {
		const [item] = (await run({ presetTarget: 'salesforce' })).json();
		expect(item).toMatchObject({
			note: 'kept',
			mapped: {
				target: 'salesforce',
				object: 'contact',
				key: anOrder().customer.email,
				writes: expect.arrayContaining([
					expect.objectContaining({ field: 'LeadSource', policy: 'fill_empty' }),
				]) as unknown,
			},
		});
	});

	it('maps as the form says, and gives plain fields to other nodes', async () => {
		const item = { ...ITEM, phone: '030 901820', stage: 'Won', amount: '12.50' };
		const [mapped] = (await run({ ...DEFINED, options: { plainFields: true } }, [item])).json();
		const { firstName, lastName } = anOrder().customer;
		expect(mapped?.['fields']).toEqual({
			name: `${firstName} ${lastName}`,
			phone: '+4930901820',
			stage: 'Customer',
			lead_source: 'affiliate',
			order: `Order ${anOrder().orderNumber}`,
			cents: '1250',
		});
	});

	it('gives items that do not fit on the output Invalid, with field, source and reason', async () => {
		const good = { ...ITEM, stage: 'won' };
		const bad = { ...ITEM, stage: 'lost', phone: '12' };
		const result = await run(DEFINED, [good, bad]);
		expect(result.json()).toHaveLength(1);
		expect(result.json(1)).toMatchObject([
			{
				note: 'kept',
				invalid: [
					{ field: 'phone', source: 'phone' },
					{
						field: 'stage',
						message: "'stage' cannot be filled from stage: the lookup table does not have it",
					},
				],
			},
		]);
	});

	it('exports a mapping that maps the same when it is imported', async () => {
		const item = { ...ITEM, stage: 'won' };
		const [exported] = (await run({ ...DEFINED, operation: 'export' })).json<{ mapping: object }>();
		expect(() => fieldMappingDocumentSchema.parse(exported?.mapping)).not.toThrow();
		const imported = { mapping: 'json', mappingJson: JSON.stringify(exported?.mapping) };
		expect((await run(imported, [item])).json()).toEqual((await run(DEFINED, [item])).json());
	});

	it.each([
		[{ mapping: 'json', mappingJson: '{' }, /not valid JSON/],
		[{ mapping: 'json', mappingJson: '{"schemaVersion":1}' }, /mapping\.name/],
		[
			{ mapping: 'define', fields: { field: [{ target: 'x', source: ' ' }] } },
			/Field 1 has no source/,
		],
		[
			{ mapping: 'define', fields: { field: [{ target: 'x', source: 'a', transform: 'lookup' }] } },
			/lookup table cannot be read/,
		],
		[{ mapping: 'define', fields: {} }, /mapping\.fields/],
		[{ presetSource: 'tapfiliate', presetTarget: 'klaviyo', object: 'nothing' }, null],
	])('says what is wrong with a mapping: %j', async (parameters, message) => {
		if (message === null) return expect((await run(parameters)).json()).toHaveLength(1);
		await expect(run(parameters)).rejects.toMatchObject({
			message: expect.stringMatching(message) as string,
		});
	});
});
