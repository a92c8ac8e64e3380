import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { toJson } from '../../../lib/model/json';
import type { Order } from '../../../lib/model/order';
import { AffiliateFraudCheck } from '../../../nodes/AffiliateFraudCheck/AffiliateFraudCheck.node';
import {
	aClick,
	aCustomer,
	anAffiliate,
	anAttribution,
	anOrder,
	aProgramme,
	aTracking,
} from '../../support/builders';
import { runNode, testStore, testUserFolder } from '../../support/runNode';

const WORKSPACE = 'personal-data';

/** Everything about somebody who buys through a link of their own. */
const PERSON = {
	email: 'hidden.person+shop@secret-domain.example',
	phone: '+49 30 7777123',
	lastName: 'Verborgen',
	line: 'Geheimgasse 17',
	postcode: '98765',
	city: 'Nirgendstadt',
};
const ADDRESS = '198.51.100.99';
const AGENT = 'UnmistakableBrowser/7.7';
const FINGERPRINT = 'card-fingerprint-4711';
const SECRETS = [
	'hidden.person',
	'secret-domain',
	'7777123',
	'verborgen',
	'geheimgasse',
	'98765',
	'nirgendstadt',
	ADDRESS,
	'unmistakablebrowser',
	FINGERPRINT,
	'secret-reader',
];

const home = {
	line: PERSON.line,
	postcode: PERSON.postcode,
	city: PERSON.city,
	country: 'DE',
	lastName: PERSON.lastName,
};

const order: Order = anOrder({
	customer: aCustomer({ email: PERSON.email, phone: PERSON.phone, lastName: PERSON.lastName }),
	billingAddress: home,
	shippingAddress: home,
	payment: { method: 'card', fingerprint: FINGERPRINT, failedAttempts: 1 },
	tracking: aTracking({
		clientIp: ADDRESS,
		userAgent: AGENT,
		landingUrl: `https://shop.example/?email=${PERSON.email}&name=Secret-Reader`,
		referrer: 'https://blog.example/profile/secret-reader',
		attributes: { note: PERSON.email },
	}),
});

/** All that is on disk, as text in lower case. */
function diskContent(folder: string): string {
	return readdirSync(folder)
		.map((name) => path.join(folder, name))
		.map((entry) =>
			statSync(entry).isDirectory() ? diskContent(entry) : readFileSync(entry, 'latin1'),
		)
		.join('\n')
		.toLowerCase();
}

describe('who buys and who advertises', () => {
	it('is to be read neither in the verdict nor in anything that a check leaves on disk', async () => {
		const store = await testStore(WORKSPACE);
		await store.registry.saveProgramme(aProgramme());
		const { email, phone } = PERSON;
		await store.registry.saveAffiliate(anAffiliate({ email, phone, address: home }));
		await store.clicks.append([aClick()], 3_600);
		const result = await runNode(AffiliateFraudCheck, {
			workspace: WORKSPACE,
			items: [{ order: toJson(order), attribution: toJson(anAttribution()) }],
		});
		const [verdict] = result.json<{ fraud: { verdict: string; findings: unknown[] } }>(1);
		expect(verdict?.fraud.verdict).toBe('review');
		const [fraudCase] = await store.fraud.cases({ limit: 2 });
		const said = JSON.stringify([verdict?.fraud, toJson(fraudCase ?? {})]).toLowerCase();
		const kept = diskContent(testUserFolder());
		expect(kept).toContain('fraud_checks');
		for (const secret of SECRETS) {
			expect(said).not.toContain(secret);
			expect(kept).not.toContain(secret);
		}
	});
});
