/** Node and engine tests. The end-to-end tests have their own configuration (jest.host.config.js). */
const swc = {
	jsc: {
		parser: { syntax: 'typescript' },
		target: 'es2022',
	},
	module: { type: 'commonjs' },
};

module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/(chaos|cluster|host)/'],
	modulePathIgnorePatterns: [
		'<rootDir>/dist/',
		'<rootDir>/host/node_modules/',
		'<rootDir>/.affiliate-loop/',
	],
	transform: { '^.+\\.ts$': ['@swc/jest', swc] },
	setupFiles: ['reflect-metadata'],
	// Room for a busy machine: no test asserts how fast something is.
	testTimeout: 30_000,
	// Much of the time is spent waiting for databases, so every core gets a worker.
	maxWorkers: '100%',
};
