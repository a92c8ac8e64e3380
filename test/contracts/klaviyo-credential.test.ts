import { KlaviyoApi } from '../../credentials/KlaviyoApi.credentials';
import { DEFAULT_KLAVIYO_REVISION, KLAVIYO_BASE_URL } from '../../lib/connectors/klaviyo';
import { axiosHttpPort } from '../support/axios-http-port';
import { API_KEY, klaviyo } from './klaviyo-harness';

describe('the Klaviyo credential', () => {
	const credential = new KlaviyoApi();
	const headers = credential.authenticate.properties.headers ?? {};

	/** What n8n makes of the headers' expressions. */
	const filled = (apiKey: string): Record<string, string> =>
		Object.fromEntries(
			Object.entries(headers).map(([name, value]) => [
				name,
				String(value).replace(/^=/, '').replace('{{$credentials.apiKey}}', apiKey),
			]),
		);

	it('speaks the revision and asks the host that the connector does', () => {
		expect(headers['revision']).toBe(DEFAULT_KLAVIYO_REVISION);
		expect(credential.test.request.baseURL).toBe(KLAVIYO_BASE_URL);
	});

	it.each([
		[API_KEY, 200],
		['pk_wrong', 401],
	])('with the key %s is answered %d by its test request', async (apiKey, status) => {
		const { simulator } = await klaviyo();
		const { url } = credential.test.request;

		const answer = await axiosHttpPort(filled(apiKey)).request({
			method: 'GET',
			url: `${simulator.url}${String(url)}`,
		});

		expect(answer.status).toBe(status);
	});

	it('hides the key', () => {
		expect(credential.properties[0]).toMatchObject({ typeOptions: { password: true } });
	});
});
