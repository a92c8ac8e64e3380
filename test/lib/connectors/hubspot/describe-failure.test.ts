import { describeFailure, parseBaseUrl } from '../../../../lib/connectors/hubspot';
import { failureOfResponse } from '../../../../lib/connectors/hubspot/failure';

const failure = (status: number, body: unknown) => failureOfResponse({ status, headers: {}, body });

describe('a failure of HubSpot in words', () => {
	it('names the property and the code, read from the message', () => {
		const message =
			'Property values were not valid: [{"isValid":false,"message":"Email address carla@x is invalid","error":"INVALID_EMAIL","name":"email"}]';
		const words = describeFailure(
			failure(400, { category: 'VALIDATION_ERROR', message, correlationId: 'c-1' }),
			['carla@x'],
		);

		expect(words).toEqual({
			reason:
				"HubSpot did not accept 'email' (INVALID_EMAIL): Email address ••• is invalid (HubSpot id c-1)",
			field: 'email',
			hint: 'Correct the e-mail address in the store, then run the item again.',
		});
	});

	it('names the property where only the details tell it', () => {
		const words = describeFailure(
			failure(400, {
				category: 'VALIDATION_ERROR',
				message: 'Some required properties were not set.',
				errors: [
					{ message: 'not set', code: 'REQUIRED_FIELD', context: { propertyName: ['dealname'] } },
				],
			}),
		);
		expect(words.field).toBe('dealname');
	});

	it.each([
		{ message: 'Contact carla@example.com is blocked', sent: [], hidden: 'carla@example.com' },
		{ message: 'Carla Customer is not allowed', sent: ['Carla', 'Customer'], hidden: 'Carla' },
	])('masks $hidden', ({ message, sent, hidden }) => {
		const { reason } = describeFailure(failure(400, { message }), sent);
		expect(reason).not.toContain(hidden);
		expect(reason).toContain('•••');
	});

	it('lists the scopes that a 403 asks for', () => {
		const { reason } = describeFailure(
			failure(403, {
				category: 'MISSING_SCOPES',
				errors: [{ context: { requiredGranularScopes: ['crm.objects.deals.write'] } }],
			}),
		);
		expect(reason).toContain('crm.objects.deals.write');
	});

	it.each([
		{ body: 'Bad gateway', because: 'a proxy answers in plain text' },
		{ body: null, because: 'there is no body' },
		{ body: { message: 3, errors: 'none', context: [] }, because: 'the fields have other types' },
	])('stays readable when $because', ({ body }) => {
		expect(describeFailure(failure(418, body)).reason).toBe('HubSpot answered 418');
	});
});

describe('the API base URL', () => {
	it.each([
		['https://api.hubapi.com', 'https://api.hubapi.com'],
		['https://proxy.example.com/hubspot/', 'https://proxy.example.com/hubspot'],
		['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
		['http://localhost:3000/', 'http://localhost:3000'],
		['http://[::1]:3000', 'http://[::1]:3000'],
	])('%s is taken', (text, expected) => {
		expect(parseBaseUrl(text)).toBe(expected);
	});

	it.each([
		['http://api.hubapi.com', 'the key would travel in the clear'],
		['http://localhost.example.com', 'it only looks like this machine'],
		['http://127.0.0.1.example.com', 'it only looks like this machine'],
		['ftp://127.0.0.1', 'it is not the web'],
		['https://user:secret@api.hubapi.com', 'it holds a password'],
		['https://api.hubapi.com?key=1', 'it has a query'],
		['api.hubapi.com', 'it has no scheme'],
	])('%s is refused: %s', (text) => {
		expect(() => parseBaseUrl(text)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
	});
});
