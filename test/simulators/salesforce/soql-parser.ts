import { SalesforceError } from './salesforce-error.ts';

export type Literal = string | null;

export type Condition =
	| {
			readonly kind: 'compare';
			readonly field: string;
			readonly operator: '=' | '>' | '>=';
			readonly value: Literal;
	  }
	| { readonly kind: 'in'; readonly field: string; readonly values: readonly Literal[] }
	| { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] };

export interface Query {
	/** Names, paths such as `Contact.Email`, and subqueries. */
	readonly selected: ReadonlyArray<string | Query>;
	readonly from: string;
	readonly where: Condition | null;
	readonly orderBy: readonly string[];
	readonly limit: number | null;
}

const TOKEN =
	/\s*(?:('(?:[^'\\\n\r]|\\['"\\nrtbf])*')|(\d{4}-\d{2}-\d{2}T[0-9:.]+Z)|([A-Za-z_][A-Za-z0-9_.]*)|(\d+)|(>=|=|>|\(|\)|,))/y;

const UNESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** Reads the part of SOQL that this package writes; anything else is a malformed query. */
export function parseSoql(text: string): Query {
	const parser = new Parser(tokensOf(text));
	const query = parser.query();
	parser.end();
	return query;
}

function tokensOf(text: string): string[] {
	const tokens: string[] = [];
	TOKEN.lastIndex = 0;
	while (TOKEN.lastIndex < text.trimEnd().length) {
		const match = TOKEN.exec(text);
		if (match === null) throw malformed(text.slice(0, 40));
		tokens.push(match[0].trimStart());
	}
	return tokens;
}

class Parser {
	private readonly tokens: readonly string[];

	private position = 0;

	constructor(tokens: readonly string[]) {
		this.tokens = tokens;
	}

	query(): Query {
		this.expect('SELECT');
		const selected: Array<string | Query> = [];
		do {
			if (this.take('(')) {
				selected.push(this.query());
				this.expect(')');
			} else selected.push(this.name());
		} while (this.take(','));
		this.expect('FROM');
		const from = this.name();
		const where = this.take('WHERE') ? this.anyOf() : null;
		const orderBy: string[] = [];
		if (this.take('ORDER')) {
			this.expect('BY');
			do orderBy.push(this.name());
			while (this.take(','));
		}
		const limit = this.take('LIMIT') ? Number(this.next()) : null;
		return { selected, from, where, orderBy, limit };
	}

	end(): void {
		if (this.position < this.tokens.length) throw malformed(this.tokens[this.position] ?? '');
	}

	private anyOf(): Condition {
		const parts = [this.allOf()];
		while (this.take('OR')) parts.push(this.allOf());
		return parts.length === 1 && parts[0] ? parts[0] : { kind: 'or', parts };
	}

	private allOf(): Condition {
		const parts = [this.single()];
		while (this.take('AND')) parts.push(this.single());
		return parts.length === 1 && parts[0] ? parts[0] : { kind: 'and', parts };
	}

	private single(): Condition {
		if (this.take('(')) {
			const inner = this.anyOf();
			this.expect(')');
			return inner;
		}
		const field = this.name();
		if (this.take('IN')) {
			const values: Literal[] = [];
			this.expect('(');
			do values.push(this.literal());
			while (this.take(','));
			this.expect(')');
			return { kind: 'in', field, values };
		}
		const operator = this.next();
		if (operator !== '=' && operator !== '>' && operator !== '>=') throw malformed(operator);
		return { kind: 'compare', field, operator, value: this.literal() };
	}

	private literal(): Literal {
		const token = this.next();
		if (token.startsWith("'")) {
			const text = token
				.slice(1, -1)
				.replace(/\\(.)/g, (_, character: string) => UNESCAPED[character] ?? character);
			// An empty text stands for no value.
			return text === '' ? null : text;
		}
		if (/^\d{4}-/.test(token)) return token;
		throw malformed(token);
	}

	private name(): string {
		const token = this.next();
		if (!/^[A-Za-z_]/.test(token)) throw malformed(token);
		return token;
	}

	private take(word: string): boolean {
		if (this.tokens[this.position]?.toUpperCase() !== word) return false;
		this.position += 1;
		return true;
	}

	private expect(word: string): void {
		if (!this.take(word)) throw malformed(this.tokens[this.position] ?? '<EOF>');
	}

	private next(): string {
		const token = this.tokens[this.position];
		if (token === undefined) throw malformed('<EOF>');
		this.position += 1;
		return token;
	}
}

function malformed(token: string): SalesforceError {
	return new SalesforceError(400, 'MALFORMED_QUERY', `unexpected token: '${token}'`);
}
