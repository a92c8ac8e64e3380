import { listenFromAfar, ringFromAfar } from '../../../nodes/StoreOrderTrigger/distantBell';
import { describeStores } from '../../support/stores';
import { settled, VirtualTime } from '../shared/virtualTime';

const CONSUMER = 'workflow:node';
const LOOK_MILLISECONDS = 3_000;

describeStores('A bell that is rung in another process', (engine) => {
	async function world() {
		const time = new VirtualTime();
		const { sync } = await engine.open({ clock: time.clock });
		let rings = 0;
		const listen = (recall = sync.recall) =>
			listenFromAfar({
				sync: { recall },
				consumer: CONSUMER,
				ring: () => (rings += 1),
				sleep: time.sleep,
			});
		/** Until the listener has looked and is asleep again, whatever the store takes for it. */
		const looked = async (): Promise<void> => {
			await time.advance(LOOK_MILLISECONDS);
			while (time.asleep === 0) await settled();
		};
		return { time, sync, listen, looked, rings: () => rings };
	}

	it('is heard within seconds, once', async () => {
		const { time, sync, listen, looked, rings } = await world();
		const stop = listen();
		while (time.asleep === 0) await settled();
		await ringFromAfar(sync, CONSUMER, time.clock);
		await looked();
		expect(rings()).toBe(1);
		await looked();
		expect(rings()).toBe(1);
		await ringFromAfar(sync, CONSUMER, time.clock);
		await looked();
		expect(rings()).toBe(2);
		await stop();
		expect(time.asleep).toBe(0);
	});

	it('is no news when it was rung before somebody listened, or for somebody else', async () => {
		const { time, sync, listen, looked, rings } = await world();
		await ringFromAfar(sync, CONSUMER, time.clock);
		const stop = listen();
		while (time.asleep === 0) await settled();
		await ringFromAfar(sync, 'workflow:other', time.clock);
		await looked();
		await stop();
		expect(rings()).toBe(0);
	});

	it('is heard when the store answers again', async () => {
		const { time, sync, listen, looked, rings } = await world();
		let isDown = false;
		const stop = listen(async (...asked) => {
			if (isDown) throw new Error('no store');
			return await sync.recall(...asked);
		});
		while (time.asleep === 0) await settled();
		isDown = true;
		await ringFromAfar(sync, CONSUMER, time.clock);
		await looked();
		expect(rings()).toBe(0);
		isDown = false;
		await looked();
		expect(rings()).toBe(1);
		await stop();
	});
});
