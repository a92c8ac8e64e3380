import type { RemoteWorkflow, WorkflowFile } from './workflow-types';

/** Share of a file's nodes that a renamed workflow must still have to be taken for it. */
const SAME_SHARE = 0.5;

/**
 * Finds the workflow that an earlier import made of this file. n8n's public API keeps no template
 * mark, so it goes by the name and, where the user has renamed the workflow, by the ids of its nodes.
 * Two renamed copies cannot be told apart: then none is taken and a new workflow will be made.
 */
export function matchWorkflow(
	file: WorkflowFile,
	remote: readonly RemoteWorkflow[],
): RemoteWorkflow | undefined {
	const named = remote.filter(({ name }) => name === file.name);
	if (named.length > 0) return named[0];
	const ids = new Set(file.nodes.map(({ id }) => id));
	const alike = remote.filter(({ nodes }) => {
		const shared = nodes.filter(({ id }) => ids.has(id)).length;
		return shared > 0 && shared / ids.size >= SAME_SHARE;
	});
	return alike.length === 1 ? alike[0] : undefined;
}
