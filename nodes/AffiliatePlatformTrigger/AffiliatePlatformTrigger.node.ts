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
import { PLATFORM_SYSTEMS } from '../AffiliatePlatform/platforms';
import { pathWebhook } from '../shared/pathWebhook';
import { affiliateStoreCredential } from '../shared/workspaceStore';
import { testPlatformWebhookSecret } from './credentialTest';
import { createHooks, deleteHooks, needsNoRegistration } from './hooks';
import { platformTriggerProperties } from './parameters';
import { receiveEvent } from './receiveEvent';
import { runTrigger } from './runTrigger';

export class AffiliatePlatformTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Affiliate Platform Trigger',
		name: 'affiliatePlatformTrigger',
		icon: {
			light: 'file:affiliatePlatformTrigger.svg',
			dark: 'file:affiliatePlatformTrigger.dark.svg',
		},
		group: ['trigger'],
		// Above 1 on purpose: for version 1 of any node n8n evaluates an expression per request
		// (the old Webhook node's binary option), which makes each delivery many times slower.
		version: 2,
		subtitle: '={{ $parameter["platform"] }}',
		description:
			'Takes events of an affiliate platform, reads what they are about, and starts the workflow once per state',
		eventTriggerDescription: 'Waiting for an event of the platform',
		activationMessage:
			'Events are taken in. Unless the trigger registers itself, enter the production address on the platform.',
		defaults: { name: 'Affiliate Platform Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'platformWebhookSecretApi',
				required: true,
				testedBy: 'testPlatformWebhookSecret',
			},
			// Refersion signs its events, so that nothing needs to be read again.
			...PLATFORM_SYSTEMS.filter(({ value }) => value !== 'refersion').map(
				({ credential, value }) => ({
					name: credential,
					required: true,
					displayOptions: { show: { platform: [value] } },
				}),
			),
			affiliateStoreCredential,
		],
		webhooks: [
			pathWebhook({ name: 'default', httpMethod: 'POST' }),
			pathWebhook({ name: 'setup', httpMethod: 'GET' }),
		],
		triggerPanel: {
			header: '',
			executionsHelp: {
				inactive:
					"While you build, click 'Listen for test event' and have the platform send to the test address: what the event is about is shown here and not stored. Publish the workflow to serve the production address.",
				active:
					"Events that come to the production address run in the background; see the executions list. 'Listen for test event' shows one here without storing it.",
			},
			activationHint: 'Publish the workflow to take in events.',
		},
		properties: platformTriggerProperties,
	};

	methods = {
		credentialTest: {
			async testPlatformWebhookSecret(
				this: ICredentialTestFunctions,
				credential: ICredentialsDecrypted,
			): Promise<INodeCredentialTestResult> {
				return testPlatformWebhookSecret(credential);
			},
		},
	};

	/** Registers the address at platforms that take it by their API; else its owner does. */
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

	/** Keeps what an event is about and answers. Starts no run, except while testing. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveEvent(this);
	}

	/** Reads again what stored events are about, and gives it to the workflow until a run has succeeded. */
	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await runTrigger(this);
	}
}
