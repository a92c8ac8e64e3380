import type { ValueSource } from '../../model/field-mapping';
import { readingOf, valueAt, type Reading } from './value-at';

const BRACES = /\{([^{}]+)\}/g;

/** The value of a line before its transforms. */
export function sourceValue(json: unknown, source: ValueSource): Reading {
	switch (source.kind) {
		case 'path':
			return valueAt(json, source.path);
		case 'constant':
			return readingOf(source.value);
		case 'join':
			return together(
				source.paths.map((path) => valueAt(json, path)),
				(parts) => parts.filter((part) => part !== '').join(source.separator),
			);
		case 'template': {
			const paths = [...source.template.matchAll(BRACES)].map(([, path = '']) => path);
			if (paths.length === 0) return readingOf(source.template);
			return together(
				paths.map((path) => valueAt(json, path)),
				(parts) => {
					let index = 0;
					return source.template.replaceAll(BRACES, () => parts[index++] ?? '').trim();
				},
			);
		}
	}
}

/** Nothing at all when none of the parts is there. */
function together(
	readings: readonly Reading[],
	put: (parts: readonly string[]) => string,
): Reading {
	const bad = readings.find((reading) => !reading.ok);
	if (bad !== undefined) return bad;
	const values = readings.map((reading) => (reading.ok ? reading.value : null));
	if (values.every((value) => value === null)) return readingOf(null);
	return readingOf(put(values.map((value) => value ?? '')));
}

/** Where a line takes its value, in words for a person. */
export function sourceName(source: ValueSource): string {
	switch (source.kind) {
		case 'path':
			return source.path;
		case 'join':
			return source.paths.join(' + ');
		case 'constant':
			return 'a constant';
		case 'template':
			return source.template;
	}
}
