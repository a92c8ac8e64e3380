export { platformClickId } from './click-id';
export { commissionsByAffiliate, type CommissionSums } from './commission-sums';
export {
	conversionWrite,
	leadingCredit,
	orderAmount,
	platformOrderId,
	type ConversionChoices,
} from './conversion-write';
export { mirroredOrder, type MirroredOrder } from './mirrored-order';
