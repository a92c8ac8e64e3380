import fc from 'fast-check';
import { findRings, type Ring } from '../../../../lib/fraud/scan/rings/find-rings';
import type { TraitKind } from '../../../../lib/model/trait';
import type { SharedTrait } from '../../../../lib/ports/fraud-store';

const IDS = ['aff_a', 'aff_b', 'aff_c'];
const NO_CODES = { codes: new Map<string, string>() };

function shared(kind: TraitKind, hash: string, customers: Readonly<Record<string, number>>) {
	return {
		trait: { kind, hash },
		affiliates: Object.entries(customers).map(([affiliateId, count]) => ({
			affiliateId,
			customers: count,
		})),
	};
}

const each = (count: number, ids = IDS) => new Map(ids.map((id) => [id, count]));
const all = (count: number, ids = IDS) => Object.fromEntries(ids.map((id) => [id, count]));

/** Ten people who buy through all three. */
const ring: SharedTrait[] = Array.from({ length: 10 }, (_, index) =>
	shared('email', `person ${index}`, all(1)),
);

/** What F30 makes of it. */
const isRing = ({ fact }: Ring) => fact.affiliateCodes.length >= 3 && fact.crossShare >= 0.5;

describe('rings of shared customers', () => {
	it('are found where the same people buy through three affiliates', () => {
		const [found, ...others] = findRings(ring, each(12), {
			codes: new Map([['aff_a', 'anna']]),
		});
		expect(others).toEqual([]);
		expect(found).toEqual({
			affiliateIds: IDS,
			fact: {
				affiliateCodes: ['aff_b', 'aff_c', 'anna'],
				crossShare: expect.closeTo(10 / 12),
				customers: 36,
				sharedCustomers: 30,
				edges: ['10 times email of 3 affiliates, 30 customers'],
			},
		});
	});

	it('are found by one device behind invented customers', () => {
		const rings = findRings([shared('device', 'd1', all(5))], each(5), NO_CODES);
		expect(rings.filter(isRing)).toHaveLength(1);
		expect(rings[0]?.fact.edges).toEqual(['device of 3 affiliates, 15 customers']);
	});

	it('are found as a chain: the first and the last share nothing', () => {
		const chain = [
			...Array.from({ length: 6 }, (_, i) => shared('payment', `x${i}`, { aff_a: 1, aff_b: 1 })),
			...Array.from({ length: 6 }, (_, i) => shared('payment', `y${i}`, { aff_b: 1, aff_c: 1 })),
		];
		expect(findRings(chain, each(8), NO_CODES)[0]?.affiliateIds).toEqual(IDS);
	});

	it('are no office: a hundred customers of three honest affiliates in one network', () => {
		const office = shared('network', 'office', { aff_a: 34, aff_b: 33, aff_c: 33 });
		expect(findRings([office], each(40), NO_CODES)).toEqual([]);
		expect(
			findRings([office, shared('device', 'pc', all(33))], each(40), NO_CODES).filter(isRing),
		).toEqual([]);
	});

	it('are never made by networks alone, however small', () => {
		const homes = Array.from({ length: 10 }, (_, i) => shared('network', `home ${i}`, all(1)));
		expect(findRings(homes, each(10), NO_CODES).filter(isRing)).toEqual([]);
	});

	it('count a rare trait more than a common one', () => {
		const shareOf = (customers: number) =>
			findRings([shared('address', 'a', all(customers))], each(customers), NO_CODES)[0]?.fact
				.crossShare ?? 0;
		expect(shareOf(3)).toBeGreaterThan(shareOf(6));
		expect(shareOf(6)).toBeGreaterThan(shareOf(60));
	});

	it('count a person once who shares mailbox, device and address', () => {
		const kinds = ['email', 'device', 'address'] as const;
		const same = ring
			.slice(0, 5)
			.flatMap((_, index) => kinds.map((kind) => shared(kind, `${kind} ${index}`, all(1))));
		expect(findRings(same, each(12), NO_CODES)[0]?.fact.crossShare).toBeCloseTo(5 / 12);
	});

	it('are not glued together by one big partner through whom everybody buys', () => {
		const small = Array.from({ length: 20 }, (_, index) => `aff_small_${index}`);
		const traits = small.flatMap((id) =>
			Array.from({ length: 4 }, (_, i) => shared('email', `${id} ${i}`, { aff_big: 1, [id]: 1 })),
		);
		const customers = new Map([...each(6, small), ['aff_big', 5_000]]);
		expect(findRings(traits, customers, NO_CODES)).toEqual([]);
	});

	it('stay the same when an unrelated affiliate joins, and none comes from one', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 500 }),
				fc.array(fc.constantFrom('network', 'device', 'email_domain'), { maxLength: 5 }),
				(customers, kinds) => {
					const added = kinds.map((kind, i) => shared(kind as TraitKind, `z${i}`, { aff_z: 5 }));
					const before = findRings(ring, each(12), NO_CODES);
					const after = findRings(
						[...ring, ...added],
						new Map([...each(12), ['aff_z', customers]]),
						NO_CODES,
					);
					expect(after).toEqual(before);
					expect(findRings(added, new Map([['aff_z', customers]]), NO_CODES)).toEqual([]);
				},
			),
		);
	});

	it('do not depend on the order of traits and affiliates', () => {
		const mixed = [
			...ring,
			shared('device', 'd1', { aff_a: 4, aff_b: 7 }),
			shared('address', 'x', { aff_b: 2, aff_c: 3 }),
			shared('network', 'n', all(3)),
		];
		const expected = findRings(mixed, each(12), NO_CODES);
		fc.assert(
			fc.property(
				fc.shuffledSubarray(mixed, { minLength: mixed.length }),
				fc.boolean(),
				(shuffled, isReversed) => {
					const traits = shuffled.map((trait) => ({
						...trait,
						affiliates: isReversed ? [...trait.affiliates].reverse() : trait.affiliates,
					}));
					expect(findRings(traits, each(12), NO_CODES)).toEqual(expected);
				},
			),
		);
	});

	it('have a share within 0 and 1, whatever is counted', () => {
		const traitArbitrary = fc
			.record({
				kind: fc.constantFrom<TraitKind>('email', 'device', 'network', 'address', 'payment'),
				hash: fc.string({ minLength: 1, maxLength: 3 }),
				customers: fc.dictionary(fc.constantFrom(...IDS, 'aff_d'), fc.integer({ min: 0, max: 9 })),
			})
			.map(({ kind, hash, customers }) => shared(kind, hash, customers));
		fc.assert(
			fc.property(fc.array(traitArbitrary, { maxLength: 20 }), (traits) => {
				for (const { fact } of findRings(traits, each(4, [...IDS, 'aff_d']), NO_CODES)) {
					expect(fact.crossShare).toBeGreaterThanOrEqual(0);
					expect(fact.crossShare).toBeLessThanOrEqual(1);
				}
			}),
		);
	});
});
