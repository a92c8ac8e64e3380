import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	ILoadOptionsFunctions,
	INodeType,
} from 'n8n-workflow';
import { toJson } from '../../../../lib/model/json';
import type { Order } from '../../../../lib/model/order';
import { CrmSync } from '../../../../nodes/CrmSync/CrmSync.node';
import { axiosHttpPort } from '../../../support/axios-http-port';
import {
	aCustomer,
	anAttribution,
	anOrder,
	aRecordedCommission,
	aRefund,
	eur,
	ORDERED_AT,
} from '../../../support/builders';
import { runNode, type NodeRun, type RunNodeOptions } from '../../../support/runNode';

export interface CrmJson {
	readonly system: string;
	readonly outcome: string;
	readonly contactId: string | null;
	readonly purchaseId: string | null;
	readonly fields: Record<string, Record<string, string>>;
	readonly skipped: string[];
	readonly reason?: string;
}

/** How a user has set the node up. */
export interface CrmUser {
	readonly parameters: Record<string, unknown>;
	readonly options?: Record<string, unknown>;
	readonly credentials: Readonly<Record<string, ICredentialDataDecryptedObject>>;
	readonly credentialTypes: readonly ICredentialType[];
	readonly nodeClass?: new () => INodeType;
}

export async function runAs(
	user: CrmUser,
	items: readonly object[],
	more: RunNodeOptions = {},
): Promise<NodeRun> {
	return await runNode(user.nodeClass ?? CrmSync, {
		parameters: {
			...user.parameters,
			options: user.options ?? {},
		} as NonNullable<RunNodeOptions['parameters']>,
		items,
		credentials: user.credentials,
		credentialTypes: user.credentialTypes,
		...more,
	});
}

/** What the node says of each item. */
export function crmOf(run: NodeRun, output = 0): CrmJson[] {
	return run.json<{ crm: CrmJson }>(output).map(({ crm }) => crm);
}

const CUSTOMER = {
	customerKey: 'key',
	orderCount: 2,
	lifetimeValue: eur('187.20'),
	firstOrderAt: ORDERED_AT,
	lastOrderAt: ORDERED_AT,
	firstAffiliateCode: 'anna',
	firstTouchAt: '2026-11-14T10:00:00.000Z',
	lastAffiliateCode: 'anna',
	lastTouchAt: '2026-11-14T10:00:00.000Z',
};

/** A paid order with what attribution and ledger say of it. */
export function orderItem(
	orderId: string,
	email: string | null,
	order: Partial<Order> = {},
): object {
	return {
		order: toJson(
			anOrder({ orderId, orderNumber: `#${orderId}`, customer: aCustomer({ email }), ...order }),
		),
		attribution: toJson(anAttribution()),
		ledger: {
			outcome: 'recorded',
			conversionId: 'cnv_1',
			commissions: [toJson(aRecordedCommission())],
			customer: toJson(CUSTOMER),
		},
	};
}

/** Money that went back on the order 1001. */
export function refundItem(amount: string): object {
	return {
		refund: toJson(aRefund({ refundId: 'r1', total: eur(amount) })),
		ledger: {
			outcome: 'reversed',
			commissions: [toJson(aRecordedCommission({ reversed: eur('2.00') }))],
			customer: toJson({ ...CUSTOMER, lifetimeValue: eur('167.20') }),
		},
	};
}

/** What n8n hands to a list of the editor, with real requests signed by these headers. */
export function editor(
	parameters: Readonly<Record<string, unknown>>,
	headers: Readonly<Record<string, string>>,
	credential: object = {},
): ILoadOptionsFunctions {
	const http = axiosHttpPort(headers);
	const context = {
		getNode: () => ({ name: 'CRM Sync', type: 'crmSync' }),
		getCredentials: () => Promise.resolve(credential),
		getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
		helpers: {
			httpRequestWithAuthentication: async (
				_type: string,
				{ qs, ...request }: { method: 'GET'; url: string; qs?: Record<string, string> },
			) => {
				const { status, ...answer } = await http.request({
					...request,
					...(qs ? { query: qs } : {}),
				});
				return { statusCode: status, ...answer };
			},
		},
	};
	return context as unknown as ILoadOptionsFunctions;
}
