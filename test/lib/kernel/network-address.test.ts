import fc from 'fast-check';
import { networkAddress } from '../../../lib/kernel';

describe('the network of an address', () => {
	it.each([
		['203.0.113.77', '203.0.113.0'],
		[' 203.0.113.77 ', '203.0.113.0'],
		['2001:DB8:85a3:8d3:1319:8a2e:370:7348', '2001:db8:85a3::'],
		['2001:db8::1', '2001:db8::'],
		['::1', '::'],
		['::5:6:7:8:9:a', '0:0:5::'],
		['::ffff:203.0.113.77', '203.0.113.0'],
		['fe80::1%eth0', 'fe80::'],
		['not an address', null],
		['', null],
		[null, null],
	])('of %s is %s', (address, expected) => {
		expect(networkAddress(address)).toBe(expected);
	});

	it('does not depend on how the address is written', () => {
		fc.assert(
			fc.property(fc.ipV6(), (address) => {
				const canonical = new URL(`http://[${address}]/`).hostname.slice(1, -1);
				expect(networkAddress(address)).toBe(networkAddress(canonical));
				expect(networkAddress(address.toUpperCase())).toBe(networkAddress(canonical));
			}),
			{ numRuns: 300 },
		);
	});
});
