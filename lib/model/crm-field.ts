/** What CRM Sync writes: people, and what they bought. */
export const CRM_OBJECTS = ['contact', 'purchase'] as const;

export type CrmObject = (typeof CRM_OBJECTS)[number];

export const CRM_FIELD_TYPES = [
	'text',
	'number',
	'moment',
	'date',
	'boolean',
	'choice',
	'choices',
] as const;

/** `moment` has a time of day, `date` has none; `choices` takes several of its options. */
export type CrmFieldType = (typeof CRM_FIELD_TYPES)[number];

/** A field as the live account has it. */
export interface CrmField {
	/** As the API names it. */
	readonly name: string;
	readonly label: string;
	readonly type: CrmFieldType;
	readonly isWritable: boolean;
	/** Whether the vendor refuses a new record without it. */
	readonly isRequired: boolean;
	/** Characters at most; null when the vendor does not tell. */
	readonly maxLength: number | null;
	/** Of `choice` and `choices`; empty for all others. */
	readonly options: ReadonlyArray<{ readonly label: string; readonly value: string }>;
	/** Whether other values may be taken, too, such as the label of an option. */
	readonly takesOtherValues?: boolean;
}

/** A field of ours that an account needs for the preset. */
export interface FieldDefinition {
	readonly object: CrmObject;
	/** As the API names it, or will name it. */
	readonly name: string;
	readonly label: string;
	readonly description: string;
	readonly type: 'text' | 'number' | 'moment';
	/** Whether records are found by it: its values are unique. */
	readonly isKey: boolean;
}
