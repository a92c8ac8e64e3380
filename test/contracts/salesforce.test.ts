import {
	contactWrite,
	INSERT,
	isWrite,
	manyPurchases,
	purchase,
	READ,
	salesforce,
	TOKEN,
	UPDATE,
	UPSERT,
} from './salesforce-harness';

describe('a purchase in Salesforce', () => {
	it('becomes a contact, an opportunity and their contact role', async () => {
		const { simulator, connector } = await salesforce();

		const [outcome] = await connector().syncPurchases([purchase('Carla@Example.com', '1001')]);

		expect(outcome).toMatchObject({ outcome: 'created', reason: null, skipped: [], conflicts: [] });
		expect(simulator.contacts()).toHaveLength(1);
		expect(simulator.contacts()[0]).toMatchObject({
			Id: outcome?.contactId,
			Affiliate_Email_Key__c: 'carla@example.com',
			Email: 'carla@example.com',
			FirstName: 'Carla',
			LastName: 'Customer',
			Affiliate_Source__c: 'anna',
			Affiliate_Lifetime_Value__c: 100,
			Affiliate_Order_Count__c: 1,
			Affiliate_First_Touch_Date__c: '2026-11-14T10:00:00.000+0000',
		});
		expect(simulator.opportunities()[0]).toMatchObject({
			Id: outcome?.purchaseId,
			Affiliate_Order_Key__c: 'demo.myshopify.com:1001',
			Name: 'Order #1001 (demo.myshopify.com)',
			Amount: 100,
			StageName: 'Closed Won',
			CloseDate: '2026-11-17',
			Affiliate_Order_Currency__c: 'EUR',
			Affiliate_Commission_Amount__c: 10,
		});
		expect(simulator.roles()).toMatchObject([
			{ OpportunityId: outcome?.purchaseId, ContactId: outcome?.contactId, IsPrimary: true },
		]);
	});

	it('changes nothing when it is synced a second time, although Salesforce writes values its own way', async () => {
		const { simulator, connector } = await salesforce();
		const purchases = manyPurchases(3);
		await connector().syncPurchases(purchases);
		const before = structuredClone([simulator.contacts(), simulator.opportunities()]);
		simulator.clearRequests();

		const outcomes = await connector().syncPurchases(purchases);

		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged', 'unchanged']);
		expect([simulator.contacts(), simulator.opportunities()]).toEqual(before);
		expect(simulator.roles()).toHaveLength(3);
		expect(simulator.requests().filter(isWrite)).toEqual([]);
	});

	it('moves through its stages and leaves a stage alone that somebody chose by hand', async () => {
		const { simulator, connector } = await salesforce();
		const order = purchase('carla@example.com', '1001');
		await connector().syncPurchases([{ ...order, stage: 'pending' }]);
		expect(simulator.opportunities()[0]?.['StageName']).toBe('Proposal/Price Quote');
		await connector().syncPurchases([order]);
		expect(simulator.opportunities()[0]?.['StageName']).toBe('Closed Won');
		await connector().syncPurchases([{ ...order, stage: 'cancelled' }]);
		expect(simulator.opportunities()[0]?.['StageName']).toBe('Closed Lost');
		const [row] = simulator.opportunities();
		if (row) simulator.changeRecord(row, { StageName: 'Negotiation/Review' });

		const [outcome] = await connector().syncPurchases([order]);

		expect(simulator.opportunities()[0]?.['StageName']).toBe('Negotiation/Review');
		expect(outcome?.skipped).toEqual(["purchase.StageName: Salesforce's own value is kept"]);
	});

	it('takes 401 orders in calls of at most 200 records', async () => {
		const { simulator, connector } = await salesforce();

		const outcomes = await connector().syncPurchases(manyPurchases(401));

		expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['created']));
		expect(simulator.contacts()).toHaveLength(401);
		expect(simulator.opportunities()).toHaveLength(401);
		expect(simulator.roles()).toHaveLength(401);
		const sizes = simulator
			.requests()
			.filter(UPSERT)
			.map(({ body }) => (body as { records: unknown[] }).records.length);
		expect(sizes).toEqual([200, 200, 1]);
		// Two descriptions, two reads of three queries each, three calls per object and for roles.
		expect(simulator.requests()).toHaveLength(2 + 2 + 3 * 3);
	});

	it('reads on where Salesforce gives the rows of a query in pages', async () => {
		const { simulator, connector } = await salesforce({ pageSize: 2 });
		await connector().syncPurchases(manyPurchases(5));
		simulator.clearRequests();

		const outcomes = await connector().syncPurchases(manyPurchases(5));

		expect(outcomes.every(({ outcome }) => outcome === 'unchanged')).toBe(true);
		expect(simulator.requests().filter(({ path }) => path.includes('/query/01g'))).toHaveLength(4);
	});

	it('gives two orders of one customer one contact, the later order winning', async () => {
		const { simulator, connector } = await salesforce();

		const outcomes = await connector().syncPurchases([
			purchase('carla@example.com', '1001', { orderCount: 1 }),
			purchase('CARLA@example.com ', '1002', { orderCount: 2 }),
		]);

		expect(simulator.contacts()).toMatchObject([
			{ Affiliate_Order_Count__c: 2, Affiliate_Last_Order_Number__c: '#1002' },
		]);
		expect(new Set(outcomes.map(({ contactId }) => contactId)).size).toBe(1);
		expect(simulator.roles()).toHaveLength(2);
	});

	it('whose contact role is missing gets it in the next run, beside those that people gave', async () => {
		const { simulator, connector } = await salesforce();
		const order = purchase('carla@example.com', '1001');
		const [first] = await connector(TOKEN, { associate: false }).syncPurchases([order]);
		const lawyer = simulator.addRecord('Contact', { LastName: 'Lawyer' });
		simulator.addRecord('OpportunityContactRole', {
			OpportunityId: first?.purchaseId,
			ContactId: lawyer.Id,
			IsPrimary: true,
		});

		const [second] = await connector().syncPurchases([order]);
		const [third] = await connector().syncPurchases([order]);

		expect([second?.outcome, third?.outcome]).toEqual(['updated', 'unchanged']);
		expect(simulator.roles()).toMatchObject([
			{ ContactId: lawyer.Id, IsPrimary: true },
			{ ContactId: first?.contactId, IsPrimary: false },
		]);
	});

	it('is not tied a second time when the answer was lost, and says what is not sure', async () => {
		const { simulator, connector } = await salesforce();
		const isRole = (request: { method: string; path: string; body: unknown }): boolean =>
			INSERT(request) && JSON.stringify(request.body).includes('OpportunityContactRole');
		simulator.setFaults([{ when: isRole, times: 1, then: 'lose_answer' }]);

		const [first] = await connector().syncPurchases([purchase('carla@example.com', '1001')]);
		const [second] = await connector().syncPurchases([purchase('carla@example.com', '1001')]);

		expect(first).toMatchObject({ outcome: 'failed', retryable: true });
		expect(first?.reason).toContain('not tied together');
		expect(second?.outcome).toBe('unchanged');
		expect(simulator.roles()).toHaveLength(1);
	});
});

