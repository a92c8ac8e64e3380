export type { ComparisonRules } from './compare-order';
export type { Difference, Finding, FindingKind, RepairAction } from './finding';
export { reconcile, type CurrencyTotals, type Reconciliation } from './reconcile';
export { withinPeriod, type Sides } from './within-period';
export type { LedgerSide, PlatformSide } from './sides';
