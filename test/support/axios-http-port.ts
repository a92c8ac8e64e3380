import axios from 'axios';
import { AffiliateError } from '../../lib/kernel';
import type { HttpPort } from '../../lib/ports/http';

/** The HTTP port outside n8n: real requests over axios, with fixed headers such as a token. */
export function axiosHttpPort(headers: Readonly<Record<string, string>> = {}): HttpPort {
	return {
		async request(request) {
			try {
				const response = await axios.request<unknown>({
					method: request.method,
					url: request.url,
					headers: { ...headers, ...request.headers },
					timeout: request.timeoutMilliseconds ?? 10_000,
					validateStatus: () => true,
					maxRedirects: 0,
					proxy: false,
					...(request.query ? { params: request.query } : {}),
					...(request.body === undefined ? {} : { data: request.body }),
					...(request.form === undefined ? {} : { data: new URLSearchParams(request.form) }),
				});
				return {
					status: response.status,
					headers: Object.fromEntries(
						Object.entries(response.headers).map(([name, value]) => [
							name.toLowerCase(),
							String(value),
						]),
					),
					body: response.data,
				};
			} catch (error) {
				const code = axios.isAxiosError(error) ? (error.code ?? 'unknown') : String(error);
				throw new AffiliateError(`The service did not answer (${code})`, { code: 'network' });
			}
		},
	};
}
