import {
	OperationalError,
	type INodeExecutionData,
	type IRun,
	type ITriggerFunctions,
} from 'n8n-workflow';
import { isQueueMode } from '../queueMode';

/** So long the end of a run on a worker is waited for. */
const PATIENCE_MILLISECONDS = 10 * 60_000;

/**
 * Starts the workflow with items and resolves with its run.
 *
 * In queue mode n8n forgets a job as soon as it is done, and never tells of one that was done before
 * main began to listen for it. What the run was for would keep its lease, and its queue its place, until
 * n8n is started again. So this rejects after ten minutes, and it runs again, which is safe.
 */
export async function emitAndWait(
	context: Pick<ITriggerFunctions, 'emit' | 'helpers' | 'logger'>,
	items: INodeExecutionData[],
): Promise<IRun> {
	const done = context.helpers.createDeferredPromise<IRun>();
	context.emit([items], undefined, done);
	if (!isQueueMode()) return await done.promise;
	const timer = setTimeout(() => {
		const message = 'n8n did not tell within ten minutes how a run on a worker ended';
		context.logger.warn(
			`${message}; it runs again. N8N_EXECUTIONS_QUEUE_KEEP_LAST_COMPLETED and N8N_EXECUTIONS_QUEUE_KEEP_LAST_FAILED of 1000 let n8n find out.`,
		);
		done.reject(new OperationalError(message));
	}, PATIENCE_MILLISECONDS);
	timer.unref();
	try {
		return await done.promise;
	} finally {
		clearTimeout(timer);
	}
}
