import { cachedDirectory, LookUpCache } from '../../../lib/tracking';
import { aLink } from '../../support/builders/registry';
import { aDirectory, TestScheduler } from '../../support/tracking';

const LIMITS = { freshMilliseconds: 5_000, staleMilliseconds: 60_000, maxEntries: 3 };

function aCache(): { cache: LookUpCache<string>; clock: { now: number } } {
	const clock = { now: 0 };
	return { cache: new LookUpCache<string>(LIMITS, () => clock.now), clock };
}

const answer = (value: string) => async (): Promise<string> => value;
const failure = async (): Promise<string> => await Promise.reject(new Error('down'));

describe('a look-up cache', () => {
	test('asks once while an answer is fresh, and again after', async () => {
		const { cache, clock } = aCache();
		expect(await cache.get('a', answer('one'))).toBe('one');
		clock.now = 4_999;
		expect(await cache.get('a', answer('two'))).toBe('one');
		clock.now = 5_000;
		expect(await cache.get('a', answer('two'))).toBe('two');
	});

	test('shares one load among callers that come together', async () => {
		const { cache } = aCache();
		let loads = 0;
		const load = async (): Promise<string> => {
			loads += 1;
			return await new Promise((resolve) => setImmediate(() => resolve('one')));
		};
		expect(await Promise.all([cache.get('a', load), cache.get('a', load)])).toEqual(['one', 'one']);
		expect(loads).toBe(1);
	});

	test('gives the last answer while the store fails, but not for ever', async () => {
		const { cache, clock } = aCache();
		await cache.get('a', answer('one'));
		for (clock.now = 6_000; clock.now <= 60_000; clock.now += 6_000) {
			expect(await cache.get('a', failure)).toBe('one');
		}
		clock.now = 66_000;
		await expect(cache.get('a', failure)).rejects.toThrow('down');
	});

	test('fails for what it never knew, and asks again at once', async () => {
		const { cache } = aCache();
		await expect(cache.get('a', failure)).rejects.toThrow('down');
		expect(await cache.get('a', answer('one'))).toBe('one');
	});

	test('asks for every key again once it has expired, and lets the old answer stand in', async () => {
		const { cache } = aCache();
		await cache.get('a', answer('one'));
		cache.expire();
		expect(await cache.get('a', failure)).toBe('one');
		cache.expire();
		expect(await cache.get('a', answer('two'))).toBe('two');
		expect(await cache.get('a', answer('three'))).toBe('two');
	});

	test('does not keep what was asked for before it expired', async () => {
		const { cache } = aCache();
		let give: (value: string) => void = () => undefined;
		const asked = cache.get('a', async () => await new Promise<string>((r) => (give = r)));
		cache.expire();
		give('old');
		expect(await asked).toBe('old');
		expect(await cache.get('a', answer('new'))).toBe('new');
	});

	test('forgets the oldest key when it is full', async () => {
		const { cache } = aCache();
		for (const key of ['a', 'b', 'c', 'd']) await cache.get(key, answer('old'));
		expect(await cache.get('d', answer('new'))).toBe('old');
		expect(await cache.get('a', answer('new'))).toBe('new');
	});
});

describe('a cached directory', () => {
	test('remembers links without regard to case, missing ones too', async () => {
		const asked: string[] = [];
		const inner = aDirectory();
		const directory = cachedDirectory(
			{
				...inner,
				linkByCode: async (code) => {
					asked.push(code);
					return await inner.linkByCode(code);
				},
			},
			{ nowMilliseconds: () => 0, scheduler: new TestScheduler() },
		);
		expect(await directory.linkByCode('anna-grinder')).toEqual(aLink());
		expect(await directory.linkByCode('Anna-Grinder')).toEqual(aLink());
		expect(await directory.linkByCode('nope')).toBeNull();
		expect(await directory.linkByCode('nope')).toBeNull();
		expect(asked).toEqual(['anna-grinder', 'nope']);
	});

	test('does not wait for a store that hangs', async () => {
		const scheduler = new TestScheduler();
		const directory = cachedDirectory(
			{ ...aDirectory(), linkByCode: async () => await new Promise(() => undefined) },
			{ nowMilliseconds: () => scheduler.now, scheduler },
		);
		const outcome = directory.linkByCode('anna-grinder').catch((error: unknown) => error);
		await scheduler.advance(3_000);
		expect(await outcome).toMatchObject({ code: 'store_timed_out' });
	});
});
