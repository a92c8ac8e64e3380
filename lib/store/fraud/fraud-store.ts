import type { FraudStore } from '../../ports/fraud-store';
import type { StoreContext } from '../engine';
import { caseMoves, moveCase } from './case-moves';
import { cases, expiredCases, fraudCase, openAffiliateCases } from './cases';
import { openCase } from './cases-open';
import { recordCheck } from './checks';
import { checkOf, replayChecks } from './checks-replay';
import { claims, recordClaim } from './claims';
import { useNonce } from './nonces';
import {
	clickCustomers,
	customerOrders,
	ordersWithTrait,
	orderValuePercentile,
} from './order-look-ups';
import { newestPolicy, savePolicy } from './policies';
import {
	deleteReferenceList,
	referenceEntries,
	referenceLists,
	saveReferenceList,
} from './reference-lists';
import { ruleRecords } from './rule-records';
import { scanQueries } from './scan';
import { affiliatesWithTraits, affiliateTraits, signupsWithTrait } from './traits';

/** Cases, checks and what fraud rules read. Policies and the facts of checks are sealed at rest. */
export function fraudStore(context: StoreContext): FraudStore {
	return {
		savePolicy: (programmeId, policy, now) => savePolicy(context, programmeId, policy, now),
		policy: (programmeId) => newestPolicy(context, programmeId),
		recordCheck: (write) => recordCheck(context, write),
		check: (storeKey, orderId) => checkOf(context, storeKey, orderId),
		replayChecks: (filter) => replayChecks(context, filter),
		openCase: (opened) => openCase(context, opened),
		case: (caseId) => fraudCase(context, caseId),
		cases: (filter) => cases(context, filter),
		openAffiliateCases: (affiliateIds) => openAffiliateCases(context, affiliateIds),
		expiredCases: (now, limit) => expiredCases(context, now, limit),
		moveCase: (move) => moveCase(context, move),
		caseMoves: (caseId) => caseMoves(context, caseId),
		ruleRecords: (filter) => ruleRecords(context, filter),
		customerOrders: (customerKey, from, before) =>
			customerOrders(context, customerKey, { from, before }),
		ordersWithTrait: (trait, from, before, limit) =>
			ordersWithTrait(context, trait, { from, before }, limit),
		clickCustomers: (clickId, except) => clickCustomers(context, clickId, except),
		orderValuePercentile: (programmeId, currency, from, to) =>
			orderValuePercentile(context, programmeId, currency, { from, before: to }),
		affiliateTraits: (affiliateId) => affiliateTraits(context, affiliateId),
		affiliatesWithTraits: (traits, except) => affiliatesWithTraits(context, traits, except),
		signupsWithTrait: (trait, since, except) => signupsWithTrait(context, trait, since, except),
		recordClaim: (claim) => recordClaim(context, claim),
		claims: (storeKey, orderId) => claims(context, storeKey, orderId),
		useNonce: (programmeId, nonce, now, keepSeconds) =>
			useNonce(context, { programmeId, nonce, now, keepSeconds }),
		saveReferenceList: (list) => saveReferenceList(context, list),
		deleteReferenceList: (name) => deleteReferenceList(context, name),
		referenceLists: () => referenceLists(context),
		referenceEntries: (kind) => referenceEntries(context, kind),
		...scanQueries(context),
	};
}
