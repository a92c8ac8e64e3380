import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type ITriggerFunctions,
	type ITriggerResponse,
} from 'n8n-workflow';
import { affiliateStoreCredential } from '../shared/workspaceStore';
import { eventTriggerProperties } from './parameters';
import { runTrigger } from './runTrigger';

export class AffiliateEventTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Affiliate Event Trigger',
		name: 'affiliateEventTrigger',
		icon: {
			light: 'file:affiliateEventTrigger.svg',
			dark: 'file:affiliateEventTrigger.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].length + " event types" }}',
		description:
			'Starts the workflow with what happened in the Affiliate Ledger, one run per event',
		eventTriggerDescription: 'Waiting for an event of the ledger',
		activationMessage: 'Events of the ledger start this workflow from now on.',
		defaults: { name: 'Affiliate Event Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [affiliateStoreCredential],
		triggerPanel: {
			header: '',
			executionsHelp: {
				inactive:
					"While you build, 'Fetch Test Event' gives the latest event of the ledger as an example. Publish the workflow to be given every event from then on.",
				active:
					"Events run in the background; see the executions list. 'Fetch Test Event' gives the latest one as an example.",
			},
			activationHint: 'Publish the workflow to be given events.',
		},
		properties: eventTriggerProperties,
	};

	/** Gives the events of the ledger to the workflow, each until a run has succeeded. */
	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await runTrigger(this);
	}
}
