import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FRAUD_RULES } from '../../lib/fraud';
import { LEDGER_RESOURCES } from '../../nodes/AffiliateLedger/resources';
import { PLATFORM_SYSTEMS } from '../../nodes/AffiliatePlatform/platforms';
import { documentedCodes, errorCodesIn, explainedCodes } from '../../scripts/docs/error-codes';
import { fraudPage } from '../../scripts/docs/fraud-page';
import { fraudRowsOf, withFraudTable } from '../../scripts/docs/fraud-table';
import { platformPage } from '../../scripts/docs/platform-page';
import { operationRowsOf, withOperationsTable } from '../../scripts/docs/operations-table';

const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');

describe('the README', () => {
	it('lists every fraud rule as the catalogue has it (npm run build && npm run docs)', () => {
		expect(fraudRowsOf(readme)).toHaveLength(FRAUD_RULES.length);
		expect(fraudRowsOf(readme)).toEqual(fraudRowsOf(withFraudTable(readme, FRAUD_RULES)));
	});

	it('has a page that says of every fraud rule what the catalogue says', () => {
		const page = readFileSync(join(__dirname, '../../docs/fraud-rules.md'), 'utf8');
		const words = (text: string) => text.split(/\s+/).join(' ');
		expect(words(page)).toBe(words(fraudPage(FRAUD_RULES)));
	});

	it('has a page that says of every affiliate platform what its connector says', () => {
		const page = readFileSync(join(__dirname, '../../docs/affiliate-platforms.md'), 'utf8');
		const words = (text: string) => text.split(/[\s|:-]+/).join(' ');
		expect(words(page)).toBe(words(platformPage(PLATFORM_SYSTEMS)));
	});

	it('lists every operation of the ledger as the node has it (npm run build && npm run docs)', () => {
		const made = withOperationsTable(readme, LEDGER_RESOURCES);
		expect(operationRowsOf(readme)).toHaveLength(LEDGER_RESOURCES.length);
		expect(operationRowsOf(readme)).toEqual(operationRowsOf(made));
	});

	it('lists every error code that the code has, and no other', () => {
		const listed = documentedCodes(readme);
		expect([...listed].sort()).toEqual(errorCodesIn(join(__dirname, '../..')));
	});

	it('has a page that explains every error code that it lists', () => {
		const page = readFileSync(join(__dirname, '../../docs/error-codes.md'), 'utf8');
		expect(explainedCodes(page)).toEqual(documentedCodes(readme));
	});

	it.each(['npm ci && npm start', 'npm ci && npm test'])('shows the command %s', (command) => {
		expect(readme).toContain(command);
	});
});
