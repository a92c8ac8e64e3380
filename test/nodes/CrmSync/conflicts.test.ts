import { toJson } from '../../../lib/model/json';
import { startHubSpotSimulator, type HubSpotSimulator } from '../../simulators/hubspot';
import { anOrder } from '../../support/builders';
import { testStore } from '../../support/runNode';
import { CrmWorkspace, HubspotAppToken, TOKEN } from './crm-workspace';

const EMAIL = 'dora@example.com';

interface ConflictJson {
	readonly conflictId: string;
	readonly isNew: boolean;
	readonly field: string;
	readonly source: string;
	readonly target: string;
	readonly base: string | null;
	readonly owner: string | null;
}

interface CrmJson {
	readonly outcome: string;
	readonly skipped: string[];
	readonly conflicts?: ConflictJson[];
	readonly reason?: string;
}

let simulator: HubSpotSimulator;
let crm: CrmWorkspace;
let count = 0;

beforeEach(async () => {
	simulator = await startHubSpotSimulator({ token: TOKEN, limits: { burst: 100_000 } });
	count += 1;
	crm = new CrmWorkspace(simulator, `conflicts-${count}`);
});

afterEach(async () => {
	await simulator.close();
});

const ASK = [{ field: 'phone', policy: 'ask', owner: 'Sales team' }];

async function sync(phone: string, policies: Parameters<CrmWorkspace['contact']>[1] = ASK) {
	const run = await crm.contact({ email: EMAIL, phone }, policies);
	return {
		crm: run.json<{ crm: CrmJson }>(0)[0]?.crm,
		conflicts: run.json<{ conflict: ConflictJson; ticket: number }>(1),
	};
}

const phone = () => crm.stored(EMAIL)['phone'];

async function settle(
	conflictId: string,
	decision: string,
	decidedValue = '',
	options: Parameters<CrmWorkspace['run']>[2] = {},
) {
	return await crm.run(
		{ resource: 'conflict', operation: 'settle', decision, decidedValue, actor: 'Sam', conflictId },
		[{}],
		options,
	);
}

describe('the policy ask', () => {
	it('lets our change through while nobody else changed the field', async () => {
		await sync('100');
		const { conflicts } = await sync('200');
		expect(conflicts).toEqual([]);
		expect(phone()).toBe('200');
	});

	it('keeps a change in the CRM while ours stays as it was', async () => {
		await sync('100');
		crm.edit(EMAIL, { phone: '999' });

		const { crm: result, conflicts } = await sync('100');
		expect(conflicts).toEqual([]);
		expect(result?.outcome).toBe('unchanged');
		expect(result?.skipped.join()).toContain('contact.phone');
		expect(phone()).toBe('999');
	});

	it('gives a conflict on its own output when both changed, and writes nothing', async () => {
		await sync('100');
		crm.edit(EMAIL, { phone: '999' });

		const { crm: result, conflicts } = await sync('200');
		expect(conflicts).toEqual([
			{
				ticket: 7,
				conflict: {
					conflictId: expect.stringMatching(/^cfl_/),
					isNew: true,
					system: 'hubspot',
					systemName: 'HubSpot',
					object: 'contact',
					field: 'phone',
					owner: 'Sales team',
					source: '200',
					target: '999',
					base: '100',
				},
			},
		]);
		expect(result?.conflicts?.[0]?.conflictId).toBe(conflicts[0]?.conflict.conflictId);
		expect(phone()).toBe('999');
	});

	it('asks about the same two values once', async () => {
		await sync('100');
		crm.edit(EMAIL, { phone: '999' });
		const first = await sync('200');
		const second = await sync('200');
		expect(second.conflicts[0]?.conflict).toMatchObject({
			isNew: false,
			conflictId: first.conflicts[0]?.conflict.conflictId,
		});
	});

	it('takes a value that both sides hold already as the state to compare with', async () => {
		simulator.addRecord('contacts', { email: EMAIL, phone: '100' });
		await sync('100');
		const { conflicts } = await sync('200');
		expect(conflicts).toEqual([]);
		expect(phone()).toBe('200');
	});

	it('knows a contact however its address is written', async () => {
		await crm.contact({ email: 'Dora@Example.com', phone: '100' }, ASK);
		const { conflicts } = await sync('200');
		expect(conflicts).toEqual([]);
		expect(phone()).toBe('200');
	});

	it('leaves the other items of the run alone', async () => {
		await sync('100');
		crm.edit(EMAIL, { phone: '999' });
		const parameters = {
			resource: 'contact',
			operation: 'createOrUpdate',
			fieldMapping: 'define',
			contactFields: {
				mappingMode: 'defineBelow',
				value: { email: '={{ $json.mail }}', phone: '={{ $json.tel }}' },
				matchingColumns: ['email'],
				schema: [],
			},
			fieldPolicies: { policies: [{ field: 'phone', object: 'contact', policy: 'ask' }] },
		};
		const items = [
			{ mail: EMAIL, tel: '200' },
			{ mail: 'else@example.com', tel: '300' },
			{ mail: 'not-an-address', tel: '400' },
		];
		const result = await crm.run(parameters, items, { onError: 'continueErrorOutput' });

		expect(result.outputs.map((output) => output.length)).toEqual([2, 1, 1]);
		expect(result.outputs[1]?.[0]?.pairedItem).toEqual({ item: 0 });
		expect(crm.stored('else@example.com')['phone']).toBe('300');
	});
});

