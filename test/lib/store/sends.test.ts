import type { SendKey } from '../../../lib/ports/send-store';
import { describeStores } from '../../support/stores';

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 20, 9, minute)).toISOString();

const key = (overrides: Partial<SendKey> = {}): SendKey => ({
	system: 'impact',
	account: 'IR1',
	object: 'conversion',
	recordKey: 'ORD_1',
	...overrides,
});

describeStores('What was sent to vendors', (engine) => {
	it('is begun by one of many that begin it at once', async () => {
		const { sends } = await engine.open();
		const states = await Promise.all(
			Array.from({ length: 8 }, () => sends.begin(key(), 'hash', at(0))),
		);
		expect(states.filter(({ state }) => state === 'begun')).toHaveLength(1);
		expect(states.filter(({ state }) => state === 'open')).toHaveLength(7);
	});

	it('is open until somebody tells what became of it', async () => {
		const { sends } = await engine.open();
		expect(await sends.get(key())).toBeNull();
		await sends.begin(key(), 'hash', at(0));
		expect(await sends.get(key())).toEqual({ state: 'open', contentHash: 'hash', begunAt: at(0) });
		await sends.settle(key(), { externalId: 'x1', reference: 'A-1' }, at(1));
		expect(await sends.begin(key(), 'other', at(2))).toEqual({
			state: 'settled',
			contentHash: 'hash',
			begunAt: at(0),
			externalId: 'x1',
			reference: 'A-1',
		});
	});

	it('keeps its first settlement', async () => {
		const { sends } = await engine.open();
		await sends.begin(key(), 'hash', at(0));
		await sends.settle(key(), { externalId: 'x1', reference: null }, at(1));
		await sends.settle(key(), { externalId: 'x2', reference: null }, at(2));
		await sends.withdraw(key());
		expect(await sends.get(key())).toMatchObject({ state: 'settled', externalId: 'x1' });
	});

	it('can be sent again once it was withdrawn', async () => {
		const { sends } = await engine.open();
		await sends.begin(key(), 'hash', at(0));
		await sends.withdraw(key());
		expect(await sends.begin(key(), 'hash', at(1))).toEqual({ state: 'begun' });
	});

	it('is awaited where the vendor only accepted it, until that is confirmed or refused', async () => {
		const { sends } = await engine.open();
		const accepted = async (recordKey: string, minute: number) => {
			await sends.begin(key({ recordKey }), 'hash', at(minute));
			const answer = { externalId: null, reference: `ref-${recordKey}` };
			await sends.settle(key({ recordKey }), answer, at(minute));
		};
		await accepted('ORD_2', 2);
		await accepted('ORD_1', 1);
		await accepted('ORD_3', 3);
		await sends.begin(key({ recordKey: 'ORD_4' }), 'hash', at(0));
		const scope = { system: 'impact', account: 'IR1', object: 'conversion' };
		expect(await sends.awaiting(scope, 2)).toEqual([
			{ key: key({ recordKey: 'ORD_1' }), reference: 'ref-ORD_1', begunAt: at(1) },
			{ key: key({ recordKey: 'ORD_2' }), reference: 'ref-ORD_2', begunAt: at(2) },
		]);
		expect(await sends.awaiting({ ...scope, account: 'IR2' }, 9)).toEqual([]);
		await sends.confirm(key({ recordKey: 'ORD_1' }), 'x1');
		await sends.forget(key({ recordKey: 'ORD_2' }));
		await sends.forget(key({ recordKey: 'ORD_1' }));
		expect(await sends.awaiting(scope, 9)).toMatchObject([{ reference: 'ref-ORD_3' }]);
		expect(await sends.get(key({ recordKey: 'ORD_1' }))).toMatchObject({
			state: 'settled',
			externalId: 'x1',
			reference: null,
		});
		expect(await sends.get(key({ recordKey: 'ORD_2' }))).toBeNull();
	});

	it('is told apart by system, account, kind and key', async () => {
		const { sends } = await engine.open();
		const others = [
			key({ system: 'refersion' }),
			key({ account: 'IR2' }),
			key({ object: 'adjustment' }),
			key({ recordKey: 'ORD_2' }),
		];
		for (const one of [key(), ...others]) {
			expect(await sends.begin(one, 'hash', at(0))).toEqual({ state: 'begun' });
		}
	});
});