describe('money and currencies', () => {
	it('writes the currency where the org keeps several', async () => {
		const { simulator, connector } = await salesforce({ currencies: ['USD', 'EUR'] });

		const [outcome] = await connector().syncPurchases([purchase('carla@example.com', '1001')]);

		expect(outcome?.outcome).toBe('created');
		expect(simulator.opportunities()[0]?.['CurrencyIsoCode']).toBe('EUR');
	});

	it('is refused in a currency that the org does not have, and the contact stays', async () => {
		const { simulator, connector } = await salesforce({ currencies: ['USD'] });

		const [outcome] = await connector().syncPurchases([purchase('carla@example.com', '1001')]);

		expect(outcome).toMatchObject({
			outcome: 'rejected',
			field: 'CurrencyIsoCode',
			purchaseId: null,
			contactId: simulator.contacts()[0]?.Id,
		});
		expect(simulator.opportunities()).toEqual([]);
	});

	it.each([
		{ orgCurrency: 'EUR', amount: 100, skipped: [] },
		{
			orgCurrency: 'USD',
			amount: undefined,
			skipped: ['purchase.Amount: EUR is not the currency of the org'],
		},
	])('never shows an amount in another currency: $orgCurrency', async (example) => {
		const { simulator, connector } = await salesforce({}, { orgCurrency: example.orgCurrency });

		const [outcome] = await connector().syncPurchases([purchase('carla@example.com', '1001')]);

		expect(outcome).toMatchObject({ outcome: 'created', skipped: example.skipped });
		expect(simulator.opportunities()[0]?.['Amount']).toBe(example.amount);
		expect(simulator.opportunities()[0]?.['Affiliate_Order_Currency__c']).toBe('EUR');
	});

	it('sends amounts as JSON numbers without a trace of binary fractions', async () => {
		const { simulator, connector } = await salesforce();
		const { amount, ...order } = purchase('carla@example.com', '1001');
		const writes = order.purchase.writes.filter(({ field }) => field !== 'Amount');

		await connector().syncPurchases([
			{
				...order,
				purchase: { ...order.purchase, writes },
				amount: { ...amount, amountMinor: 8_720n },
			},
		]);

		const [call] = simulator.requests().filter(UPSERT);
		expect(JSON.stringify(call?.body)).toContain('"Amount":87.2,');
	});
});

