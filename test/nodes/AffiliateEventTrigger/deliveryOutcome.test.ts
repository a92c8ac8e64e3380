import type { IRun } from 'n8n-workflow';
import { deliveryOutcome } from '../../../nodes/AffiliateEventTrigger/deliveryOutcome';

const failedRun = (error: object, runData: object = {}): IRun =>
	({
		status: 'error',
		data: { resultData: { error: { name: 'NodeApiError', ...error }, runData } },
	}) as unknown as IRun;

const errorItems = (...details: object[]) => ({
	CRM: [{ data: { main: [details.map((entry) => ({ json: { error: 'no', details: entry } }))] } }],
});

const retry = (overrides: object) => expect.objectContaining({ outcome: 'retry', ...overrides });

describe('what a run means for its delivery', () => {
	it.each([
		['success', 'done'],
		['waiting', 'done'],
		['error', 'retry'],
		['crashed', 'retry'],
		['canceled', 'retry'],
	] as const)('takes one that ended as %s for %s', (status, outcome) => {
		expect(deliveryOutcome({ status } as IRun).outcome).toBe(outcome);
	});

	it('takes an event that the workflow ended for good for delivered', () => {
		expect(deliveryOutcome(failedRun({ type: 'final' })).outcome).toBe('done');
		expect(deliveryOutcome(undefined).outcome).toBe('retry');
	});

	it('blames the destination for an error, but not for a shutdown or for one record', () => {
		expect(deliveryOutcome(failedRun({}))).toEqual(retry({ isOutage: true }));
		expect(deliveryOutcome(failedRun({ httpCode: '503' }))).toEqual(retry({ isOutage: true }));
		expect(deliveryOutcome(failedRun({ httpCode: '401' }))).toEqual(retry({ isOutage: true }));
		expect(deliveryOutcome(failedRun({ httpCode: '422' }))).toEqual(retry({ isOutage: false }));
		expect(deliveryOutcome({ status: 'canceled' } as IRun)).toEqual(retry({ isOutage: false }));
	});

	it.each([
		['our own advice', { context: { retryable: true, retryAfterMilliseconds: 7_000 } }, 7_000],
		["n8n's own", { failure: { cause: 'rate-limited', retryAfterMs: 9_000 } }, 9_000],
		['advice that is no time', { context: { retryAfterMilliseconds: -1 } }, null],
		['advice that is no number', { context: { retryAfterMilliseconds: '7' } }, null],
		['no advice', { context: {} }, null],
	])('waits as long as it is asked to: %s', (_what, error, retryAfterMilliseconds) => {
		expect(deliveryOutcome(failedRun(error))).toEqual(retry({ retryAfterMilliseconds }));
	});

	it('sets aside what is refused for good', () => {
		expect(deliveryOutcome(failedRun({ context: { retryable: false } })).outcome).toBe('dead');
	});

	it('reads the advice of error items when a Stop and Error ended the run', () => {
		const stop = { name: 'NodeOperationError', context: {} };
		const refused = { code: 'crm_rejected', crm: { retryable: false } };
		const later = { crm: { retryable: true, retryAfterMilliseconds: 4_000 } };
		const own = { retryable: true, retryAfterMilliseconds: 6_000 };
		expect(deliveryOutcome(failedRun(stop, errorItems(refused))).outcome).toBe('dead');
		expect(deliveryOutcome(failedRun(stop, errorItems(refused, later, own)))).toEqual(
			retry({ retryAfterMilliseconds: 6_000 }),
		);
		expect(deliveryOutcome(failedRun(stop, { CRM: [{}], Other: null }))).toEqual(
			retry({ retryAfterMilliseconds: null }),
		);
	});

	it('names node, kind and status, and nothing that an error says', () => {
		const run = failedRun({
			message: 'carla@secret.example',
			httpCode: '503',
			name: 'NodeApiError',
		});
		Object.assign(run.data.resultData, { lastNodeExecuted: 'CRM Sync' });
		expect(deliveryOutcome(run)).toMatchObject({
			reason: "The workflow ended as 'error' at 'CRM Sync' (NodeApiError, HTTP 503)",
		});
		const strange = failedRun({ name: 'carla@secret.example', httpCode: 'carla@secret.example' });
		expect(JSON.stringify(deliveryOutcome(strange))).not.toContain('carla');
	});
});
