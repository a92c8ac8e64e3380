import type { INodeExecutionData } from 'n8n-workflow';

const waiting = new Map<string, INodeExecutionData[]>();

/**
 * While testing, n8n first calls webhook() and then, because the node has one, trigger() in the
 * run that the webhook started, without handing over its items. They wait here in between.
 */
export function keepManualItems(consumer: string, items: INodeExecutionData[]): void {
	waiting.set(consumer, items);
}

/** The items of the test delivery, once; undefined when this process did not receive it. */
export function takeManualItems(consumer: string): INodeExecutionData[] | undefined {
	const items = waiting.get(consumer);
	waiting.delete(consumer);
	return items;
}
