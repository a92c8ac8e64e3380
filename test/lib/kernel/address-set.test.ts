import fc from 'fast-check';
import { addressGroup, addressRange, addressSet, isPublicAddress } from '../../../lib/kernel';

describe('a set of address ranges', () => {
	const set = addressSet([
		'203.0.113.0/24',
		'203.0.113.128/25',
		'198.51.100.7',
		'2001:db8::/32',
		'not an address',
	]);

	it.each([
		['203.0.113.200', true],
		['203.0.114.0', false],
		['198.51.100.7', true],
		['198.51.100.8', false],
		['2001:db8:ffff::1', true],
		['2001:db9::', false],
		['::ffff:203.0.113.1', true],
		['nonsense', false],
	])('holds %s: %s', (address, isInside) => {
		expect(set.has(address)).toBe(isInside);
	});

	it('joins what overlaps', () => {
		expect(set.size).toBe(3);
	});

	it('says the same as looking at each range', () => {
		const range = fc
			.tuple(fc.ipV4(), fc.integer({ min: 8, max: 32 }))
			.map(([address, length]) => `${address}/${length}`);
		fc.assert(
			fc.property(fc.array(range, { maxLength: 30 }), fc.ipV4(), (ranges, address) => {
				const inOne = ranges.some((entry) => addressSet([entry]).has(address));
				expect(addressSet(ranges).has(address)).toBe(inOne);
			}),
		);
	});

	it('keeps every address of its own ranges', () => {
		fc.assert(
			fc.property(fc.array(fc.oneof(fc.ipV4(), fc.ipV6()), { minLength: 1 }), (addresses) => {
				const own = addressSet(addresses);
				for (const address of addresses) {
					if (addressRange(address) !== null) expect(own.has(address)).toBe(true);
				}
			}),
		);
	});
});

describe('the group of an address', () => {
	it('is the address for IPv4 and the /64 for IPv6', () => {
		expect(addressGroup('203.0.113.7')).not.toBe(addressGroup('203.0.113.8'));
		expect(addressGroup('2001:db8::1')).toBe(addressGroup('2001:db8::ffff'));
		expect(addressGroup('::1')).not.toBe(addressGroup('0.0.0.0'));
		expect(addressGroup('somebody')).toBeNull();
	});
});

describe('a public address', () => {
	it.each(['203.0.113.7', '203.0.113.0', '172.32.0.1', '100.128.0.1', '2001:db8::1', '::2'])(
		'is %s',
		(address) => {
			expect(isPublicAddress(address)).toBe(true);
		},
	);

	it.each([
		'127.0.0.1',
		'10.0.0.0',
		'172.18.0.2',
		'192.168.1.9',
		'169.254.0.1',
		'100.64.0.1',
		'::ffff:10.1.2.3',
		'::1',
		'fd00::1',
		'fe80::1',
		'unknown',
		null,
	])('is not %s, which a proxy or the shop itself may have', (address) => {
		expect(isPublicAddress(address)).toBe(false);
	});
});