describe('a settled conflict', () => {
	async function conflict(): Promise<string> {
		await sync('100');
		crm.edit(EMAIL, { phone: '999' });
		const { conflicts } = await sync('200');
		return conflicts[0]?.conflict.conflictId ?? '';
	}

	it.each([
		{ decision: 'source', value: '', holds: '200' },
		{ decision: 'target', value: '', holds: '999' },
		{ decision: 'value', value: '555', holds: '555' },
	])('is applied with the next sync: $decision', async ({ decision, value, holds }) => {
		const settled = await settle(await conflict(), decision, value);
		expect(settled.json<{ conflict: object }>()[0]?.conflict).toMatchObject({
			outcome: 'settled',
			actor: 'Sam',
		});
		const first = await sync('200');
		const second = await sync('200');

		expect(phone()).toBe(holds);
		expect([first.conflicts, second.conflicts]).toEqual([[], []]);
		expect(second.crm?.outcome).toBe('unchanged');
	});

	it.each(['source', 'target', 'value'])(
		'lets our next change through after %s',
		async (decision) => {
			await settle(await conflict(), decision, '555');
			await sync('200');
			const { conflicts } = await sync('300');
			expect(conflicts).toEqual([]);
			expect(phone()).toBe('300');
		},
	);

	it('never goes over a value that came after the decision', async () => {
		await settle(await conflict(), 'source');
		crm.edit(EMAIL, { phone: '111' });
		const { conflicts } = await sync('200');
		expect(phone()).toBe('111');
		expect(conflicts[0]?.conflict).toMatchObject({ isNew: true, target: '111' });
	});

	it('cannot be decided otherwise afterwards, and says so', async () => {
		const conflictId = await conflict();
		await settle(conflictId, 'source');
		await expect(settle(conflictId, 'target')).rejects.toMatchObject({
			message: expect.stringContaining('no longer open'),
		});
		await expect(settle('cfl_none', 'target')).rejects.toMatchObject({
			message: expect.stringContaining("no conflict 'cfl_none'"),
		});
	});

	it('is listed with who decided, and open ones without', async () => {
		const conflictId = await conflict();
		const list = async (conflictStatus: string) =>
			(await crm.run({ resource: 'conflict', operation: 'getAll', conflictStatus }, [{}])).json<{
				conflict: { conflictId: string; settlement: object | null };
			}>();
		expect((await list('open')).map((each) => each.conflict.conflictId)).toEqual([conflictId]);
		await settle(conflictId, 'source');
		expect(await list('open')).toEqual([]);
		expect((await list('settled'))[0]?.conflict.settlement).toMatchObject({
			take: 'source',
			actor: 'Sam',
		});
	});
});

