import fc from 'fast-check';
import { truncateIp } from '../../../lib/mapping/truncate-ip';
import { networkAddress } from '../../../lib/tracking/visitor/network-address';

describe('a truncated address', () => {
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
		expect(truncateIp(address)).toBe(expected);
	});

	it('is written as the network of a click is, so that the two can be compared', () => {
		fc.assert(
			fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => {
				const written = address.includes(':')
					? new URL(`http://[${address}]/`).hostname.slice(1, -1)
					: address;
				expect(truncateIp(written)).toBe(networkAddress(written));
			}),
			{ numRuns: 300 },
		);
	});
});
