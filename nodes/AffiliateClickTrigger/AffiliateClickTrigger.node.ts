import {
	NodeConnectionTypes,
	type IDataObject,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type ITriggerFunctions,
	type ITriggerResponse,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import {
	readClickSettings,
	readRequest,
	redirect,
	serveSite,
	type ClickSettings,
	type WebhookRequest,
	type WebhookResponse,
} from '../../lib/edge';
import { serveLink, type ServedLink } from '../../lib/tracking';
import { toNodeError } from '../shared/nodeErrors';
import { consumerOf } from '../shared/pump/consumer';
import { handOverTestItems } from '../shared/pump/inboxTrigger';
import { keepManualItems } from '../shared/pump/manualItems';
import { requirePlainPath } from '../shared/requirePlainPath';
import { reasonOf } from '../../lib/kernel';
import { affiliateStoreCredential } from '../shared/workspaceStore';
import { readOwnPort, serveOnOwnPort, type OwnPort } from './ownPort';
import { clickTriggerProperties } from './parameters';
import { clickRuntime } from './runtimes';
import { clickWebhooks } from './webhookDescriptions';

export class AffiliateClickTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Affiliate Click Trigger',
		name: 'affiliateClickTrigger',
		icon: { light: 'file:affiliateClickTrigger.svg', dark: 'file:affiliateClickTrigger.dark.svg' },
		group: ['trigger'],
		// Above 1 on purpose: for version 1 of any node n8n evaluates an expression per request
		// (the old Webhook node's binary option), which makes each click many times slower.
		version: 2,
		subtitle: '={{ "/" + $parameter["path"] }}',
		description: 'Serves tracked links: records the click and sends the visitor on',
		eventTriggerDescription: 'Waiting for somebody to open a tracked link',
		activationMessage: 'Tracked links are live. Clicks are kept in the Affiliate Store.',
		defaults: { name: 'Affiliate Click Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [affiliateStoreCredential],
		webhooks: clickWebhooks(),
		triggerPanel: {
			header: '',
			executionsHelp: {
				inactive:
					"While you build, click 'Listen for test event' and open the test address: the click is shown here and not stored. Publish the workflow to serve the production address.",
				active:
					"The production address serves links without starting executions; find the clicks with the Affiliate Ledger. 'Listen for test event' shows a click here without storing it.",
			},
			activationHint: 'Publish the workflow to put the links to use.',
		},
		properties: clickTriggerProperties,
	};

	webhookMethods = {
		default: {
			// Runs when the workflow is published, before the first visitor comes.
			async checkExists(this: IHookFunctions): Promise<boolean> {
				checkParameters(this);
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

	/**
	 * Answers by itself and starts no execution. While testing, the click becomes an item and is
	 * not stored. Whatever goes wrong, the visitor lands somewhere and learns nothing of it.
	 */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const response = this.getResponseObject() as WebhookResponse;
		let settings: ClickSettings | null = null;
		try {
			settings = readClickSettings(
				this.getNodeParameter('fallbackUrl', ''),
				this.getNodeParameter('options', {}) as IDataObject,
			);
			return await serve(this, settings, response);
		} catch (error) {
			this.logger.error('Affiliate Click Trigger: a link could not be served', {
				reason: reasonOf(error),
			});
			redirect(response, settings?.tracking.fallbackUrl.href ?? null, []);
			return { noWebhookResponse: true };
		}
	}

	/** Serves the links on a port of their own as well, where that is wanted. */
	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		if (this.getMode() === 'manual') return handOverTestItems(this);
		try {
			const ownPort = ownPortOf(this);
			if (ownPort === null) return {};
			return { closeFunction: await serveOnOwnPort(this, ownPort) };
		} catch (error) {
			throw toNodeError(this.getNode(), error, 0);
		}
	}
}

async function serve(
	context: IWebhookFunctions,
	settings: ClickSettings,
	response: WebhookResponse,
): Promise<IWebhookResponseData> {
	const { tracking, counting, usesHostProxySetting } = settings;
	const { linkCode } = context.getParamsData() as { linkCode?: string };
	const request = readRequest(context.getRequestObject() as WebhookRequest, linkCode ?? null, {
		trusted: tracking.trustedProxies,
		usesHostSetting: usesHostProxySetting,
	});
	const runtime = await clickRuntime(context, counting);
	if (context.getMode() === 'manual') {
		const served = await serveLink(request, tracking, runtime.ports);
		const items = [{ json: preview(served) }];
		keepManualItems(consumerOf(context), items);
		redirect(response, served.location, served.cookies);
		return { noWebhookResponse: true, workflowData: [items] };
	}
	const { location, cookies } = await serveSite(request, settings, runtime, (what, reason) =>
		context.logger.error(`Affiliate Click Trigger: ${what}`, { reason }),
	);
	redirect(response, location, cookies);
	return { noWebhookResponse: true };
}

function preview({ click, location, cookies, reason }: ServedLink): IDataObject {
	return {
		click,
		redirect: { url: location, setsCookie: cookies.length > 0, fallbackReason: reason },
		isTest: true,
	};
}

function checkParameters(context: IHookFunctions): void {
	try {
		requirePlainPath(context.getNodeParameter('path', ''));
		readClickSettings(
			context.getNodeParameter('fallbackUrl', ''),
			context.getNodeParameter('options', {}) as IDataObject,
		);
		ownPortOf(context);
	} catch (error) {
		throw toNodeError(context.getNode(), error, 0);
	}
}

/** Null where links are served by n8n alone. */
function ownPortOf(context: Pick<ITriggerFunctions, 'getNodeParameter'>): OwnPort | null {
	return context.getNodeParameter('ownPort', false) === true ? readOwnPort(context) : null;
}
