import { AffisePlatform } from '../../lib/connectors/affise';
import { startAffiseSimulator, type AffiseSimulator } from '../simulators/affise';
import { axiosHttpPort } from '../support/axios-http-port';
import { countedWaits } from './crm-writes';
import { conversion } from './platform-writes';

const KEY = 'affise-key';
export const NOON = '2026-11-20T12:00:00.000Z';
export const TOMORROW = '2026-11-21T13:00:00.000Z';

const open: AffiseSimulator[] = [];

/** For `afterEach`. */
export async function closeAffise(): Promise<void> {
	await Promise.all(open.splice(0).map(async (simulator) => await simulator.close()));
}

/** A tenant with two offers and Joli, and our connector to it. */
export async function affise({ key = KEY, hasTracking = true } = {}) {
	let now = NOON;
	const simulator = await startAffiseSimulator({ apiKey: KEY, now: () => now });
	open.push(simulator);
	const page = 'https://shop.example.com/?utm_source=affise&clickid={clickid}';
	simulator.addOffer({ id: 1000, title: 'Tea', currency: 'EUR', page });
	simulator.addOffer({
		id: 2000,
		title: 'Coffee',
		currency: 'USD',
		page: 'https://shop.example.com/',
	});
	const joli = simulator.addPartner({
		email: 'jo@example.com',
		login: 'joli',
		contact_person: 'Jo Li',
	});
	const { waits, sleeper } = countedWaits();
	const connection = (headers: Readonly<Record<string, string>>) => ({
		http: axiosHttpPort(headers),
		sleeper,
		jitter: () => 0,
		baseUrl: simulator.url,
	});
	const platform = (): AffisePlatform =>
		new AffisePlatform(
			{
				api: connection(key === '' ? {} : { 'api-key': key }),
				tracking: hasTracking ? connection({}) : null,
			},
			{ clickParameter: 'clickid', now: () => now },
		);
	return {
		simulator,
		waits,
		platform,
		joli,
		goTo: (moment: string) => {
			now = moment;
		},
	};
}

export const ORDER = conversion({ programmeId: '1000' });

/** Tells the order and lets Affise carry it out. */
export async function told(
	{ simulator, platform }: Awaited<ReturnType<typeof affise>>,
	order = ORDER,
) {
	const outcome = await platform().createConversion(order);
	expect(outcome.outcome).toBe('accepted');
	simulator.work();
	return outcome.confirmation?.reference ?? '';
}

export const writes = (simulator: AffiseSimulator) =>
	simulator.requests().filter(({ method }) => method === 'POST');
