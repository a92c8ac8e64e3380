export { addressBelow } from './address-below';
export { parseBaseUrl } from './base-url';
export { inChunks } from './chunks';
export {
	VendorClient,
	type VendorAnswer,
	type VendorCall,
	type VendorConnection,
	type VendorDialect,
} from './client';
export { describeFailure, type FailureVocabulary, type FailureWords } from './describe-failure';
export { isRecord, isRecordOrNoContent } from './expectations';
export {
	networkFailure,
	NO_FAILURE_DETAILS,
	unansweredFailure,
	UNREADABLE,
	unreadableFailure,
	type VendorFailure,
} from './failure';
export { maskValues } from './mask';
export { unavailableError } from './unavailable-error';
export { doneOutcome, failedWrite, rejectedOutcome, type WriteOutcome } from './write-outcome';
