import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Serves a file of exchange rates, or whatever it is told to serve instead. */
export interface RateFileServer {
	readonly url: string;
	/** How often it was asked. */
	requests(): number;
	/** What the next requests get: by default status 200. */
	serve(content: string, status?: number): void;
	close(): Promise<void>;
}

/** The daily file of the European Central Bank, in its own form: rates from the euro. */
export function ecbFile(day: string, rates: Readonly<Record<string, string>>): string {
	const cubes = Object.entries(rates)
		.map(([currency, rate]) => `\t\t\t<Cube currency='${currency}' rate='${rate}'/>`)
		.join('\n');
	return `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
	<gesmes:subject>Reference rates</gesmes:subject>
	<gesmes:Sender>
		<gesmes:name>European Central Bank</gesmes:name>
	</gesmes:Sender>
	<Cube>
		<Cube time='${day}'>
${cubes}
		</Cube>
	</Cube>
</gesmes:Envelope>
`;
}

export async function startRateFileServer(content: string): Promise<RateFileServer> {
	let answer = { content, status: 200 };
	let count = 0;
	const server = createServer((_request, response) => {
		count += 1;
		response.writeHead(answer.status, { 'content-type': 'text/xml; charset=utf-8' });
		response.end(answer.content);
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/eurofxref-daily.xml`,
		requests: () => count,
		serve: (next, status = 200) => {
			answer = { content: next, status };
		},
		close: async () => {
			server.closeAllConnections();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}
