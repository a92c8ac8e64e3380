import type { INodeParameters } from 'n8n-workflow';
import { toJson } from '../../../lib/model/json';
import type { Order } from '../../../lib/model/order';
import { StoreSync } from '../../../nodes/StoreSync/StoreSync.node';
import { anAttribution, anOrder, aRecordedCommission } from '../../support/builders';
import { runNode, type NodeRun, type RunNodeOptions } from '../../support/runNode';
import {
	connectedToMagento,
	connectedToShopify,
	connectedToWoo,
	signedForMagento,
} from '../StoreOrderTrigger/connectedNode';

type Account = Pick<RunNodeOptions, 'parameters' | 'credentials' | 'credentialTypes'>;

export type StoreName = 'shopify' | 'wooCommerce' | 'magento' | 'magentoSigned';

const CONNECTED = {
	shopify: connectedToShopify,
	wooCommerce: connectedToWoo,
	magento: (url: string) => connectedToMagento(url, null),
	magentoSigned: signedForMagento,
} as const;

function accountOf(name: StoreName, url: string): Account {
	const { credentials, credentialTypes, parameters } = CONNECTED[name](url);
	const kept = Object.entries(parameters ?? {}).filter(([key]) =>
		/^store$|Authentication$/.test(key),
	);
	return {
		parameters: Object.fromEntries(kept) as INodeParameters,
		...(credentials === undefined ? {} : { credentials }),
		...(credentialTypes === undefined ? {} : { credentialTypes }),
	};
}

/** Runs the node against a simulated store; `options` are those of the collection. */
export async function runAt(
	name: StoreName,
	url: string,
	parameters: INodeParameters,
	items: readonly object[] = [{}],
	more: Partial<RunNodeOptions> = {},
): Promise<NodeRun> {
	const account = accountOf(name, url);
	const options = {
		...(name === 'shopify' ? { apiBaseUrl: url } : { storeKey: 'shop.example.com' }),
		...(parameters['options'] as INodeParameters | undefined),
	};
	return await runNode(StoreSync, {
		...account,
		parameters: { ...account.parameters, ...parameters, options },
		items,
		...more,
	});
}

/** An item as the steps before leave it. */
export function purchase(order: Partial<Order>, more: object = {}): object {
	return {
		order: toJson(anOrder(order)),
		attribution: toJson(anAttribution()),
		ledger: { outcome: 'recorded', commissions: [toJson(aRecordedCommission())] },
		note: 'kept',
		...more,
	};
}

export interface StoreJson {
	readonly note?: string;
	readonly store: {
		readonly system: string;
		readonly outcome: string;
		readonly id: string | null;
		readonly reason?: string;
		readonly journey?: string | null;
		readonly customer?: { readonly tags: string[]; readonly fields: Record<string, string> };
		readonly stock?: { readonly quantity: string | null };
	};
}
