import { AffiliateError } from '../kernel';

const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])$/;
const PATH = /^[A-Za-z0-9_~.-]{0,64}$/;
const HIGHEST_PORT = 65_535;

/** Throws `invalid_parameter` unless it is a port that can be listened on; 0 is any free one. */
export function readPort(value: unknown, name: string): number {
	const port = Number(value);
	if (Number.isInteger(port) && port >= 0 && port <= HIGHEST_PORT) return port;
	throw unusable(name, `a number from 1 to ${HIGHEST_PORT}, such as 8090`);
}

/** Host names in lower case. Throws `invalid_parameter` that names the parameter. */
export function readHosts(values: readonly string[], name: string): string[] {
	const hosts = values.map((host) => host.trim().toLowerCase()).filter((host) => host !== '');
	if (hosts.every((host) => HOST.test(host))) return hosts;
	throw unusable(name, 'names without scheme and port, such as go.example.com');
}

/** The first part of a path, without slashes. Throws `invalid_parameter` that names the parameter. */
export function readPath(value: string, name: string): string {
	const path = value.trim().replace(/^\/|\/$/g, '');
	if (PATH.test(path)) return path;
	throw unusable(name, 'one part of a path, such as go, or nothing');
}

function unusable(name: string, wanted: string): AffiliateError {
	return new AffiliateError(`'${name}' is not in a form that can be used`, {
		code: 'invalid_parameter',
		path: name,
		hint: `Enter ${wanted}.`,
	});
}
