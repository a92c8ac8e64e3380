import type { IDataObject } from 'n8n-workflow';
import { toJson } from '../../lib/model/json';
import type { AffiliateStore } from '../../lib/ports/store';

/** What the ledger knows of a customer, for the CRM; null for an unknown one. */
export async function customerSummaryOf(
	store: AffiliateStore,
	customerKey: string | null,
	currency: string,
): Promise<IDataObject | null> {
	if (customerKey === null) return null;
	return toJson(await store.history.customerSummary(customerKey, currency)) as IDataObject;
}
