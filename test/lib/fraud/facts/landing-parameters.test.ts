import fc from 'fast-check';
import { landingParameters } from '../../../../lib/fraud/facts/landing-parameters';

describe('the parameters of a landing page', () => {
	it.each([
		['https://shop.example/a?GCLID=AbC&utm_Source=x#top', { gclid: 'AbC', utm_source: 'x' }],
		['/a?one=1&one=2', { one: '1' }],
		['/a?empty=&plain', { empty: '', plain: '' }],
		['/a#fragment?gclid=1', { gclid: '1' }],
		['/a', {}],
		[null, {}],
	])('of %p are %j', (url, expected) => {
		expect(landingParameters(url)).toEqual(expected);
	});

	it('keep the name and not the value of what tells who somebody is', () => {
		expect(
			landingParameters(
				'/?email=a&to=carla%40example.com&again=carla%2540example.com&phone=1&first_name=C&carla@example.com=1&campaign=2',
			),
		).toEqual({ email: '', to: '', again: '', phone: '', first_name: '', campaign: '2' });
	});

	it('are 50 at most, of 100 characters, whatever the address', () => {
		fc.assert(
			fc.property(fc.webUrl({ withQueryParameters: true }), fc.string(), (url, more) => {
				const found = landingParameters(`${url}&${more}`);
				expect(Object.keys(found).length).toBeLessThanOrEqual(50);
				for (const [name, value] of Object.entries(found)) {
					expect(name).toBe(name.toLowerCase());
					expect(name.length + value.length).toBeLessThanOrEqual(200);
					expect(`${name}${value}`).not.toContain('@');
				}
			}),
		);
		const many = Array.from({ length: 60 }, (_, index) => `p${index}=${'v'.repeat(120)}`);
		const found = landingParameters(`/?${many.join('&')}`);
		expect(Object.keys(found)).toHaveLength(50);
		expect(found['p0']).toHaveLength(100);
	});

	it('are not read from an address that nobody types', () => {
		expect(landingParameters(`/?gclid=1&x=${'y'.repeat(9_000)}`)).toEqual({});
	});

	it('never hold a name that every object has', () => {
		expect(landingParameters('/?__proto__=1&constructor=2')).toEqual({ constructor: '2' });
	});
});
