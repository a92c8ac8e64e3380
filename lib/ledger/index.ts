export { approveCommission, type StatusResult } from './approve-commission';
export { conversionIdOf } from './ids';
export type { Act } from './entries';
export { recordConversion, type ConversionInput, type ConversionResult } from './record-conversion';
export { recordRefund, type RefundResult } from './record-refund';
export { reverseCommission } from './reverse-commission';
export type { Reversal } from './apply-refunds';
