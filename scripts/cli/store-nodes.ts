import type { CredentialLink, WorkflowNode } from './workflow-types';

const STORE = 'affiliateStoreApi';

/** Nodes of this package that keep something, by the end of their type. */
export const STORE_NODES: readonly string[] = [
	'affiliateAttribution',
	'affiliateClickTrigger',
	'affiliateCommission',
	'affiliateEventTrigger',
	'affiliateFraudCheck',
	'affiliateLedger',
	'affiliatePlatform',
	'affiliatePlatformTrigger',
	'affiliatePostbackTrigger',
	'crmSync',
	'storeOrderTrigger',
];

/** The slot of the store on a node that has one, where the command line chooses a credential for it. */
export function storeSlot(
	{ type }: Pick<WorkflowNode, 'type'>,
	choices: ReadonlyArray<{ readonly slot: string }>,
): Readonly<Record<string, CredentialLink>> {
	const [packageName = '', name = ''] = type.split('.');
	const isOurs = packageName.endsWith('n8n-nodes-affiliate-loop') && STORE_NODES.includes(name);
	const isChosen = choices.some(({ slot }) => slot === STORE);
	return isOurs && isChosen ? { [STORE]: {} } : {};
}
