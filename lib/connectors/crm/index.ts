export type {
	ChangedContact,
	ChangePage,
	CrmConnector,
	PrepareOutcome,
	PurchaseStage,
	PurchaseWrite,
	RefundWrite,
} from './connector';
export {
	CRM_FIELD_TYPES,
	CRM_OBJECTS,
	type CrmField,
	type CrmFieldType,
	type CrmObject,
	type FieldDefinition,
} from '../../model/crm-field';
export { FieldCreatingConnector } from './field-creating-connector';
export { mergeWrites } from './merge-writes';
export {
	combineOutcomes,
	doneOutcome,
	failedOutcome,
	isBad,
	skippedOutcome,
	type RecordOutcome,
	type SyncOutcome,
} from './outcomes';
export { planRecord } from './plan-record';
export {
	FIELD_POLICIES,
	type FieldConflict,
	type FieldPolicy,
	type FieldWrite,
	type RecordWrite,
} from '../../model/field-write';
export type { CurrentRecord, RecordPlan } from './record-write';
export { addRefunds, refundWrites, unreadableListOutcome, type RefundEntry } from './refund-list';
export { entriesOf, isSameValue } from './same-value';
export { refundOutcome, type RefundWords } from './refund-outcome';
