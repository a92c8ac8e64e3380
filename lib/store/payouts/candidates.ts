import { sumMoney } from '../../kernel';
import { affiliateSchema, type Affiliate } from '../../model/affiliate';
import type { PayoutCandidate } from '../../ports/payout-store';
import { chunks } from '../chunks';
import type { StoreContext, StoreQueries } from '../engine';
import type { WorkspaceKeys } from '../keys/workspace-keys';
import { readRecord } from '../registry/read-record';
import { distinctCustomers, heldCommissions, holdingCases, paidBefore } from './candidate-facts';
import { openAccounts, type OpenEntryFilter } from './open-entries';
import { newestProfiles } from './profiles';

/**
 * Everybody with something open, per currency, with the facts that eligibility depends on (C35,
 * C37). Sorted by affiliate id and currency. What is open of an affiliate that is not in the
 * registry stays on its account: nobody could be paid.
 */
export async function loadCandidates(
	{ keys }: StoreContext,
	tx: StoreQueries,
	filter: OpenEntryFilter,
): Promise<PayoutCandidate[]> {
	const accounts = await openAccounts(tx, filter);
	const ids = [...new Set(accounts.map(({ affiliateId }) => affiliateId))];
	const affiliates = await loadAffiliates(tx, keys, ids);
	const profiles = await newestProfiles(tx, keys, ids);
	const customers = await distinctCustomers(tx, ids);
	const paid = await paidBefore(tx, ids);
	const held = await heldCommissions(tx, ids);
	const cases = await holdingCases(tx, ids);
	return accounts.flatMap(({ affiliateId, currency, entries }) => {
		const affiliate = affiliates.get(affiliateId);
		if (affiliate === undefined) return [];
		return {
			affiliate,
			profile: profiles.get(affiliateId) ?? null,
			balance: sumMoney(
				entries.map(({ amount }) => amount),
				currency,
			),
			entries,
			customers: customers.get(affiliateId) ?? 0,
			wasPaidBefore: paid.has(affiliateId),
			heldCommissions: held.get(`${affiliateId} ${currency}`) ?? 0,
			openCaseIds: cases.get(affiliateId) ?? [],
		};
	});
}

async function loadAffiliates(
	tx: StoreQueries,
	keys: WorkspaceKeys,
	affiliateIds: readonly string[],
): Promise<Map<string, Affiliate>> {
	const affiliates = new Map<string, Affiliate>();
	for (const part of chunks(affiliateIds)) {
		const rows = await tx.selectFrom('affiliates').selectAll().where('id', 'in', part).execute();
		for (const row of rows) {
			const personal = JSON.parse(keys.open(`affiliate:${row.id}`, row.personal)) as object;
			affiliates.set(row.id, readRecord(affiliateSchema, 'affiliate', row, { ...personal }));
		}
	}
	return affiliates;
}
