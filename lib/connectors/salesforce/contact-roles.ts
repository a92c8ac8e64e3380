import type { VendorFailure } from '../vendor';
import type { SalesforceClient } from './client';
import { writeRows } from './write-rows';

export interface OpportunityContact {
	readonly opportunityId: string;
	readonly contactId: string;
}

export interface TiedContacts {
	/** Opportunities that got a role now. */
	readonly tied: ReadonlySet<string>;
	/** What did not work, by opportunity id. */
	readonly failures: ReadonlyMap<string, VendorFailure>;
}

/**
 * Ties opportunities to contacts, each pair once. A role has no key of its own, so the pairs that are
 * there are left out, and a request whose answer was lost is not sent again; the next run reads what
 * became of it. The first role of an opportunity is its primary one.
 */
export async function tieContacts(
	client: SalesforceClient,
	pairs: readonly OpportunityContact[],
	existing: ReadonlyMap<string, readonly string[]>,
): Promise<TiedContacts> {
	const wanted = new Map<string, OpportunityContact>();
	for (const pair of pairs) {
		const { opportunityId, contactId } = pair;
		if (existing.get(opportunityId)?.includes(contactId) === true) continue;
		wanted.set(`${opportunityId}/${contactId}`, pair);
	}
	const withPrimary = new Set(
		[...existing].filter(([, contacts]) => contacts.length > 0).map(([id]) => id),
	);
	const rows = [...wanted].map(([key, { opportunityId, contactId }]) => {
		const IsPrimary = !withPrimary.has(opportunityId);
		withPrimary.add(opportunityId);
		return {
			key,
			body: { OpportunityId: opportunityId, ContactId: contactId, IsPrimary },
		};
	});
	const results = await writeRows(
		client,
		{
			method: 'POST',
			path: '/composite/sobjects',
			sobject: 'OpportunityContactRole',
			safety: 'once',
		},
		rows,
	);
	const failures = new Map<string, VendorFailure>();
	const tied = new Set<string>();
	for (const [key, result] of results) {
		const id = wanted.get(key)?.opportunityId ?? '';
		if (result.ok) tied.add(id);
		else failures.set(id, result.failure);
	}
	return { tied, failures };
}
