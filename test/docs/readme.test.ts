import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FRAUD_RULES } from '../../lib/fraud';
import { LEDGER_RESOURCES } from '../../nodes/AffiliateLedger/resources';
import { fraudRowsOf, withFraudTable } from '../../scripts/docs/fraud-table';
import { operationRowsOf, withOperationsTable } from '../../scripts/docs/operations-table';

const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');

describe('the README', () => {
	it('lists every fraud rule as the catalogue has it (npm run build && npm run docs)', () => {
		expect(fraudRowsOf(readme)).toHaveLength(FRAUD_RULES.length);
		expect(fraudRowsOf(readme)).toEqual(fraudRowsOf(withFraudTable(readme, FRAUD_RULES)));
	});

	it('lists every operation of the ledger as the node has it (npm run build && npm run docs)', () => {
		const made = withOperationsTable(readme, LEDGER_RESOURCES);
		expect(operationRowsOf(readme)).toHaveLength(LEDGER_RESOURCES.length);
		expect(operationRowsOf(readme)).toEqual(operationRowsOf(made));
	});

	it.each(['npm ci && npm start', 'npm ci && npm test'])('shows the command %s', (command) => {
		expect(readme).toContain(command);
	});
});
