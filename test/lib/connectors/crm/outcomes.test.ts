import { failedOutcome } from '../../../../lib/connectors/crm';

const WORDS = { reason: 'No', field: null, hint: 'Mend it.' };

describe('a record that was not written', () => {
	it.each([
		{ status: 300, retryable: false, outcome: 'rejected', because: 'its key leads to several' },
		{ status: 400, retryable: false, outcome: 'rejected', because: 'a value is wrong' },
		{ status: 401, retryable: false, outcome: 'failed', because: 'the credential is' },
		{ status: 409, retryable: true, outcome: 'failed', because: 'it may go better later' },
	])('is $outcome after $status, because $because', ({ status, retryable, outcome }) => {
		const failure = { status, retryable, retryAfterMilliseconds: null };
		expect(failedOutcome('key', failure, WORDS)).toMatchObject({ outcome, retryable });
	});
});
