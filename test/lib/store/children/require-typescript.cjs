/**
 * Lets a plain Node process load the repository's TypeScript as it stands, for the tests that
 * start processes of their own: `node --require <this file> <child>.ts`.
 */
const { readFileSync } = require('node:fs');
const { transformSync } = require('@swc/core');

require.extensions['.ts'] = (module, filename) => {
	const { code } = transformSync(readFileSync(filename, 'utf8'), {
		filename,
		jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
		module: { type: 'commonjs' },
		sourceMaps: false,
	});
	module._compile(code, filename);
};
