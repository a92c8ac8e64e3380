import { Client } from 'pg';
import { schemaOf } from '../../../lib/store';
import { describeStores } from '../../support/stores';
import { spawnChild } from './children/spawn-child';
import {
	aDestination,
	anEvent,
	at,
	claim,
	fanOut,
	happen,
	limits,
	namesOf,
} from './delivery-steps';

const LANES = 6;
const EVENTS = 120;

describeStores('Several processes that deliver at once', (engine) => {
	it('share the events of a destination: each once, those of one customer in turn', async () => {
		if (engine.isStandIn()) return;
		const workspace = await engine.workspace();
		const store = await workspace.open();
		await store.deliveries.register(aDestination(limits({ parallel: 8 })), at(0));
		for (let number = 0; number < EVENTS; number += 1) {
			const aggregateId = `lane-${number % LANES}`;
			await happen(store, anEvent(String(number), { aggregateId }));
		}
		const children = ['p1', 'p2', 'p3'].map((owner) =>
			spawnChild('deliverer', workspace.address, owner),
		);
		await Promise.all(children.map((child) => child.written(1)));
		for (const child of children) child.process.stdin?.write('go\n');
		expect(await Promise.all(children.map((child) => child.ended()))).toEqual([0, 0, 0]);
		const runs = children
			.flatMap(({ lines }) => lines)
			.filter((line) => line !== 'ready')
			.map((line) => {
				const [name = '', began = '', ended = ''] = line.split(' ');
				return { number: Number(name), began: BigInt(began), ended: BigInt(ended) };
			});
		const numbers = runs.map(({ number }) => number).sort((a, b) => a - b);
		expect(numbers).toEqual(Array.from({ length: EVENTS }, (_, number) => number));
		for (let lane = 0; lane < LANES; lane += 1) {
			const inTurn = runs
				.filter(({ number }) => number % LANES === lane)
				.sort((a, b) => (a.began < b.began ? -1 : 1));
			for (const [index, run] of inTurn.entries()) {
				const before = inTurn[index - 1];
				if (before === undefined) continue;
				expect(run.number).toBe(before.number + LANES);
				expect(run.began >= before.ended).toBe(true);
			}
		}
		const busy = children.filter(({ lines }) => lines.length > 1);
		expect(busy.length).toBeGreaterThan(1);
		const counts = { waiting: 0, running: 0, completed: EVENTS, dead: 0 };
		expect(await store.deliveries.counts('workflow-1:node-1')).toEqual(counts);
	}, 60_000);

	it('lose nothing when one of them is killed', async () => {
		if (engine.isStandIn()) return;
		const workspace = await engine.workspace();
		const store = await workspace.open();
		await store.deliveries.register(aDestination(), at(0));
		await happen(store, ...Array.from({ length: 60 }, (_, number) => anEvent(`e${number}`)));
		const child = spawnChild('deliverer', workspace.address, 'p1');
		await child.written(1);
		child.process.stdin?.write('go\n');
		await child.written(10);
		child.process.kill('SIGKILL');
		await child.ended();
		await fanOut(store);
		const { completed } = await store.deliveries.counts('workflow-1:node-1');
		const left = await claim(store, { now: at(3_600) });
		expect(completed + left.length).toBe(60);
		expect(completed).toBeGreaterThanOrEqual(child.lines.length - 1);
	}, 60_000);
});

describeStores('An event whose transaction takes long', (engine) => {
	it('is fanned out when it is committed, though later ones went before', async () => {
		if (engine.kind === 'sqlite' || engine.isStandIn()) return;
		const workspace = await engine.workspace();
		const { address } = workspace;
		if (address.kind !== 'postgres') return;
		const store = await workspace.open();
		await store.deliveries.register(aDestination(), at(0));
		const slow = new Client({ connectionString: address.connectionString });
		await slow.connect();
		try {
			await slow.query(`set search_path to "${schemaOf(address.workspace)}"`);
			await slow.query('begin');
			await slow.query(
				`insert into outbox_events (outbox_id, aggregate_id, type, payload, created_at, record_hash)
				 values ('out_slow', 'x', 'payout.paid', '{"name":"slow"}', '${at(0)}', 'h')`,
			);
			await happen(store, anEvent('fast'));
			expect(await fanOut(store)).toEqual({ events: 1, deliveries: 1 });
			await slow.query('commit');
			expect(await fanOut(store)).toEqual({ events: 1, deliveries: 1 });
		} finally {
			await slow.end();
		}
		expect(namesOf(await claim(store))).toEqual(['fast', 'slow']);
	});
});
