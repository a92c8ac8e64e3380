import {
	NodeConnectionTypes,
	type ICredentialsDecrypted,
	type ICredentialTestFunctions,
	type IHookFunctions,
	type INodeCredentialTestResult,
	type INodeType,
	type INodeTypeDescription,
	type ITriggerFunctions,
	type ITriggerResponse,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { affiliateStoreCredential } from '../shared/workspaceStore';
import { testStoreWebhookSecret } from './credentialTest';
import { accountCredentials, storeOrderProperties } from './parameters';
import { receiveWebhook } from './receiveWebhook';
import { runTrigger } from './runTrigger';
import { pathWebhook } from '../shared/pathWebhook';
import { createHooks, deleteHooks, needsNoRegistration } from './webhookHooks';

export class StoreOrderTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Store Order Trigger',
		name: 'storeOrderTrigger',
		icon: { light: 'file:storeOrderTrigger.svg', dark: 'file:storeOrderTrigger.dark.svg' },
		group: ['trigger'],
		// Above 1 on purpose: for version 1 of any node n8n evaluates an expression per request
		// (the old Webhook node's binary option), which makes each delivery many times slower.
		version: 2,
		subtitle:
			'={{ { generic: "Generic", magento: "Magento / Adobe Commerce", stripe: "Stripe", wooCommerce: "WooCommerce" }[$parameter["store"]] ?? "Shopify" }}',
		description:
			'Takes signed webhooks of a store, reads what they did not bring, and starts the workflow once per order event',
		eventTriggerDescription: 'Waiting for a webhook of the store',
		activationMessage:
			'Orders are taken in. Unless the trigger is connected to the store, register the production address there.',
		defaults: { name: 'Store Order Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'storeWebhookSecretApi',
				required: true,
				testedBy: 'testStoreWebhookSecret',
				// Only Magento has this switch: its webhooks are optional.
				displayOptions: { hide: { takeWebhooks: [false] } },
			},
			...accountCredentials,
			affiliateStoreCredential,
		],
		webhooks: [pathWebhook({ name: 'default', httpMethod: 'POST' })],
		triggerPanel: {
			header: '',
			executionsHelp: {
				inactive:
					"While you build, click 'Listen for test event', register the test address in your store and place an order: its events are shown here and not stored. Publish the workflow to serve the production address.",
				active:
					"Orders that come to the production address run in the background; see the executions list. 'Listen for test event' shows a delivery here without storing it.",
			},
			activationHint: 'Publish the workflow to take in orders.',
		},
		properties: storeOrderProperties,
	};

	methods = {
		credentialTest: {
			async testStoreWebhookSecret(
				this: ICredentialTestFunctions,
				credential: ICredentialsDecrypted,
			): Promise<INodeCredentialTestResult> {
				return testStoreWebhookSecret(credential);
			},
		},
	};

	/** Registers the address at a store that the trigger is connected to; else its owner does. */
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return needsNoRegistration(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await createHooks(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await deleteHooks(this);
			},
		},
	};

	/** Makes the events of a delivery durable and answers. Starts no run, except while testing. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveWebhook(this);
	}

	/** Gives the stored events to the workflow, each until a run has succeeded. */
	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await runTrigger(this);
	}
}
