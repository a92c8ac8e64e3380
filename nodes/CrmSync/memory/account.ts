import type { IExecuteFunctions } from 'n8n-workflow';
import type { SyncScope } from '../../../lib/ports/sync-store';
import { chosenSystem, type CrmSystem } from '../systems';

const UNKNOWN_ACCOUNT = 'default';

/**
 * Where a run's memory is kept. An account is known by the id of the n8n credential in use: the same
 * for all nodes and workflows that use it, and never the same for two clients of an agency. A new
 * credential for the same account begins with an empty memory, which leaves the CRM's values alone.
 */
export function syncScope(execute: IExecuteFunctions, object: string): SyncScope {
	const system = chosenSystem(execute);
	return { system: system.value, account: accountOf(execute, system), object };
}

function accountOf(execute: IExecuteFunctions, { credentials }: CrmSystem): string {
	const chosen = execute.getNode().credentials ?? {};
	const used = credentials.find(
		({ name, displayOptions }) =>
			chosen[name] !== undefined &&
			Object.entries(displayOptions?.show ?? {}).every(([parameter, values]) =>
				(values as readonly unknown[]).includes(execute.getNodeParameter(parameter, 0, null)),
			),
	);
	const credential = used === undefined ? undefined : chosen[used.name];
	return credential?.id ?? credential?.name ?? UNKNOWN_ACCOUNT;
}
