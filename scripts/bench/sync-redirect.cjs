/**
 * Loaded into n8n before anything else: sends what would go to a vendor's fixed host to a simulator
 * on this machine. n8n's own nodes have no setting for that. The rules are JSON in
 * AFFILIATE_BENCH_REDIRECTS: [{ "host", "path", "to" }]; the first whose host and path fit wins.
 */
const http = require('node:http');
const https = require('node:https');

const rules = JSON.parse(process.env.AFFILIATE_BENCH_REDIRECTS ?? '[]');
const request = https.request;

function optionsOf(first) {
	if (typeof first !== 'string' && !(first instanceof URL)) return first;
	const { hostname, port, pathname, search } = new URL(first);
	return { hostname, port, path: `${pathname}${search}` };
}

https.request = function redirected(...args) {
	const isAddress = typeof args[0] === 'string' || args[0] instanceof URL;
	const options = { ...optionsOf(args[0]), ...(isAddress ? args[1] : {}) };
	const host = options.hostname ?? String(options.host ?? '').split(':')[0];
	const rule = rules.find(
		(each) => each.host === host && String(options.path ?? '/').startsWith(each.path),
	);
	if (rule === undefined) return request.apply(https, args);
	const { hostname, port } = new URL(rule.to);
	const callback = args.find((argument) => typeof argument === 'function');
	const target = { protocol: 'http:', hostname, host: hostname, port, agent: http.globalAgent };
	return http.request({ ...options, ...target }, callback);
};
