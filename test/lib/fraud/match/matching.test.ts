import fc from 'fast-check';
import { hostOf, matchesHost } from '../../../../lib/fraud/match/host-pattern';
import { truncatedAddressIn } from '../../../../lib/fraud/match/network-range';
import { addressRange } from '../../../../lib/kernel';

describe('host patterns', () => {
	it.each([
		['shop.example', 'shop.example', true],
		['www.shop.example', 'shop.example', true],
		['www.shop.example', '*.shop.example', true],
		['shop.example', '*.shop.example', true],
		['myshop.example', 'shop.example', false],
		['coupon-world.example', 'coupon*.example', true],
		['a.coupon-world.example', 'coupon*.example', true],
		['coupon-world.test', 'coupon*.example', false],
		['shop.example', '', false],
		['SHOP.example'.toLowerCase(), 'Shop.Example.', true],
	])('%s under %p: %p', (host, pattern, expected) => {
		expect(matchesHost(host, pattern)).toBe(expected);
	});

	it('agree with a regular expression on any short text', () => {
		const text = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 8 });
		const glob = fc.string({ unit: fc.constantFrom('a', 'b', '*'), minLength: 1, maxLength: 6 });
		fc.assert(
			fc.property(text, glob, (host, pattern) => {
				const expression = new RegExp(`^(.*\\.)?${pattern.replaceAll('*', '.*')}$`);
				expect(matchesHost(host, pattern)).toBe(expression.test(host));
			}),
		);
	});

	it.each([
		['https://user@Blog.Example:8443/a?b#c', 'blog.example'],
		['blog.example/review', 'blog.example'],
		['android-app://com.example.app/', 'com.example.app'],
		[`https://${'a.'.repeat(126)}com/`, null],
		['', null],
	])('take the host of %p to be %p', (address, expected) => {
		expect(hostOf(address)).toBe(expected);
	});
});

describe('network ranges', () => {
	it.each([
		['203.0.113.0', '0.0.0.0/0', 'inside'],
		['203.0.113.0', '::/0', 'outside'],
		['203.0.113.0', '::ffff:203.0.113.9/24', 'inside'],
		['203.0.113.0', '203.0.113.128/25', 'unknown'],
		['203.0.114.0', '203.0.113.128/25', 'outside'],
		['2001:db8:1::', '2001:db8::/32', 'inside'],
		['2001:db8:1::', '2001:0DB8:0001:0000:0000:0000:0000:0001', 'unknown'],
		['2001:db8:2::', '2001:db8:1::1', 'outside'],
		['not an address', '0.0.0.0/0', 'unknown'],
	])('find %s in %s to be %s', (address, text, expected) => {
		const range = addressRange(text);
		expect(range).not.toBeNull();
		if (range !== null) expect(truncatedAddressIn(address, range)).toBe(expected);
	});

	it('hold every address of their own network', () => {
		fc.assert(
			fc.property(
				fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)),
				fc.integer({ min: 0, max: 24 }),
				([a, b, c], prefixLength) => {
					const range = addressRange(`${a}.${b}.${c}.77/${prefixLength}`);
					expect(range && truncatedAddressIn(`${a}.${b}.${c}.0`, range)).toBe('inside');
				},
			),
		);
	});
});
