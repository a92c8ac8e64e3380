import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { requirePlainPath } from '../shared/requirePlainPath';
import { toNodeError } from '../shared/nodeErrors';
import { affiliateStoreCredential } from '../shared/workspaceStore';
import { postbackTriggerProperties } from './parameters';
import { receivePostback } from './receivePostback';
import { pathWebhook } from '../shared/pathWebhook';

export class AffiliatePostbackTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Affiliate Postback Trigger',
		name: 'affiliatePostbackTrigger',
		icon: {
			light: 'file:affiliatePostbackTrigger.svg',
			dark: 'file:affiliatePostbackTrigger.dark.svg',
		},
		group: ['trigger'],
		// Above 1 on purpose: for version 1 of any node n8n evaluates an expression per request
		// (the old Webhook node's binary option), which makes each call many times slower.
		version: 2,
		subtitle: '={{ "/" + $parameter["path"] }}',
		description: "Takes signed calls of apps and partners' servers: clicks, and claims of orders",
		eventTriggerDescription: "Waiting for a call of an app or a partner's server",
		activationMessage: 'Postbacks are taken in. They are kept in the Affiliate Store.',
		defaults: { name: 'Affiliate Postback Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [affiliateStoreCredential],
		webhooks: [pathWebhook({ name: 'default', httpMethod: 'POST' })],
		triggerPanel: {
			header: '',
			executionsHelp: {
				inactive:
					"While you build, click 'Listen for test event' and post to the test address: the signature is checked, the call is shown here and not stored. Publish the workflow to serve the production address.",
				active:
					"Calls to the production address are stored and run in the background; see the executions list. 'Listen for test event' shows a call here without storing it.",
			},
			activationHint: 'Publish the workflow to take in postbacks.',
		},
		properties: postbackTriggerProperties,
	};

	webhookMethods = {
		default: {
			// Runs when the workflow is published, before the first call comes.
			async checkExists(this: IHookFunctions): Promise<boolean> {
				try {
					requirePlainPath(this.getNodeParameter('path', ''));
				} catch (error) {
					throw toNodeError(this.getNode(), error, 0);
				}
				return true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	/** Makes a call durable, answers it, and starts the workflow with it. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receivePostback(this);
	}
}
