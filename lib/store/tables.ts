import type {
	AffiliatesTable,
	AssignedTable,
	AuditEntriesTable,
	CodedTable,
	ExchangeRatesTable,
	PlansTable,
	StoreMetaTable,
} from './tables/registry-tables';
import type {
	ClickTotalsTable,
	CreditedClicksTable,
	DeletedClicksTable,
} from './tables/click-tables';
import type {
	ClicksTable,
	InboxDeliveriesTable,
	InboxEntriesTable,
	OutboxEventsTable,
} from './tables/event-tables';
import type {
	ChainEntriesTable,
	CommissionAdjustmentsTable,
	CommissionHeadsTable,
	CommissionMovesTable,
	CommissionsTable,
	ConversionCouponsTable,
	ConversionVersionsTable,
	ConversionsTable,
	CustomerBindingsTable,
	DisputeNoticesTable,
	LedgerTransactionsTable,
	PostingsTable,
	RefundsTable,
} from './tables/ledger-tables';
import type {
	AffiliateTraitsTable,
	AnomalyModelsTable,
	FraudCaseAffiliatesTable,
	FraudCaseMovesTable,
	FraudCaseRulesTable,
	FraudCasesTable,
	FraudChecksTable,
	FraudPoliciesTable,
	OrderClaimsTable,
	OrderClicksTable,
	OrderInterceptionsTable,
	OrderTraitsTable,
	PostbackNoncesTable,
	PostbackSecretsTable,
	ReferenceListsTable,
} from './tables/fraud-tables';
import type {
	AffiliateSitesTable,
	AttributionWeightsTable,
	CustomerJourneysTable,
} from './tables/journey-tables';
import type { CustomerContactsTable } from './tables/contact-tables';
import type { DeliveriesTable, DeliveryDestinationsTable } from './tables/delivery-tables';
import type { VendorSendsTable } from './tables/send-tables';
import type { SyncConflictsTable, SyncValuesTable } from './tables/sync-tables';
import type {
	NumberSeriesTable,
	PayoutBatchMovesTable,
	PayoutBatchesTable,
	PayoutEntriesTable,
	PayoutMovesTable,
	PayoutPoliciesTable,
	PayoutProfilesTable,
	PayoutsTable,
} from './tables/payout-tables';

export type * from './tables/registry-tables';
export type * from './tables/event-tables';
export type * from './tables/click-tables';
export type * from './tables/ledger-tables';
export type * from './tables/payout-tables';
export type * from './tables/fraud-tables';
export type * from './tables/journey-tables';
export type * from './tables/delivery-tables';
export type * from './tables/send-tables';
export type * from './tables/sync-tables';
export type * from './tables/contact-tables';

/*
 * Rows as both engines keep them: moments and JSON as text, booleans as 0 or 1, money as an
 * integer of minor units in columns that end in `_minor` (read as bigint) beside its currency.
 */

export interface StoreTables {
	store_meta: StoreMetaTable;
	programmes: CodedTable;
	plans: PlansTable;
	affiliates: AffiliatesTable;
	links: AssignedTable;
	coupons: AssignedTable;
	exchange_rates: ExchangeRatesTable;
	audit_entries: AuditEntriesTable;
	clicks: ClicksTable;
	click_totals: ClickTotalsTable;
	credited_clicks: CreditedClicksTable;
	deleted_clicks: DeletedClicksTable;
	inbox_entries: InboxEntriesTable;
	inbox_deliveries: InboxDeliveriesTable;
	conversions: ConversionsTable;
	conversion_coupons: ConversionCouponsTable;
	commissions: CommissionsTable;
	commission_moves: CommissionMovesTable;
	commission_heads: CommissionHeadsTable;
	ledger_transactions: LedgerTransactionsTable;
	postings: PostingsTable;
	refunds: RefundsTable;
	outbox_events: OutboxEventsTable;
	conversion_versions: ConversionVersionsTable;
	commission_adjustments: CommissionAdjustmentsTable;
	dispute_notices: DisputeNoticesTable;
	customer_bindings: CustomerBindingsTable;
	chain_entries: ChainEntriesTable;
	payout_profiles: PayoutProfilesTable;
	payout_policies: PayoutPoliciesTable;
	payout_batches: PayoutBatchesTable;
	payout_batch_moves: PayoutBatchMovesTable;
	payouts: PayoutsTable;
	payout_moves: PayoutMovesTable;
	payout_entries: PayoutEntriesTable;
	number_series: NumberSeriesTable;
	affiliate_sites: AffiliateSitesTable;
	customer_journeys: CustomerJourneysTable;
	attribution_weights: AttributionWeightsTable;
	fraud_policies: FraudPoliciesTable;
	fraud_checks: FraudChecksTable;
	order_traits: OrderTraitsTable;
	order_clicks: OrderClicksTable;
	affiliate_traits: AffiliateTraitsTable;
	order_interceptions: OrderInterceptionsTable;
	fraud_cases: FraudCasesTable;
	fraud_case_affiliates: FraudCaseAffiliatesTable;
	fraud_case_rules: FraudCaseRulesTable;
	fraud_case_moves: FraudCaseMovesTable;
	order_claims: OrderClaimsTable;
	postback_secrets: PostbackSecretsTable;
	postback_nonces: PostbackNoncesTable;
	anomaly_models: AnomalyModelsTable;
	reference_lists: ReferenceListsTable;
	delivery_destinations: DeliveryDestinationsTable;
	deliveries: DeliveriesTable;
	sync_values: SyncValuesTable;
	sync_conflicts: SyncConflictsTable;
	customer_contacts: CustomerContactsTable;
	vendor_sends: VendorSendsTable;
}
