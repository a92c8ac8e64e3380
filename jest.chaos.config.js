/** Faults under load; one file at a time, for they share the machine. CHAOS_SEEDS=1,2,3 says which. */
const base = require('./jest.config.js');

module.exports = {
	...base,
	roots: ['<rootDir>/test/chaos'],
	testPathIgnorePatterns: ['/node_modules/'],
	reporters: ['default', '<rootDir>/test/chaos/fault-table.cjs'],
	maxWorkers: 1,
	testTimeout: 180_000,
};
