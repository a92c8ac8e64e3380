import { AffiliateError } from '../../lib/kernel';
import type { Transform, ValueSource } from '../../lib/model/field-mapping';

/** One entry of the form, as n8n gives it. */
export interface FormLine {
	readonly target?: unknown;
	readonly source?: unknown;
	readonly transform?: unknown;
	readonly argument?: unknown;
	readonly policy?: unknown;
	readonly owner?: unknown;
	readonly type?: unknown;
	readonly required?: unknown;
	readonly clearWhenEmpty?: unknown;
	readonly maxLength?: unknown;
	readonly options?: unknown;
}

/** A line of the form as a line of a mapping document; the schema judges it. */
export function readLine(line: FormLine, index: number): Record<string, unknown> {
	const where = `Field ${index + 1}`;
	const maxLength = Number(line.maxLength ?? 0);
	const options = list(line.options, ',');
	return {
		target: text(line.target),
		source: sourceOf(text(line.source), where),
		transforms: transformsOf(text(line.transform), text(line.argument), where),
		policy: line.policy ?? 'source_wins',
		owner: line.owner ?? 'source',
		type: line.type ?? 'text',
		required: line.required === true,
		clearWhenEmpty: line.clearWhenEmpty === true,
		...(maxLength > 0 ? { maxLength } : {}),
		...(options.length > 0 ? { options } : {}),
	};
}

function sourceOf(source: string, where: string): ValueSource {
	const constant = /^"(.*)"$/s.exec(source);
	if (constant !== null) return { kind: 'constant', value: constant[1] ?? '' };
	if (source.includes('{')) return { kind: 'template', template: source };
	const paths = list(source, '+');
	if (paths.length > 1) return { kind: 'join', paths, separator: ' ' };
	const [path] = paths;
	if (path !== undefined) return { kind: 'path', path };
	throw invalid(`${where} has no source`, 'Fill in where its value comes from.');
}

function transformsOf(name: string, argument: string, where: string): Transform[] {
	switch (name) {
		case 'lower':
		case 'upper':
		case 'title':
			return [{ kind: 'case', to: name }];
		case 'trim':
		case 'number':
		case 'boolean':
			return [{ kind: name }];
		case 'date':
		case 'moment':
			return [{ kind: 'date', from: 'iso', to: name }];
		case 'phone':
			return [{ kind: 'phone', ...(argument === '' ? {} : { country: argument.toUpperCase() }) }];
		case 'moneyToMinor':
		case 'moneyToDecimal': {
			const isToMinor = name === 'moneyToMinor';
			const currency = required(argument, `${where}: the currency`, 'EUR, or order.currency');
			return [
				{
					kind: 'money',
					from: isToMinor ? 'decimal' : 'minor',
					to: isToMinor ? 'minor' : 'decimal',
					currency,
				},
			];
		}
		case 'lookup':
			return [{ kind: 'lookup', table: tableOf(argument, where), otherwise: 'refuse' }];
		case 'split': {
			const [, separator = '', part = ''] = /^(.+?)\s*(-?\d+)$/s.exec(argument) ?? [];
			const found = required(separator, `${where}: separator and part`, '@ 1');
			return [{ kind: 'split', separator: found, part: Number(part) }];
		}
		case 'default':
			return [{ kind: 'default', value: argument }];
		default:
			return [];
	}
}

function tableOf(argument: string, where: string): Record<string, string> {
	const pairs = list(argument, ';').map((pair) => pair.split('='));
	if (pairs.length === 0 || pairs.some((pair) => pair.length !== 2)) {
		throw invalid(
			`${where}: the lookup table cannot be read`,
			"Write pairs in 'Argument', such as lead=Lead;won=Customer.",
		);
	}
	return Object.fromEntries(
		pairs.map(([from = '', to = '']): [string, string] => [from.trim(), to.trim()]),
	);
}

function required(value: string, what: string, example: string): string {
	if (value !== '') return value;
	throw invalid(`${what} is missing`, `Fill in 'Argument', such as ${example}.`);
}

function invalid(message: string, hint: string): AffiliateError {
	return new AffiliateError(message, { code: 'invalid_parameter', path: 'fields', hint });
}

function list(value: unknown, separator: string): string[] {
	return text(value)
		.split(separator)
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
}

function text(value: unknown): string {
	return value === null || value === undefined ? '' : String(value).trim();
}
