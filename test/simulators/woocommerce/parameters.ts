import { invalidParameters } from './woo-error.ts';

/** Query parameters, checked by the rules of the endpoint that reads them. */
export class Parameters {
	private readonly query: URLSearchParams;

	constructor(query: URLSearchParams) {
		this.query = query;
	}

	text(name: string): string | null {
		return this.query.get(name);
	}

	integer(name: string, fallback: number, [least, most]: readonly [number, number]): number {
		const text = this.query.get(name);
		if (text === null) return fallback;
		const value = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
		if (value >= least && value <= most) return value;
		const why = Number.isNaN(value)
			? `${name} is not of type integer.`
			: `${name} must be between ${least} (inclusive) and ${most} (inclusive)`;
		throw invalidParameters({ [name]: why });
	}

	choice<Choice extends string>(
		name: string,
		choices: readonly Choice[],
		fallback: Choice,
	): Choice {
		const text = this.query.get(name);
		if (text === null) return fallback;
		const chosen = choices.find((choice) => choice === text);
		if (chosen !== undefined) return chosen;
		throw invalidParameters({ [name]: `${name} is not one of ${choices.join(', ')}.` });
	}

	flag(name: string): boolean {
		const text = this.query.get(name);
		if (text === null) return false;
		if (['true', '1'].includes(text)) return true;
		if (['false', '0', ''].includes(text)) return false;
		throw invalidParameters({ [name]: `${name} is not of type boolean.` });
	}

	/** A moment as it was written; null when it is not asked for. */
	moment(name: string): string | null {
		const text = this.query.get(name);
		if (text === null) return null;
		if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/.test(text)) return text;
		throw invalidParameters({ [name]: 'Invalid date.' });
	}

	ids(name: string): readonly number[] {
		const text = this.query.get(name) ?? '';
		return text
			.split(',')
			.filter((part) => part !== '')
			.map(Number);
	}
}

export interface PageAsked {
	readonly page: number;
	readonly perPage: number;
}

export function pageAsked(parameters: Parameters): PageAsked {
	return {
		page: parameters.integer('page', 1, [1, 1_000_000]),
		perPage: parameters.integer('per_page', 10, [1, 100]),
	};
}

/** A list and how it was cut, for the headers. */
export interface Listed {
	readonly rows: readonly unknown[];
	readonly total: number;
	readonly pages: number;
}

export function cut(rows: readonly unknown[], { page, perPage }: PageAsked): Listed {
	return {
		rows: rows.slice((page - 1) * perPage, page * perPage),
		total: rows.length,
		pages: Math.ceil(rows.length / perPage),
	};
}
