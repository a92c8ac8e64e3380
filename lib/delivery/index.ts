export { CLOSED, OUTAGE_FAILURES } from './breaker';
export { LEDGER_EVENT_TYPES, type LedgerEventType } from './event-types';
export { planClaim } from './plan-claim';
export { retryAt } from './retry-schedule';
export { settleRun, type RunResult } from './settle-run';
