/** End-to-end tests in the real n8n; one file at a time, for they share the machine. */
const base = require('./jest.config.js');

module.exports = {
	...base,
	roots: ['<rootDir>/test/host'],
	testPathIgnorePatterns: ['/node_modules/'],
	maxWorkers: 1,
	testTimeout: 120_000,
};
