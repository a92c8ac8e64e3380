import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClickCarrier, JournalKeeper } from '../../../lib/edge';
import { aClick } from '../../support/builders/registry';
import { describeStores } from '../../support/stores';
import { fillRegistry } from '../../support/edge';

const COUNTING = { repeatWindowSeconds: 3_600, mostPerMinute: 0 };

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'affiliate-carrier-'));
});

afterEach(async () => {
	await rm(folder, { recursive: true, force: true });
});

describeStores('Clicks on their way from the journal', (engine) => {
	it('reach the store once, however often they are carried', async () => {
		const store = await engine.open();
		await fillRegistry(store);
		const keeper = new JournalKeeper(store.clicks, folder, {});
		const clicks = Array.from({ length: 30 }, (_, index) =>
			aClick({ clickId: `clk_${index}`, visitorHash: `v${index}` }),
		);
		await Promise.all(clicks.map(async (click) => await keeper.keep(click, COUNTING)));
		await Promise.all(clicks.map(async (click) => await keeper.keep(click, COUNTING)));
		const [first, second] = [
			new ClickCarrier(store.clicks, folder, {}),
			new ClickCarrier(store.clicks, folder, {}),
		];
		await Promise.all([first.carry(), second.carry()]);
		await first.close();
		await second.close();
		await keeper.close();
		const stored = await store.clicks.list({ limit: 100 });
		expect(stored.map(({ clickId }) => clickId).sort()).toEqual(
			clicks.map(({ clickId }) => clickId).sort(),
		);
	});

	it('stay on the disk until the store takes them, whoever carries them then', async () => {
		const store = await engine.open();
		await fillRegistry(store);
		const keeper = new JournalKeeper(store.clicks, folder, {});
		await keeper.keep(aClick(), COUNTING);
		await keeper.close();
		const troubles: string[] = [];
		const down = {
			...store.clicks,
			append: async () => await Promise.reject(new Error('down')),
		};
		const unlucky = new ClickCarrier(down, folder, {
			onTrouble: (message) => troubles.push(message),
		});
		await unlucky.close();
		expect(troubles).toEqual(['Journalled clicks wait for the store']);
		const next = new ClickCarrier(store.clicks, folder, {});
		await next.close();
		expect(await store.clicks.get(aClick().clickId)).not.toBeNull();
		expect(await readdir(folder, { recursive: true })).toEqual(['repeat-3600-burst-0']);
	});

	it('leave folders alone that are not theirs', async () => {
		const store = await engine.open();
		const carrier = new ClickCarrier(store.clicks, join(folder, 'nothing-here'), {});
		expect(await carrier.carry()).toBe(0);
		await carrier.close();
	});
});
