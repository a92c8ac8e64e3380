import { readHosts, readPath, readPort } from '../../../lib/edge';

describe('hosts of a site', () => {
	it('are names in lower case', () => {
		expect(readHosts([' Go.Example.com', '', '[::1]', 'localhost'], 'hosts')).toEqual([
			'go.example.com',
			'[::1]',
			'localhost',
		]);
	});

	it.each(['https://go.example.com', 'go.example.com:80', 'a b', '-a.example', 'a/b', '*'])(
		'are not %s',
		(host) => expect(() => readHosts([host], 'hosts')).toThrow("'hosts' is not in a form"),
	);
});

describe('the path of a site', () => {
	it.each([
		['', ''],
		['/', ''],
		['go', 'go'],
		[' /go/ ', 'go'],
	])('%j is read as %j', (text, path) => expect(readPath(text, 'path')).toBe(path));

	it.each(['a/b', 'a?b', 'ä', 'a b', '%41'])('is not %s', (path) =>
		expect(() => readPath(path, 'path')).toThrow("'path' is not in a form"),
	);
});

describe('a port', () => {
	it.each([8090, '8090', 0, 65_535])('can be %p', (port) =>
		expect(readPort(port, 'port')).toBe(Number(port)),
	);

	it.each([-1, 65_536, 1.5, 'x', 'NaN'])('is not %p', (port) =>
		expect(() => readPort(port, 'port')).toThrow("'port' is not in a form"),
	);
});
