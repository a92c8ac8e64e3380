import type { INodeExecutionData, IRun, ITriggerFunctions } from 'n8n-workflow';

/** Starts the workflow with items and resolves with its run. */
export async function emitAndWait(
	context: ITriggerFunctions,
	items: INodeExecutionData[],
): Promise<IRun> {
	const done = context.helpers.createDeferredPromise<IRun>();
	context.emit([items], undefined, done);
	return await done.promise;
}
