export { entriesAfter, type WrittenRecord } from './entries-after';
export { newsOf } from './news-of';
export {
	lastKnown,
	RememberedRecords,
	SEEN_PREFIX,
	SOURCE_PREFIX,
	type RememberedFields,
} from './remembered-fields';
export { BASE_POLICIES, withBases } from './with-bases';
export { requireFirstTouchKept, withPolicies, type ChosenPolicy } from './with-policies';