describe('a contact that is there already', () => {
	it('is found by its e-mail address and gets our key', async () => {
		const { simulator, connector } = await salesforce();
		const row = simulator.addRecord('Contact', {
			LastName: 'Customer',
			Email: 'carla@example.com',
		});

		const [outcome] = await connector().syncPurchases([purchase('carla@example.com', '1001')]);

		expect(outcome?.contactId).toBe(row.Id);
		expect(simulator.contacts()).toMatchObject([
			{ Affiliate_Email_Key__c: 'carla@example.com', Affiliate_Source__c: 'anna' },
		]);
	});

	it('is not guessed between several with the same address: nothing is created', async () => {
		const { simulator, connector } = await salesforce();
		simulator.addRecord('Contact', { LastName: 'One', Email: 'carla@example.com' });
		simulator.addRecord('Contact', { LastName: 'Two', Email: 'carla@example.com' });

		const [outcome, other] = await connector().syncPurchases([
			purchase('carla@example.com', '1001'),
			purchase('dora@example.com', '1002'),
		]);

		expect(outcome).toMatchObject({
			outcome: 'rejected',
			reason: '2 records have this value in Contact.Email',
			retryable: false,
			contactId: null,
			purchaseId: null,
		});
		expect(outcome?.hint).toContain('Merge the contacts');
		expect(other?.outcome).toBe('created');
		expect(simulator.contacts()).toHaveLength(3);
		expect(simulator.opportunities()).toHaveLength(1);
	});

	it('with our key wins over others with the same address', async () => {
		const { simulator, connector } = await salesforce();
		simulator.addRecord('Contact', { LastName: 'Other', Email: 'carla@example.com' });
		const row = simulator.addRecord('Contact', {
			LastName: 'Own',
			Affiliate_Email_Key__c: 'carla@example.com',
		});

		const [outcome] = await connector().syncContacts([
			contactWrite('carla@example.com', { field: 'Phone', value: '+49 30 1' }),
		]);

		expect(outcome).toMatchObject({ outcome: 'updated', contactId: row.Id });
	});

	it('keeps its key when somebody changed its address, and is written once per run', async () => {
		const { simulator, connector } = await salesforce();
		const row = simulator.addRecord('Contact', {
			LastName: 'Customer',
			Email: 'new@example.com',
			Affiliate_Email_Key__c: 'old@example.com',
		});

		const outcomes = await connector().syncContacts([
			contactWrite('old@example.com', { field: 'Phone', value: '1' }),
			contactWrite('new@example.com', { field: 'Phone', value: '2' }),
		]);

		expect(outcomes.map(({ contactId }) => contactId)).toEqual([row.Id, row.Id]);
		expect(simulator.contacts()).toMatchObject([
			{ Phone: '2', Email: 'new@example.com', Affiliate_Email_Key__c: 'old@example.com' },
		]);
		expect(simulator.requests().filter(UPDATE)).toHaveLength(1);
	});

	it('keeps its first touch also when it is made while we look for it', async () => {
		const { simulator, connector } = await salesforce();
		const row = simulator.addRecord('Contact', {
			LastName: 'Customer',
			Affiliate_Email_Key__c: 'carla@example.com',
			Affiliate_First_Touch_Source__c: 'bert',
		});
		const nothing = { totalSize: 0, done: true, records: [] };
		const body = {
			compositeResponse: [{ httpStatusCode: 200, referenceId: 'query0', body: nothing }],
		};
		simulator.setFaults([{ when: READ, times: 1, then: { answer: { status: 200, body } } }]);

		const [outcome] = await connector().syncContacts([purchase('carla@example.com', '1').contact]);

		expect(outcome).toMatchObject({ outcome: 'updated', contactId: row.Id });
		expect(outcome?.skipped).toContain(
			"contact.Affiliate_First_Touch_Source__c: Salesforce's own value is kept",
		);
		expect(simulator.contacts()).toMatchObject([
			{ Affiliate_First_Touch_Source__c: 'bert', Affiliate_Source__c: 'anna' },
		]);
	});

	it('without a last name gets the one for unknown ones, and the right one once it is known', async () => {
		const { simulator, connector } = await salesforce({}, { fallbackLastName: 'Unbekannt' });
		await connector().syncContacts([
			contactWrite('carla@example.com', { field: 'FirstName', value: 'Carla' }),
		]);
		expect(simulator.contacts()[0]?.['LastName']).toBe('Unbekannt');

		const [outcome] = await connector().syncContacts([
			contactWrite('carla@example.com', {
				field: 'LastName',
				value: 'Customer',
				policy: 'fill_empty',
			}),
		]);

		expect(outcome?.outcome).toBe('updated');
		expect(simulator.contacts()[0]?.['LastName']).toBe('Customer');
	});
});

