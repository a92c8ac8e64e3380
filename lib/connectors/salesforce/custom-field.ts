import type { FieldDefinition } from '../crm';
import { SOBJECTS } from './object-fields';

/** Room for some hundred refunds of one order; a plain text field ends at 255 characters. */
const LONG_TEXT_LENGTH = 32_768;

interface Shape {
	/** As the Tooling API takes it. */
	readonly metadata: Readonly<Record<string, unknown>>;
	/** As Setup asks for it. */
	readonly words: string;
}

/** `Contact.Affiliate_Source__c`: the name of a field over the whole org. */
export function fullName({ object, name }: FieldDefinition): string {
	return `${SOBJECTS[object]}.${name}`;
}

/** What the Tooling API's `CustomField` takes. `isList`: the text grows with every refund. */
export function customFieldBody(
	definition: FieldDefinition,
	isList: boolean,
): Readonly<Record<string, unknown>> {
	const { label, description } = definition;
	return {
		FullName: fullName(definition),
		Metadata: {
			label,
			description,
			required: false,
			...shapeOf(definition, isList).metadata,
		},
	};
}

/** How a person creates the field, click by click. */
export function creationWords(definition: FieldDefinition, isList: boolean): string {
	const { object, name, label } = definition;
	return (
		`Setup > Object Manager > ${SOBJECTS[object]} > Fields & Relationships > New: ` +
		`${shapeOf(definition, isList).words}, Field Label '${label}', Field Name ` +
		`${name.replace(/__c$/, '')} (API name ${name}). ${accessWords(definition)}`
	);
}

/** Nobody, not even an administrator, sees a new field before that. */
export function accessWords(definition: FieldDefinition): string {
	return (
		`Give the user of the credential read and edit access to ${fullName(definition)}: ` +
		`Setup > Permission Sets > Object Settings, or the field's Set Field-Level Security.`
	);
}

function shapeOf({ type, isKey, name }: FieldDefinition, isList: boolean): Shape {
	if (isKey) {
		return {
			metadata: {
				type: 'Text',
				length: 255,
				externalId: true,
				unique: true,
				caseSensitive: false,
			},
			words: 'Text, length 255, External ID, Unique (case insensitive)',
		};
	}
	if (isList) {
		return {
			metadata: { type: 'LongTextArea', length: LONG_TEXT_LENGTH, visibleLines: 3 },
			words: `Text Area (Long), length ${LONG_TEXT_LENGTH}`,
		};
	}
	switch (type) {
		case 'text':
			return { metadata: { type: 'Text', length: 255 }, words: 'Text, length 255' };
		case 'moment':
			return { metadata: { type: 'DateTime' }, words: 'Date/Time' };
		case 'number': {
			// Three decimals, because some currencies have a thousandth.
			const scale = /_Count__c$/.test(name) ? 0 : 3;
			return {
				metadata: { type: 'Number', precision: 18, scale },
				words: `Number, length ${18 - scale}, decimal places ${scale}`,
			};
		}
	}
}
