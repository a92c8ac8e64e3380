import type { HttpResponse } from '../../ports/http';

/** A JSON object or list that holds something, which no proxy gives by accident. */
export function isRecord({ body }: Pick<HttpResponse, 'body'>): boolean {
	return typeof body === 'object' && body !== null && Object.keys(body).length > 0;
}

/** The same, or the status that says that there is nothing to say. */
export function isRecordOrNoContent(response: Pick<HttpResponse, 'body' | 'status'>): boolean {
	return response.status === 204 || isRecord(response);
}
