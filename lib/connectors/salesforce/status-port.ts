import type { HttpPort, HttpResponse } from '../../ports/http';
import { STATUS_OF_CODE } from './retry-rules';
import { errorsOf } from './schema';

/**
 * Salesforce tells a used-up limit with 403 and a locked record with 400. Such answers get the
 * status that HTTP has for them, so that retrying is decided in one place for all vendors.
 */
export function withHttpStatuses(http: HttpPort): HttpPort {
	return { request: async (request) => withHttpStatus(await http.request(request)) };
}

export function withHttpStatus(response: HttpResponse): HttpResponse {
	if (response.status < 400) return response;
	const status = errorsOf(response.body)
		.map(({ errorCode }) => STATUS_OF_CODE[errorCode])
		.find((found) => found !== undefined);
	return status === undefined ? response : { ...response, status };
}
