import type { SalesforceOrg } from './org.ts';
import { notFound, SalesforceError } from './salesforce-error.ts';
import { field, type SimulatedField } from './standard-fields.ts';

interface CustomFieldBody {
	readonly FullName?: string;
	readonly Metadata?: Readonly<Record<string, unknown>>;
}

/** `POST /tooling/sobjects/CustomField`. A new field is hidden until somebody gets access to it. */
export function createCustomField(org: SalesforceOrg, raw: unknown): Record<string, unknown> {
	const { FullName = '', Metadata = {} } = (raw ?? {}) as CustomFieldBody;
	const [sobject = '', name = ''] = FullName.split('.');
	if (sobject !== 'Contact' && sobject !== 'Opportunity') throw notFound();
	if (!/^[A-Za-z](?:_?[A-Za-z0-9])*__c$/.test(name) || name.length > 43) {
		throw new SalesforceError(
			400,
			'FIELD_INTEGRITY_EXCEPTION',
			`The Field Name "${name}" can only contain underscores and alphanumeric characters.`,
			['FullName'],
		);
	}
	const label = textOf(Metadata['label']);
	if (label === '' || label.length > 40) {
		throw new SalesforceError(400, 'FIELD_INTEGRITY_EXCEPTION', 'Label: bad length', ['Label']);
	}
	if (org.fields[sobject].has(name)) {
		throw new SalesforceError(
			400,
			'DUPLICATE_DEVELOPER_NAME',
			`There is already a field named ${name.replace(/__c$/, '')} on ${sobject}.`,
		);
	}
	org.fields[sobject].set(name, fieldOf(name, label, Metadata));
	org.hidden.add(FullName);
	return { id: '00N000000000001AAA', success: true, errors: [], warnings: [], infos: [] };
}

function fieldOf(
	name: string,
	label: string,
	metadata: Readonly<Record<string, unknown>>,
): SimulatedField {
	const need = (key: string): number => {
		const value = metadata[key];
		if (typeof value === 'number') return value;
		throw new SalesforceError(
			400,
			'FIELD_INTEGRITY_EXCEPTION',
			`Must specify '${key}' for a CustomField of type ${String(metadata['type'])}`,
		);
	};
	switch (metadata['type']) {
		case 'Text':
			return field(name, 'string', {
				label,
				length: need('length'),
				externalId: metadata['externalId'] === true,
				unique: metadata['unique'] === true,
			});
		case 'LongTextArea':
			need('visibleLines');
			return field(name, 'textarea', { label, length: need('length') });
		case 'Number':
			need('precision');
			return field(name, 'double', { label, scale: need('scale') });
		case 'DateTime':
			return field(name, 'datetime', { label });
		default:
			throw new SalesforceError(400, 'INVALID_TYPE', 'Unknown field type');
	}
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
