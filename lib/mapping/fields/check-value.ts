import { normalizeEmail } from '../../kernel';
import type { FieldLine } from '../../model/field-mapping';
import { toBoolean } from './transforms/to-boolean';
import { toDate } from './transforms/to-date';
import { toNumber } from './transforms/to-number';

/** Why a value does not fit its field; null when it does. Never says the value. */
export function misfit(
	value: string,
	line: Pick<FieldLine, 'maxLength' | 'options' | 'type'>,
): string | null {
	const { type, maxLength, options } = line;
	if (maxLength !== undefined && value.length > maxLength) {
		return `it has ${value.length} characters, and the field takes ${maxLength}`;
	}
	switch (type) {
		case 'number':
			return whyNot(toNumber(value));
		case 'boolean':
			return whyNot(toBoolean(value));
		case 'date':
		case 'moment':
			return whyNot(toDate(value, 'iso', type));
		case 'email':
			return normalizeEmail(value) === null ? 'it is not an e-mail address' : null;
		case 'choice':
			return isOption(value, options) ? null : optionsWords(options);
		case 'choices':
			return value.split(';').every((entry) => isOption(entry.trim(), options))
				? null
				: optionsWords(options);
		case 'text':
			return null;
	}
}

function whyNot(reading: { readonly ok: boolean; readonly why?: string }): string | null {
	return reading.ok ? null : (reading.why ?? null);
}

function isOption(value: string, options: readonly string[] | undefined): boolean {
	return options === undefined || options.includes(value);
}

function optionsWords(options: readonly string[] = []): string {
	const most = options.slice(0, 10).join(', ');
	return `it is none of the field's choices: ${most}${options.length > 10 ? ' …' : ''}`;
}
