import { AffiliateError } from '../../../../lib/kernel';
import { payPalUrlFor } from '../../../../lib/connectors/paypal';

const urlOf = (environment: 'live' | 'sandbox', url: string | null): string => {
	try {
		return payPalUrlFor(environment, url);
	} catch (error) {
		if (error instanceof AffiliateError) return error.code;
		throw error;
	}
};

describe('the address that a PayPal credential is used at', () => {
	it('is that of its environment unless another one is given', () => {
		expect(urlOf('live', null)).toBe('https://api-m.paypal.com');
		expect(urlOf('sandbox', null)).toBe('https://api-m.sandbox.paypal.com');
	});

	it('may be another one of PayPal', () => {
		expect(urlOf('live', 'https://api.paypal.com/')).toBe('https://api.paypal.com');
	});

	it('may be on this machine with a sandbox credential only', () => {
		expect(urlOf('sandbox', 'http://127.0.0.1:4010')).toBe('http://127.0.0.1:4010');
		expect(urlOf('sandbox', 'http://localhost:5678/webhook/x')).toContain('localhost');
		expect(urlOf('live', 'http://localhost:5678/webhook/x')).toBe('invalid_input');
		expect(urlOf('live', 'https://[::1]:5678')).toBe('invalid_input');
	});

	it.each([
		'https://eve.example',
		'https://api-m.paypal.com.eve.example',
		'https://evepaypal.com',
		'https://paypal.com@eve.example',
		'https://eve.example/api-m.paypal.com',
		'https://eve.example?.paypal.com',
		'https://eve.example#.paypal.com',
		'https://eve.example\\.paypal.com',
		'https://169.254.169.254',
		'http://api-m.paypal.com',
		'http://0.0.0.0',
		'http://127.0.0.1.nip.io',
	])('is never %s', (url) => {
		expect(urlOf('live', url)).toBe('invalid_input');
		expect(urlOf('sandbox', url)).toBe('invalid_input');
	});
});
