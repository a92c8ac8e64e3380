import { VendorClient } from '../../../../lib/connectors/vendor';
import { NO_FAILURE_DETAILS } from '../../../../lib/connectors/vendor/failure';
import { startSimulatorServer } from '../../../simulators/simulator-server';
import { axiosHttpPort } from '../../../support/axios-http-port';

describe('a client of a vendor', () => {
	it.each([
		{ status: 401, asked: 1, because: 'the credential is refused' },
		{ status: 402, asked: 1, because: 'the account is suspended' },
		{ status: 404, asked: 2, because: 'only this record is missing' },
	])('asks $asked times of two after $status, for $because', async ({ status, asked }) => {
		const server = await startSimulatorServer(() => ({ status, body: {} }));
		const client = new VendorClient(
			{
				http: axiosHttpPort({}),
				sleeper: { sleep: () => Promise.resolve() },
				jitter: () => 0,
				baseUrl: server.url,
			},
			{
				name: 'Vendor',
				headers: {},
				retryRules: {
					isQuotaExhausted: () => false,
					rateWindowMilliseconds: () => null,
					notNowMilliseconds: new Map(),
				},
				failureOf: (response) => ({ ...NO_FAILURE_DETAILS, status: response.status }),
			},
		);
		const call = { method: 'GET', path: '/records', safety: 'repeatable' } as const;
		await client.call(call);
		const second = await client.call(call);

		expect(second).toMatchObject({ ok: false, failure: { status } });
		expect(server.requests()).toHaveLength(asked);
		await server.close();
	});
});
