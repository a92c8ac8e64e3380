/** n8n's queue mode: main, workers and webhook processor on this machine, one file at a time. */
const base = require('./jest.config.js');

module.exports = {
	...base,
	roots: ['<rootDir>/test/cluster'],
	testPathIgnorePatterns: ['/node_modules/'],
	reporters: ['default', '<rootDir>/test/chaos/fault-table.cjs'],
	maxWorkers: 1,
	testTimeout: 180_000,
};
