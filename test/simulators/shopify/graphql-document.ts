import { ShopifyError } from './shopify-error.ts';

export interface FieldSelection {
	readonly kind: 'field';
	readonly name: string;
	readonly key: string;
	readonly args: Readonly<Record<string, Value>>;
	readonly selections: readonly Selection[] | null;
}

export type Selection =
	| FieldSelection
	| { readonly kind: 'spread'; readonly name: string }
	| { readonly kind: 'inline'; readonly on: string; readonly selections: readonly Selection[] };

export type Value =
	| { readonly kind: 'variable'; readonly name: string }
	| { readonly kind: 'literal'; readonly value: unknown }
	| { readonly kind: 'list'; readonly items: readonly Value[] }
	| { readonly kind: 'object'; readonly fields: Readonly<Record<string, Value>> };

export interface GraphqlDocument {
	readonly operation: 'query' | 'mutation';
	readonly name: string;
	/** Variables that must be given. */
	readonly required: readonly string[];
	/** All variables that are declared. */
	readonly declared: readonly string[];
	readonly selections: readonly Selection[];
	readonly fragments: ReadonlyMap<
		string,
		{ readonly on: string; readonly selections: readonly Selection[] }
	>;
}

const TOKEN =
	/\s+|,|#[^\n]*|"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|\.\.\.|[A-Za-z_][A-Za-z0-9_]*|[{}()[\]:$!=@]/gy;

/** Reads one named operation and its fragments: as much of GraphQL as this package writes. */
export function readDocument(text: string): GraphqlDocument {
	return new DocumentReader(tokensOf(text)).document();
}

function tokensOf(text: string): string[] {
	const tokens: string[] = [];
	TOKEN.lastIndex = 0;
	while (TOKEN.lastIndex < text.length) {
		const at = TOKEN.lastIndex;
		const token = TOKEN.exec(text)?.[0];
		if (token === undefined) throw parseError(text.slice(at, at + 10));
		if (!/^(\s|,|#)/.test(token)) tokens.push(token);
	}
	return tokens;
}

function parseError(near: string): ShopifyError {
	return new ShopifyError('', `syntax error, unexpected ${JSON.stringify(near)}`);
}

class DocumentReader {
	private readonly tokens: readonly string[];

	private place = 0;

	constructor(tokens: readonly string[]) {
		this.tokens = tokens;
	}

	document(): GraphqlDocument {
		const fragments = new Map<string, { on: string; selections: readonly Selection[] }>();
		let found: Omit<GraphqlDocument, 'fragments'> | null = null;
		while (this.place < this.tokens.length) {
			const word = this.next();
			if (word === 'fragment') {
				const name = this.next();
				this.expect('on');
				const on = this.next();
				fragments.set(name, { on, selections: this.selectionSet() });
			} else if ((word === 'query' || word === 'mutation') && found === null) {
				found = this.operation(word);
			} else {
				throw parseError(word);
			}
		}
		if (found === null) throw parseError('end of the document');
		return { ...found, fragments };
	}

	private operation(operation: 'query' | 'mutation'): Omit<GraphqlDocument, 'fragments'> {
		const name = this.next();
		const required: string[] = [];
		const declared: string[] = [];
		if (this.take('(')) {
			while (!this.take(')')) {
				this.expect('$');
				const variable = this.next();
				this.expect(':');
				declared.push(variable);
				if (this.type()) required.push(variable);
			}
		}
		return { operation, name, required, declared, selections: this.selectionSet() };
	}

	/** Whether the type does without null. */
	private type(): boolean {
		if (this.take('[')) {
			this.type();
			this.expect(']');
		} else {
			this.next();
		}
		return this.take('!');
	}

	private selectionSet(): Selection[] {
		this.expect('{');
		const selections: Selection[] = [];
		while (!this.take('}')) selections.push(this.selection());
		return selections;
	}

	private selection(): Selection {
		if (this.take('...')) {
			const word = this.next();
			if (word !== 'on') return { kind: 'spread', name: word };
			return { kind: 'inline', on: this.next(), selections: this.selectionSet() };
		}
		const first = this.next();
		const name = this.take(':') ? this.next() : first;
		const args = this.take('(') ? this.fields(')') : {};
		const selections = this.tokens[this.place] === '{' ? this.selectionSet() : null;
		return { kind: 'field', name, key: first, args, selections };
	}

	private fields(end: ')' | '}'): Record<string, Value> {
		const fields: Record<string, Value> = {};
		while (!this.take(end)) {
			const name = this.next();
			this.expect(':');
			fields[name] = this.value();
		}
		return fields;
	}

	private value(): Value {
		if (this.take('$')) return { kind: 'variable', name: this.next() };
		if (this.take('{')) return { kind: 'object', fields: this.fields('}') };
		if (this.take('[')) {
			const items: Value[] = [];
			while (!this.take(']')) items.push(this.value());
			return { kind: 'list', items };
		}
		const word = this.next();
		const isJson = /^(".*"|-?\d.*|true|false|null)$/s.test(word);
		return { kind: 'literal', value: isJson ? (JSON.parse(word) as unknown) : word };
	}

	private next(): string {
		const token = this.tokens[this.place];
		if (token === undefined) throw parseError('end of the document');
		this.place += 1;
		return token;
	}

	private take(token: string): boolean {
		if (this.tokens[this.place] !== token) return false;
		this.place += 1;
		return true;
	}

	private expect(token: string): void {
		const found = this.next();
		if (found !== token) throw parseError(found);
	}
}
