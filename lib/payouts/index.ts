export { genericCsv } from './files/generic-csv';
export type { FileInput, FileProblem, FileResult, PayoutFile } from './files/payout-file';
export { payPalCsv } from './files/paypal-csv';
export { sepaCreditTransfer, type SepaInput } from './files/sepa/sepa-credit-transfer';
export { PAIN_VERSIONS, type PainVersion } from './files/sepa/sepa-document';
export { wiseCsv, type WiseInput } from './files/wise-csv';
export { selfBillingStatement, type StatementDocument } from './statement/self-billing-statement';
export type { StatementEntry, StatementInput } from './statement/statement-facts';
export { statementText } from './statement/statement-text';
