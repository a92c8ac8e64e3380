import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface DemoShop {
	readonly url: string;
	close(): Promise<void>;
}

function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function page(path: string, query: URLSearchParams): string {
	const rows = [...query]
		.map(([name, value]) => `<tr><th>${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`)
		.join('');
	return (
		'<!doctype html><meta charset="utf-8"><title>Demo Tea Shop</title>' +
		'<body style="font:16px system-ui;margin:3rem;max-width:40rem">' +
		`<h1>Demo Tea Shop</h1><p>You are looking at <b>${escapeHtml(path)}</b>.</p>` +
		`<p>What the tracked link handed over:</p><table cellpadding="6">${rows}</table></body>`
	);
}

/** A shop page for tracked links to lead to, so that the demo can be clicked through. */
export async function startDemoShop(port = 0): Promise<DemoShop> {
	const server = createServer((request, response) => {
		const url = new URL(request.url ?? '/', 'http://shop');
		response.setHeader('content-type', 'text/html; charset=utf-8');
		response.end(page(url.pathname, url.searchParams));
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	const address = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${address.port}`,
		async close() {
			server.closeAllConnections();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}