describe('a conflict of a purchase', () => {
	const item = (dealname: string): object => ({
		order: toJson(anOrder()),
		mapped: {
			target: 'custom',
			object: 'purchase',
			key: null,
			writes: [{ field: 'dealname', value: dealname, policy: 'ask' }],
		},
	});
	const syncDeal = async (dealname: string) => {
		const run = await crm.run({ fieldMapping: 'mapped' }, [item(dealname)]);
		return run.json<{ conflict: ConflictJson & { object: string } }>(1);
	};

	it('is asked and settled like one of a contact', async () => {
		await syncDeal('First');
		const [deal] = simulator.deals();
		if (deal === undefined) throw new Error('There is no deal');
		deal.properties['dealname'] = 'By hand';

		const [asked] = await syncDeal('Second');
		expect(asked?.conflict).toMatchObject({
			object: 'purchase',
			field: 'dealname',
			source: 'Second',
			target: 'By hand',
			base: 'First',
		});
		await settle(asked?.conflict.conflictId ?? '', 'source');
		expect(await syncDeal('Second')).toEqual([]);
		expect(simulator.deals()[0]?.properties['dealname']).toBe('Second');
		expect(simulator.deals()).toHaveLength(1);
	});
});

describe('what was written', () => {
	it('is remembered for the account of the credential', async () => {
		await sync('100');
		const { sync: memory } = await testStore(crm.workspace);
		const scope = { system: 'hubspot', account: new HubspotAppToken().name, object: 'contact' };
		expect(await memory.recall(scope, [EMAIL], ['phone'])).toEqual([
			expect.objectContaining({ field: 'phone', value: '100' }),
		]);
	});
});

describe('the other policies that decide by what was written last', () => {
	it('CRM wins: ours goes through until somebody changes the field there', async () => {
		const policies = [{ field: 'phone', policy: 'target_wins' }];
		await sync('100', policies);
		await sync('200', policies);
		expect(phone()).toBe('200');
		crm.edit(EMAIL, { phone: '999' });
		await sync('300', policies);
		expect(phone()).toBe('999');
	});

	it('add the difference: the CRM moves by what ours moved, and stays when ours does', async () => {
		const points = [{ field: 'affiliate_order_count', policy: 'sum_deltas' }];
		const write = async (value: string) =>
			await crm.contact({ email: EMAIL, affiliate_order_count: value }, points);
		await write('2');
		crm.edit(EMAIL, { affiliate_order_count: '12' });
		await write('5');
		await write('5');
		expect(crm.stored(EMAIL)['affiliate_order_count']).toBe('15');
		await write('4');
		expect(crm.stored(EMAIL)['affiliate_order_count']).toBe('14');
	});

	it('latest change wins: asks where no time is known', async () => {
		const policies = [{ field: 'phone', policy: 'newest_wins' }];
		await sync('100', policies);
		crm.edit(EMAIL, { phone: '999' });
		const { conflicts } = await sync('200', policies);
		expect(conflicts).toHaveLength(1);
	});
});

describe('Field Policies', () => {
	it('go before those of the preset', async () => {
		simulator.addRecord('contacts', { email: 'carla@example.com', firstname: 'Carlotta' });
		const policies = [{ object: 'contact', field: 'firstname', policy: 'source_wins' }];
		await crm.run(
			{ resource: 'contact', operation: 'createOrUpdate', fieldPolicies: { policies } },
			[{ order: toJson(anOrder()) }],
		);
		expect(crm.stored('carla@example.com')['firstname']).toBe('Carla');
	});

	it.each([
		[
			'the first touch is to be overwritten',
			{ field: 'affiliate_first_touch_source', policy: 'source_wins' },
			'never overwritten',
		],
		['the preset has no such field', { field: 'fistname', policy: 'ask' }, "'fistname'"],
		['a field is not named', { field: ' ', policy: 'ask' }, 'names no field'],
	])('are refused when %s', async (_, policy, message) => {
		const policies = [{ object: 'contact', ...policy }];
		await expect(
			crm.run({ resource: 'contact', operation: 'createOrUpdate', fieldPolicies: { policies } }, [
				{ order: toJson(anOrder()) },
			]),
		).rejects.toMatchObject({ message: expect.stringContaining(message) });
		expect(simulator.contacts()).toEqual([]);
	});
});

