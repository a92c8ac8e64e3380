import { readAnswerBody, scopesNamed } from '../../../../lib/connectors/shopify/answer-body';
import { failureOfResponse } from '../../../../lib/connectors/shopify/failure';
import { failureError } from '../../../../lib/connectors/shopify/describe-failure';
import { withHttpStatuses } from '../../../../lib/connectors/shopify/status-port';
import { missingScopes } from '../../../../lib/connectors/shopify';
import type { HttpResponse } from '../../../../lib/ports/http';

const cost = (requestedQueryCost: number, currentlyAvailable: number) => ({
	cost: {
		requestedQueryCost,
		actualQueryCost: null,
		throttleStatus: { maximumAvailable: 2_000, currentlyAvailable, restoreRate: 100 },
	},
});

const error = (code: string, message = 'No') => ({ message, extensions: { code } });

async function statusOf(body: unknown): Promise<number> {
	const response: HttpResponse = { status: 200, headers: {}, body };
	const port = withHttpStatuses({ request: () => Promise.resolve(response) });
	return (await port.request({ method: 'POST', url: 'https://demo.myshopify.com' })).status;
}

describe('an answer of Shopify with status 200', () => {
	it.each([
		['data', { data: { shop: {} } }, 200],
		['throttling', { errors: [error('THROTTLED')] }, 429],
		['an internal error', { data: null, errors: [error('INTERNAL_SERVER_ERROR')] }, 500],
		[
			'a mutation that broke',
			{ data: { tagsAdd: null }, errors: [error('INTERNAL_SERVER_ERROR')] },
			500,
		],
		[
			'data beside a broken field',
			{ data: { shop: {}, order: null }, errors: [error('INTERNAL_SERVER_ERROR')] },
			200,
		],
		['a denied access', { data: null, errors: [error('ACCESS_DENIED')] }, 200],
		['no JSON', '<html>', 200],
	])('and %s is taken as what it is', async (_, body, status) => {
		expect(await statusOf(body)).toBe(status);
	});

	it.each([
		[412, 125, 2_870],
		[101, 100, 10],
		[50, 100, 0],
	])('of %s points with %s there waits %s milliseconds', (requested, available, wait) => {
		const body = { errors: [error('THROTTLED')], extensions: cost(requested, available) };
		expect(readAnswerBody(body).costWaitMilliseconds).toBe(wait);
	});

	it('that asks for more than there ever is costs too much, and is not waited for', async () => {
		const body = { errors: [error('THROTTLED')], extensions: cost(2_001, 2_000) };
		expect(readAnswerBody(body).errors[0]?.code).toBe('MAX_COST_EXCEEDED');
		expect(await statusOf(body)).toBe(200);
	});
});

describe('a failure of Shopify', () => {
	const failure = (body: unknown, status = 200) => {
		const found = failureOfResponse({ status, headers: {}, body });
		if (found === null) throw new Error('no failure');
		return failureError(found);
	};

	it.each([
		[
			'Access denied for customer field. Required access: `read_customers` access scope.',
			'read_customers',
		],
		[
			'Access denied. Required access: `write_orders` access scope or `write_fulfillments` access scope.',
			'write_orders or write_fulfillments',
		],
		[
			'This app is not approved to access the Customer object. See https://shopify.dev/docs/apps/launch/protected-customer-data for more details.',
			'protected customer data',
		],
	])('says what to do about: %s', (message, words) => {
		expect(failure({ data: null, errors: [error('ACCESS_DENIED', message)] })).toMatchObject({
			code: 'missing_scope',
			hint: expect.stringContaining(words) as string,
		});
	});

	it('names the scope also where only the extension does', () => {
		const entry = {
			message: 'Access denied for orders field.',
			path: ['orders'],
			extensions: { code: 'ACCESS_DENIED', requiredAccess: '`read_orders` access scope.' },
		};
		expect(failure({ data: null, errors: [entry] }).hint).toContain('read_orders');
	});

	it('holds no personal data', () => {
		const message = 'Email kim@example.com has already been taken';
		expect(failure({ data: null, errors: [error('', message)] }).message).not.toContain('kim');
	});

	it('reads one text as well as a list', () => {
		expect(failure({ errors: 'Not Found' }, 404).message).toContain('Not Found');
	});
});

describe('scopes in words', () => {
	it('are found once each', () => {
		expect(scopesNamed('`read_orders`, `write_orders` or read_orders; reading is not one')).toEqual(
			['read_orders', 'write_orders'],
		);
	});
});

describe('scopes that an app lacks', () => {
	it('are those that it may neither read nor write', () => {
		const granted = ['write_orders', 'read_customers'];
		const wanted = ['read_orders', 'read_customers', 'write_customers', 'read_inventory'];
		expect(missingScopes(granted, wanted)).toEqual(['write_customers', 'read_inventory']);
	});
});
