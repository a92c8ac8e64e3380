/** Which trigger an inbox entry belongs to: one node of one workflow. */
export function consumerOf(context: {
	getWorkflow(): { id?: string | undefined };
	getNode(): { id: string };
}): string {
	return `${context.getWorkflow().id ?? 'unsaved'}:${context.getNode().id}`;
}