describe('a value that is there', () => {
	const existing = { LastName: 'Customer', Affiliate_Email_Key__c: 'carla@example.com' };

	it.each([
		{ policy: 'source_wins' as const, after: '+49 2', outcome: 'updated' },
		{ policy: 'target_wins' as const, after: '+49 1', outcome: 'unchanged' },
		{ policy: 'never_overwrite' as const, after: '+49 1', outcome: 'unchanged' },
		{ policy: 'fill_empty' as const, after: '+49 1', outcome: 'unchanged' },
		{ policy: 'append' as const, after: '+49 1;+49 2', outcome: 'updated' },
	])('becomes $after by $policy', async ({ policy, after, outcome }) => {
		const { simulator, connector } = await salesforce();
		simulator.addRecord('Contact', { ...existing, Phone: '+49 1' });

		const [result] = await connector().syncContacts([
			contactWrite('carla@example.com', { field: 'Phone', value: '+49 2', policy }),
		]);

		expect(result?.outcome).toBe(outcome);
		expect(simulator.contacts()[0]?.['Phone']).toBe(after);
	});

	it('is put before a person when both sides changed it', async () => {
		const { simulator, connector } = await salesforce();
		simulator.addRecord('Contact', { ...existing, Phone: '+49 3' });

		const [outcome] = await connector().syncContacts([
			contactWrite('carla@example.com', {
				field: 'Phone',
				value: '+49 2',
				policy: 'ask',
				base: '+49 1',
			}),
		]);

		expect(outcome).toMatchObject({
			outcome: 'unchanged',
			conflicts: [
				{ object: 'contact', field: 'Phone', source: '+49 2', target: '+49 3', base: '+49 1' },
			],
		});
		expect(simulator.contacts()[0]?.['Phone']).toBe('+49 3');
	});

	it.each([
		{ changedAt: '2026-11-20T10:00:00.000Z', after: 'ours' },
		{ changedAt: '2026-11-18T10:00:00.000Z', after: 'theirs' },
	])('stays or goes by the time of its change: $after', async ({ changedAt, after }) => {
		const now = (): number => Date.parse('2026-11-19T10:00:00.000Z');
		const { simulator, connector } = await salesforce({ now });
		simulator.addRecord('Contact', { ...existing, FirstName: 'theirs' });

		await connector().syncContacts([
			contactWrite('carla@example.com', {
				field: 'FirstName',
				value: 'ours',
				policy: 'newest_wins',
				changedAt,
			}),
		]);

		expect(simulator.contacts()[0]?.['FirstName']).toBe(after);
	});

	it('is cleared by an empty one', async () => {
		const { simulator, connector } = await salesforce();
		simulator.addRecord('Contact', { ...existing, Affiliate_Lifetime_Value__c: 5 });

		const [outcome] = await connector().syncContacts([
			contactWrite('carla@example.com', { field: 'Affiliate_Lifetime_Value__c', value: '' }),
		]);

		expect(outcome?.outcome).toBe('updated');
		expect(simulator.contacts()[0]?.['Affiliate_Lifetime_Value__c']).toBeNull();
	});
});
