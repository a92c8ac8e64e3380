import type { IRun, ITriggerFunctions } from 'n8n-workflow';
import { emitAndWait } from '../../../nodes/shared/pump/emitAndWait';

const PATIENCE_MILLISECONDS = 10 * 60_000;

type Deferred = ReturnType<typeof createDeferredPromise>;

function createDeferredPromise() {
	let resolve: (run: IRun) => void = () => undefined;
	let reject: (error: Error) => void = () => undefined;
	const promise = new Promise<IRun>((onResolve, onReject) => {
		resolve = onResolve;
		reject = onReject;
	});
	return { promise, resolve, reject };
}

/** A trigger whose runs end when the test says so. */
function trigger() {
	const runs: Deferred[] = [];
	const warnings: string[] = [];
	const context = {
		helpers: { createDeferredPromise },
		logger: { warn: (message: string) => warnings.push(message) },
		emit: (_data: unknown, _response: unknown, done?: Deferred) => {
			if (done !== undefined) runs.push(done);
		},
	} as unknown as ITriggerFunctions;
	return { context, runs, warnings };
}

describe('A run that is waited for', () => {
	beforeEach(() => {
		jest.useFakeTimers();
		process.env.EXECUTIONS_MODE = 'queue';
	});

	afterEach(() => {
		jest.useRealTimers();
		delete process.env.EXECUTIONS_MODE;
	});

	it('resolves with its end and leaves no timer', async () => {
		const { context, runs } = trigger();
		const waiting = emitAndWait(context, [{ json: {} }]);
		const run = { status: 'success' } as IRun;
		runs[0]?.resolve(run);
		expect(await waiting).toBe(run);
		expect(jest.getTimerCount()).toBe(0);
	});

	it('is given up in queue mode when its end is never told, and says which settings help', async () => {
		const { context, warnings } = trigger();
		const waiting = emitAndWait(context, [{ json: {} }]);
		const rejected = expect(waiting).rejects.toThrow('did not tell within ten minutes');
		await jest.advanceTimersByTimeAsync(PATIENCE_MILLISECONDS);
		await rejected;
		expect(warnings.join()).toContain('N8N_EXECUTIONS_QUEUE_KEEP_LAST_COMPLETED');
	});

	it('may take as long as it likes in one process, which always knows its end', async () => {
		delete process.env.EXECUTIONS_MODE;
		const { context, runs } = trigger();
		const waiting = emitAndWait(context, [{ json: {} }]);
		await jest.advanceTimersByTimeAsync(PATIENCE_MILLISECONDS * 100);
		runs[0]?.resolve({ status: 'success' } as IRun);
		expect((await waiting).status).toBe('success');
	});
});
