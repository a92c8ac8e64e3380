/** Text that is HTML already; everything else is escaped where it is put in. */
export class Markup {
	readonly text: string;

	constructor(text: string) {
		this.text = text;
	}
}

type Value = string | number | null | Markup | readonly Markup[];

const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
	'`': '&#96;',
};

/** A template in which every value is escaped, unless it is markup made the same way. Null is nothing. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
	return new Markup(
		parts
			.map((part, index) => `${part}${index < values.length ? shown(values[index]) : ''}`)
			.join(''),
	);
}

function shown(value: Value | undefined): string {
	if (value === null || value === undefined) return '';
	if (value instanceof Markup) return value.text;
	if (typeof value === 'object') return value.map(({ text }) => text).join('\n');
	return escaped(String(value));
}

/** Control characters have no place in a document and are dropped. */
function escaped(text: string): string {
	return text
		.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]/g, '')
		.replace(/[&<>"'`]/g, (character) => ENTITIES[character] ?? '');
}
