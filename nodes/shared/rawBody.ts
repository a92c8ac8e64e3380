/** n8n's request: the raw bytes are there once the body was parsed, or can be read. */
interface RawRequest {
	rawBody?: unknown;
	readRawBody?: () => Promise<void>;
}

/** The exact bytes that were signed; empty when there are none. */
export async function readRawBody(request: object): Promise<Buffer> {
	const raw = request as RawRequest;
	if (raw.rawBody === undefined) await raw.readRawBody?.();
	return Buffer.isBuffer(raw.rawBody) ? raw.rawBody : Buffer.alloc(0);
}
