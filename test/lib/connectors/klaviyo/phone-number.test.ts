import { phoneNumber } from '../../../../lib/connectors/klaviyo/phone-number';

describe('a phone number for Klaviyo', () => {
	it.each([
		['+49 30 1234567', '+49301234567'],
		['+49 (0)30/123-4567', '+49301234567'],
		['0044 20.7946.0958', '+442079460958'],
		['+15005550006', '+15005550006'],
	])('%s is %s', (text, number) => {
		expect(phoneNumber(text)).toBe(number);
	});

	it.each(['030 1234567', '1234', '+', '', '+0123456789', '+49 ext 5', '+1234567890123456'])(
		'is not made of %j',
		(text) => {
			expect(phoneNumber(text)).toBeNull();
		},
	);
});
