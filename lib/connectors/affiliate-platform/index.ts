export { asOutcome } from './as-outcome';
export {
	PLATFORM_OPERATIONS,
	type Capabilities,
	type Capability,
	type PlatformOperation,
} from './capabilities';
export { customAnswer, customCall } from './custom-call';
export { notSupported, requireSupported } from './not-supported';
export {
	acceptedOutcome,
	confirmedOutcome,
	duplicateOutcome,
	failureOutcome,
	isDone,
	rejectedOutcome,
	type PlatformConfirmation,
	type PlatformOutcome,
} from './outcomes';
export { isSameAddress } from './same-address';
export type {
	AffiliatePlatform,
	EventRegistration,
	PlatformAnswer,
	PlatformRequest,
} from './platform';
export type {
	PlatformAffiliate,
	PlatformAffiliateStatus,
	PlatformCommission,
	PlatformConversion,
	PlatformName,
	PlatformPage,
	PlatformPayout,
	PlatformProgramme,
	PlatformStatus,
} from '../../model/platform-records';
export type * from '../../model/platform-writes';
export { exactNumber, idText, lenientText, readInstant, readMoney, requireId } from './read-fields';
export { platformError } from './platform-error';
