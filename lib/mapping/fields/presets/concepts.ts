import type { CrmObject } from '../../../model/crm-field';
import type { FieldLine } from '../../../model/field-mapping';

/** What systems tell of a sale, in the words of this package. */
export const CONCEPTS = {
	email: { type: 'email', policy: 'source_wins' },
	firstName: { type: 'text', policy: 'fill_empty' },
	lastName: { type: 'text', policy: 'fill_empty' },
	phone: { type: 'text', policy: 'fill_empty' },
	leadSource: { type: 'text', policy: 'fill_empty' },
	affiliate: { type: 'text', policy: 'source_wins' },
	programme: { type: 'text', policy: 'source_wins' },
	coupon: { type: 'text', policy: 'source_wins' },
	orderName: { type: 'text', policy: 'fill_empty' },
	orderTotal: { type: 'number', policy: 'source_wins' },
	orderCurrency: { type: 'text', policy: 'source_wins' },
	orderDate: { type: 'moment', policy: 'source_wins' },
	orderStatus: { type: 'text', policy: 'source_wins' },
	commission: { type: 'number', policy: 'source_wins' },
	commissionCurrency: { type: 'text', policy: 'source_wins' },
	commissionStatus: { type: 'text', policy: 'source_wins' },
} as const satisfies Readonly<Record<string, Pick<FieldLine, 'type' | 'policy'>>>;

export type Concept = keyof typeof CONCEPTS;

/** Where a system that gives has each concept; what it does not have is left out. */
export interface SourceVocabulary {
	readonly value: string;
	readonly name: string;
	readonly paths: Readonly<Partial<Record<Concept, string>>>;
	/** Place of the key of a contact and of a purchase. */
	readonly keys: Readonly<Record<CrmObject, string | null>>;
}

/** What a system that takes calls each concept, by object. */
export interface TargetVocabulary {
	readonly value: string;
	readonly name: string;
	readonly fields: Readonly<Record<CrmObject, Readonly<Partial<Record<Concept, string>>>>>;
}
