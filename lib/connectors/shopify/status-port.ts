import type { HttpPort } from '../../ports/http';
import { readAnswerBody } from './answer-body';

/** Errors that Shopify sends with HTTP 200 although they mean "not now", as the status they are. */
const STATUS_OF_CODE: Readonly<Record<string, number>> = {
	THROTTLED: 429,
	INTERNAL_SERVER_ERROR: 500,
};

/**
 * Shopify answers 200 also when the cost of a request is not there. Such answers get the status that
 * HTTP has for them, so that retrying is decided in one place for all vendors.
 */
export function withHttpStatuses(http: HttpPort): HttpPort {
	return {
		request: async (request) => {
			const response = await http.request(request);
			if (response.status !== 200) return response;
			const { data, errors } = readAnswerBody(response.body);
			const status = errors
				.map(({ code }) => STATUS_OF_CODE[code])
				.find((found) => found !== undefined);
			const isWhole = status === 429 || data === null || hasOnlyNulls(data);
			return status === undefined || !isWhole ? response : { ...response, status };
		},
	};
}

/** A mutation that failed answers `{ "tagsAdd": null }`. */
function hasOnlyNulls(data: unknown): boolean {
	return typeof data === 'object' && Object.values(data ?? {}).every((value) => value === null);
}
