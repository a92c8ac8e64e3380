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
export {
	networkFailure,
	NO_FAILURE_DETAILS,
	unansweredFailure,
	type VendorFailure,
} from './failure';
export { maskValues } from './mask';
export { unavailableError } from './unavailable-error';
export { doneOutcome, failedWrite, rejectedOutcome, type WriteOutcome } from './write-outcome';
