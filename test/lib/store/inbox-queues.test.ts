import type { InboxEntry } from '../../../lib/ports/inbox-store';
import { describeStores } from '../../support/stores';

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 20, 9, minute)).toISOString();

const entry = (number: number, consumer = 'shop:trigger'): InboxEntry => ({
	eventId: `evt_${number}`,
	consumer,
	kind: 'order.paid',
	contentHash: `hash-${number}`,
	deliveryKey: null,
	payload: JSON.stringify({ email: 'carla@secret.example' }),
	receivedAt: at(number),
});

describeStores('The queues of the inbox', (engine) => {
	const filled = async () => {
		const { inbox } = await engine.open();
		await inbox.receive([1, 2, 3].map((number) => entry(number)));
		await inbox.receive([entry(4, 'other:trigger'), entry(5, 'done:trigger')]);
		await inbox.fail('evt_2', 'The workflow failed', null);
		await inbox.fail('evt_1', 'The workflow failed twice', null);
		await inbox.fail('evt_4', 'Later', null);
		await inbox.complete('evt_5', at(9));
		return inbox;
	};

	it('are those with something before them', async () => {
		const inbox = await filled();
		expect(await inbox.queues()).toEqual([
			{
				consumer: 'other:trigger',
				counts: { waiting: 0, claimed: 0, dead: 1 },
				oldestAt: at(4),
			},
			{
				consumer: 'shop:trigger',
				counts: { waiting: 1, claimed: 0, dead: 2 },
				oldestAt: at(1),
			},
		]);
	});

	it('tell what was set aside, oldest first', async () => {
		const inbox = await filled();
		expect((await inbox.deadLetters({ limit: 9 })).map(({ eventId }) => eventId)).toEqual([
			'evt_1',
			'evt_2',
			'evt_4',
		]);
		expect(await inbox.deadLetters({ consumer: 'other:trigger', limit: 1 })).toEqual([
			{
				eventId: 'evt_4',
				consumer: 'other:trigger',
				kind: 'order.paid',
				reason: 'Later',
				attempts: 0,
				receivedAt: at(4),
			},
		]);
	});
});