describe('Field Mapping: From Field Mapper', () => {
	const parameters = { resource: 'contact', operation: 'createOrUpdate', fieldMapping: 'mapped' };
	const mapped = (more: object = {}) => ({
		mapped: {
			target: 'hubspot',
			object: 'contact',
			key: EMAIL,
			writes: [{ field: 'phone', value: '100', policy: 'fill_empty' }],
			...more,
		},
	});

	it('writes what the item brings', async () => {
		await crm.run(parameters, [mapped()]);
		expect(phone()).toBe('100');
	});

	it('writes mapped fields of the purchase beside the preset of the contact', async () => {
		const writes = [{ field: 'dealname', value: 'Mine', policy: 'source_wins' }];
		const item = mapped({ object: 'purchase', key: null, writes });
		await crm.run({ fieldMapping: 'mapped' }, [{ ...item, order: toJson(anOrder()) }]);
		expect(simulator.deals()[0]?.properties['dealname']).toBe('Mine');
		expect(crm.stored('carla@example.com')['firstname']).toBe('Carla');
	});

	it.each([
		[{}, 'missing_input'],
		[mapped({ target: 'salesforce' }), 'wrong_target'],
		[mapped({ object: 'purchase' }), 'wrong_object'],
	])('names what is wrong: %#', async (item, code) => {
		const result = await crm.run(parameters, [item], { onError: 'continueErrorOutput' });
		expect(result.json(2)[0]).toMatchObject({ details: { code } });
	});

	it('refuses what a field of the live account does not take, and writes the other items', async () => {
		const wrong = mapped({
			key: 'wrong@example.com',
			writes: [
				{ field: 'lifecyclestage', value: 'superhero', policy: 'source_wins' },
				{ field: 'phone', value: '100', policy: 'source_wins' },
				{ field: 'affiliate_order_count', value: 'several', policy: 'source_wins' },
			],
		});
		await crm.run(parameters, [
			mapped({ writes: [{ field: 'affiliate_order_count', value: '1', policy: 'source_wins' }] }),
		]);
		const result = await crm.run(parameters, [wrong, mapped()], { onError: 'continueErrorOutput' });
		const refused = result.json<{ error: string; details: object }>(2);
		expect(refused).toMatchObject([{ details: { code: 'field_misfit' } }]);
		expect(refused[0]?.error).toMatch(
			/'lifecyclestage' \(.*'affiliate_order_count' \(it is not a num/,
		);
		expect(refused[0]?.error).not.toContain("'phone'");
		expect(simulator.contacts()).toHaveLength(1);
		expect(phone()).toBe('100');
	});

	it('never overwrites the first touch, whatever the mapper says', async () => {
		simulator.addRecord('contacts', { email: EMAIL });
		const first = (value: string) =>
			mapped({
				writes: [{ field: 'affiliate_first_touch_source', value, policy: 'source_wins' }],
			});
		await crm.run(parameters, [first('anna')]);
		await crm.run(parameters, [first('bert')]);
		expect(crm.stored(EMAIL)['affiliate_first_touch_source']).toBe('anna');
	});
});

describe('an error', () => {
	const advice = async (run: Promise<unknown>): Promise<unknown> =>
		await run.then(
			() => null,
			(error: { context: object }) => error.context,
		);

	it('says whether and when to try again', async () => {
		await sync('100');
		expect(
			await advice(
				crm.run({ resource: 'contact', operation: 'createOrUpdate', fieldMapping: 'mapped' }, [{}]),
			),
		).toMatchObject({ retryable: false });
		expect(await advice(crm.contact({ email: 'not-an-address' }, []))).toMatchObject({
			retryable: false,
		});
	});

	it('says that a quota that is used up comes back', async () => {
		await sync('100');
		const body = { errorType: 'RATE_LIMIT', policyName: 'DAILY' };
		simulator.setFaults([
			{
				when: ({ path }) => path.includes('/batch/'),
				then: { answer: { status: 429, body, headers: {} } },
			},
		]);
		expect(await advice(sync('200'))).toMatchObject({ retryable: true });
	});

	it.each([
		['of the fields', '/properties/'],
		['of the records', '/batch/'],
	])('keeps the wait that HubSpot asks for, when it refuses the reading %s', async (_, path) => {
		const body = { errorType: 'RATE_LIMIT', policyName: 'TEN_SECONDLY_ROLLING' };
		simulator.setFaults([
			{
				when: (request) => request.path.includes(path),
				then: { answer: { status: 429, body, headers: { 'retry-after': '900' } } },
			},
		]);
		expect(await advice(sync('100'))).toMatchObject({
			retryable: true,
			retryAfterMilliseconds: 900_000,
		});
	});
});
