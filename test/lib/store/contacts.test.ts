import type { CustomerContact } from '../../../lib/model/customer-contact';
import type { ContactEntry } from '../../../lib/ports/contact-store';
import { describeStores } from '../../support/stores';

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 20, 9, minute)).toISOString();

const contact = (overrides: Partial<CustomerContact> = {}): CustomerContact => ({
	storeKey: 'demo.myshopify.com',
	customerId: '7',
	email: 'carla@secret.example',
	phone: '+49 30 5550100',
	firstName: 'Carla',
	lastName: 'Hiddenborough',
	country: 'DE',
	acceptsMarketing: true,
	...overrides,
});

const NOTHING = {
	customerId: null,
	phone: null,
	firstName: null,
	lastName: null,
	country: null,
	acceptsMarketing: null,
};

const entry = (overrides: Partial<ContactEntry> = {}): ContactEntry => ({
	customerKey: 'carla',
	contact: contact(),
	orderedAt: at(0),
	at: at(0),
	isProven: true,
	...overrides,
});

describeStores('Contacts of customers', (engine) => {
	it('are kept per customer, and the same order again changes nothing', async () => {
		const { contacts } = await engine.open();
		expect(await contacts.get('carla')).toBeNull();
		expect(await contacts.keep(entry())).toBe('kept');
		expect(await contacts.keep(entry())).toBe('unchanged');
		expect(await contacts.get('carla')).toEqual({
			customerKey: 'carla',
			contact: contact(),
			isProven: true,
			at: at(0),
		});
		expect(await contacts.get('otto')).toBeNull();
	});

	it('are those of the newest order, in whatever order they come', async () => {
		const { contacts } = await engine.open();
		const newer = { phone: '+49 30 5550199', lastName: null, acceptsMarketing: false };
		await contacts.keep(entry({ contact: contact(newer), at: at(5) }));
		expect(await contacts.keep(entry({ at: at(1) }))).toBe('kept');
		expect(await contacts.get('carla')).toMatchObject({
			contact: { phone: '+49 30 5550199', lastName: 'Hiddenborough', acceptsMarketing: false },
			at: at(5),
		});
	});

	it('never lose to an order what it does not tell', async () => {
		const { contacts } = await engine.open();
		await contacts.keep(entry());
		const told = contact({ ...NOTHING, storeKey: 'other.example', email: 'Carla@Secret.example' });
		await contacts.keep(entry({ contact: told, at: at(5) }));
		expect((await contacts.get('carla'))?.contact).toEqual(
			contact({ email: 'Carla@Secret.example' }),
		);
	});

	it('are not changed by an order that proves nothing', async () => {
		const { contacts } = await engine.open();
		const guess = entry({ contact: contact({ phone: '+1 555 0100' }), isProven: false, at: at(9) });
		expect(await contacts.keep(guess)).toBe('kept');
		const proven = entry({ contact: contact({ phone: null }), at: at(1) });
		expect(await contacts.keep(proven)).toBe('kept');
		expect(await contacts.keep({ ...guess, at: at(10) })).toBe('unchanged');
		expect(await contacts.get('carla')).toMatchObject({ contact: { phone: null }, at: at(1) });
	});

	it('stay forgotten for earlier orders, and come back with a later one', async () => {
		const { contacts } = await engine.open();
		await contacts.keep(entry());
		expect(await contacts.forget('carla', at(20))).toBe(true);
		expect(await contacts.forget('carla', at(10))).toBe(false);
		expect(await contacts.get('carla')).toBeNull();
		expect(await contacts.keep(entry({ at: at(30) }))).toBe('forgotten');
		expect(await contacts.keep(entry({ orderedAt: at(20), at: at(30) }))).toBe('forgotten');
		expect(await contacts.get('carla')).toBeNull();
		expect(await contacts.keep(entry({ orderedAt: at(40), at: at(40) }))).toBe('kept');
		expect(await contacts.keep(entry({ at: at(50) }))).toBe('forgotten');
		expect(await contacts.get('carla')).toMatchObject({ at: at(40) });
		expect(await contacts.forget('otto', at(20))).toBe(false);
		expect(await contacts.keep(entry({ customerKey: 'otto' }))).toBe('forgotten');
	});

	it('of two orders that come at the same time are both looked at', async () => {
		const { contacts } = await engine.open();
		const first = entry({ contact: contact({ firstName: null }), at: at(2) });
		const second = entry({ contact: contact({ lastName: null }), at: at(1) });
		await Promise.all([contacts.keep(first), contacts.keep(second)]);
		expect((await contacts.get('carla'))?.contact).toEqual(contact());
	});

	it('cannot be read in what is stored, nor moved to another customer', async () => {
		const workspace = await engine.workspace();
		const { contacts } = await workspace.open();
		await contacts.keep(entry());
		await contacts.keep(entry({ customerKey: 'otto', contact: contact({ firstName: 'Otto' }) }));
		const raw = JSON.stringify(await workspace.execute('select * from customer_contacts'));
		expect(raw).toContain('carla');
		for (const text of ['secret.example', '5550100', 'Hiddenborough']) {
			expect(raw).not.toContain(text);
		}
		await workspace.execute(
			"update customer_contacts set contact = (select contact from customer_contacts where customer_key = 'otto') where customer_key = 'carla'",
		);
		await expect(contacts.get('carla')).rejects.toMatchObject({ code: 'sealed_value_damaged' });
	});
});
