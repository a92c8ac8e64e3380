import process from 'node:process';

/** Whether this n8n is one of several processes: a main, workers, webhook processors. */
export function isQueueMode(): boolean {
	return process.env.EXECUTIONS_MODE === 'queue';
}
