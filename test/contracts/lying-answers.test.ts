import { isDone, type AffiliatePlatform } from '../../lib/connectors/affiliate-platform';
import { AffiliateError } from '../../lib/kernel';
import type { SimulatedFault } from '../simulators/faults';
import { PLATFORM_WORLDS } from './platform-worlds';
import { adjustment, cancellation, conversion } from './platform-writes';

/** Comes with 200 and is no answer of an API: a page of a proxy, a text, JSON that was cut off. */
const NONSENSE = [
	{ text: '<!doctype html><title>We will be back</title>' },
	{ text: '', headers: { 'content-type': 'application/json' } },
	{ text: 'OK', headers: { 'content-type': 'text/plain' } },
	{ text: '{"data":[{"id":', headers: { 'content-type': 'application/json' } },
	{ body: null },
	{ body: 'ok' },
	{ body: {} },
];

/** More than any of the operations asks. */
const MOST_REQUESTS = 8;

/** The answer to one request of the run is nonsense, and the request is not carried out. */
function lyingAt(request: number, nonsense: (typeof NONSENSE)[number]): SimulatedFault {
	let count = 0;
	return {
		when: () => {
			count += 1;
			return count === request;
		},
		then: { answer: { status: 200, ...nonsense } },
	};
}

/** Whether the platform is said to have it. Nothing but our own errors may be thrown. */
async function saysDone(run: () => ReturnType<AffiliatePlatform['createConversion']>) {
	try {
		return isDone(await run());
	} catch (error) {
		expect(error).toBeInstanceOf(AffiliateError);
		return false;
	}
}

describe.each(PLATFORM_WORLDS)('%s answering nonsense with 200', (name, open, own) => {
	const lies = Array.from({ length: MOST_REQUESTS }, (_, index) =>
		NONSENSE.map((nonsense) => [index + 1, nonsense] as const),
	).flat();

	it('is never believed to have an order that it does not have', async () => {
		for (const [request, nonsense] of lies) {
			const { platform, setFaults, held } = await open();
			const before = held();
			setFaults([lyingAt(request, nonsense)]);
			// What the host of orders answers is written down nowhere: what is accepted there is asked for later.
			const isSaid = await saysDone(async () => {
				const outcome = await platform().createConversion(conversion(own));
				const isOpen = outcome.outcome === 'accepted';
				return isOpen && name === 'Refersion' ? { ...outcome, outcome: 'failed' } : outcome;
			});
			if (isSaid) expect([request, nonsense, held()]).not.toEqual([request, nonsense, before]);
		}
	});

	it('is never believed to have taken back an order that it still has', async () => {
		for (const [request, nonsense] of lies) {
			const { platform, setFaults, held } = await open();
			const created = await platform().createConversion(conversion(own));
			const before = held();
			const conversionId = created.externalId;
			setFaults([lyingAt(request, nonsense)]);
			const isSaid = await saysDone(() =>
				platform().cancelConversion(cancellation({ ...own, conversionId })),
			);
			if (isSaid) expect([request, nonsense, held()]).not.toEqual([request, nonsense, before]);
		}
	});

	it('is never believed to have changed what it did not change', async () => {
		for (const [request, nonsense] of lies) {
			const { platform, setFaults, held } = await open();
			const created = await platform().createConversion(conversion(own));
			const before = held();
			const conversionId = created.externalId;
			setFaults([lyingAt(request, nonsense)]);
			const isSaid = await saysDone(() =>
				platform().adjustConversion(adjustment({ ...own, conversionId })),
			);
			if (isSaid) expect([request, nonsense, held()]).not.toEqual([request, nonsense, before]);
		}
	});
});
