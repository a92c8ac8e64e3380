import type { FieldSelection, GraphqlDocument, Selection, Value } from './graphql-document.ts';
import { ShopifyError } from './shopify-error.ts';

export type Args = Readonly<Record<string, unknown>>;

export type Resolver = (args: Args) => unknown;

export interface ExecutionRules {
	/** Throws `ACCESS_DENIED` for a field that the app may not read. */
	requireAccess(typeName: string, field: string): void;
}

export interface Execution {
	readonly data: Record<string, unknown> | null;
	readonly errors: ReadonlyArray<Record<string, unknown>>;
	/** Objects in the answer. */
	readonly objects: number;
}

/** Lists that are paged; all others are plain. */
const CONNECTIONS: ReadonlySet<string> = new Set([
	'orders',
	'lineItems',
	'shippingLines',
	'discountApplications',
	'refundLineItems',
	'refundShippingLines',
	'orderAdjustments',
	'transactions',
	'metafields',
	'inventoryLevels',
	'moments',
	'webhookSubscriptions',
]);

const INTERFACES: ReadonlySet<string> = new Set(['DiscountApplication', 'CustomerMoment', 'Node']);

export const MOST_ENTRIES = 250;

/** Carries an operation out: resolves the root fields and cuts everything to what was selected. */
export function execute(
	document: GraphqlDocument,
	variables: Args,
	root: Readonly<Record<string, Resolver>>,
	rules: ExecutionRules,
): Execution {
	const state = new ExecutionState(document, variables, rules);
	const data: Record<string, unknown> = {};
	for (const selection of document.selections) {
		if (selection.kind !== 'field')
			throw new ShopifyError('', 'Spreads at the root are not simulated');
		data[selection.key] = state.rootField(selection, root);
	}
	return { data, errors: state.errors, objects: state.objects };
}

export function valueOf(value: Value, variables: Args): unknown {
	switch (value.kind) {
		case 'variable':
			return variables[value.name];
		case 'literal':
			return value.value;
		case 'list':
			return value.items.map((item) => valueOf(item, variables));
		case 'object':
			return Object.fromEntries(
				Object.entries(value.fields).map(([name, field]) => [name, valueOf(field, variables)]),
			);
	}
}

class ExecutionState {
	readonly errors: Array<Record<string, unknown>> = [];

	objects = 0;

	private readonly document: GraphqlDocument;

	private readonly variables: Args;

	private readonly rules: ExecutionRules;

	constructor(document: GraphqlDocument, variables: Args, rules: ExecutionRules) {
		this.document = document;
		this.variables = variables;
		this.rules = rules;
	}

	rootField(field: FieldSelection, root: Readonly<Record<string, Resolver>>): unknown {
		const typeName = this.document.operation === 'query' ? 'QueryRoot' : 'Mutation';
		const resolver = root[field.name];
		if (resolver === undefined) throw undefinedField(field.name, typeName);
		return this.guarded(typeName, field, [field.key], () => resolver(this.args(field)));
	}

	private guarded(
		typeName: string,
		field: FieldSelection,
		path: ReadonlyArray<string | number>,
		resolve: () => unknown,
	): unknown {
		try {
			this.rules.requireAccess(typeName, field.name);
			return this.complete(resolve(), field, path);
		} catch (error) {
			if (!(error instanceof ShopifyError) || error.code !== 'ACCESS_DENIED') throw error;
			this.errors.push(error.entry(path));
			return null;
		}
	}

	private complete(
		value: unknown,
		field: FieldSelection,
		path: ReadonlyArray<string | number>,
	): unknown {
		if (value === null || value === undefined) return null;
		if (field.selections === null) return structuredClone(value);
		if (!Array.isArray(value)) return this.object(value, field.selections, path);
		if (CONNECTIONS.has(field.name) && asksForNodes(field))
			return this.connection(value, field, path);
		const args = this.args(field);
		const entries = (value as unknown[])
			.filter((entry) => isAskedFor(entry, args))
			.slice(0, sizeOf(args) ?? value.length);
		const { selections } = field;
		return entries.map((entry, index) =>
			entry === null ? null : this.object(entry, selections, [...path, index]),
		);
	}

	private connection(
		list: readonly unknown[],
		field: FieldSelection,
		path: ReadonlyArray<string | number>,
	): unknown {
		const args = this.args(field);
		const first = sizeOf(args);
		if (first === null) {
			throw new ShopifyError('BAD_REQUEST', 'you must provide one of first or last');
		}
		const entries = list.filter((entry) => isAskedFor(entry, args));
		const after = args['after'];
		const start = typeof after === 'string' ? afterCursor(entries, after) : 0;
		const nodes = entries.slice(start, start + first);
		const last = nodes[nodes.length - 1];
		const page = {
			nodes: nodes.map((entry) => entry),
			pageInfo: {
				hasNextPage: start + nodes.length < entries.length,
				endCursor: last === undefined ? null : cursorOf(last, start + nodes.length - 1),
			},
		};
		return this.object(page, field.selections ?? [], path);
	}

	private object(
		source: unknown,
		selections: readonly Selection[],
		path: ReadonlyArray<string | number>,
	): Record<string, unknown> {
		this.objects += 1;
		const record = source as Readonly<Record<string, unknown>>;
		const result: Record<string, unknown> = {};
		for (const selection of merged(this.fieldsFor(record, selections))) {
			const typeName = String(record['__typename'] ?? '');
			if (!(selection.name in record)) throw undefinedField(selection.name, typeName);
			const at = [...path, selection.key];
			result[selection.key] = this.guarded(typeName, selection, at, () => record[selection.name]);
		}
		return result;
	}

	/** The selected fields, fragments laid open as far as they are about this type. */
	private fieldsFor(
		record: Readonly<Record<string, unknown>>,
		selections: readonly Selection[],
	): FieldSelection[] {
		return selections.flatMap((selection) => {
			if (selection.kind === 'field') return [selection];
			const fragment =
				selection.kind === 'inline' ? selection : this.document.fragments.get(selection.name);
			if (fragment === undefined) throw new ShopifyError('', 'A fragment is not defined');
			return isOfType(record, fragment.on) ? this.fieldsFor(record, fragment.selections) : [];
		});
	}

	private args(field: FieldSelection): Args {
		return Object.fromEntries(
			Object.entries(field.args).map(([name, value]) => [name, valueOf(value, this.variables)]),
		);
	}
}

/** A field that is selected twice is one with the parts of both, as GraphQL has it. */
function merged(fields: readonly FieldSelection[]): FieldSelection[] {
	const byKey = new Map<string, FieldSelection>();
	for (const field of fields) {
		const known = byKey.get(field.key);
		const selections =
			known === undefined || known.selections === null
				? field.selections
				: [...known.selections, ...(field.selections ?? [])];
		byKey.set(field.key, { ...field, selections });
	}
	return [...byKey.values()];
}

/** The list that a mutation gives back has the same name and is plain. */
function asksForNodes({ selections }: FieldSelection): boolean {
	return (selections ?? []).some((entry) => entry.kind === 'field' && entry.name === 'nodes');
}

/** Objects without a name of their type are of the one type that their place allows. */
function isOfType(record: Readonly<Record<string, unknown>>, type: string): boolean {
	const own = record['__typename'];
	return own === undefined || own === type || INTERFACES.has(type);
}

/** Filters of lists inside of records: by namespace and by name. */
function isAskedFor(entry: unknown, args: Args): boolean {
	const record = (entry ?? {}) as Readonly<Record<string, unknown>>;
	if (typeof args['namespace'] === 'string') return record['namespace'] === args['namespace'];
	if (Array.isArray(args['names'])) return args['names'].includes(record['name']);
	return true;
}

function sizeOf(args: Args): number | null {
	const first = args['first'];
	if (first === undefined || first === null) return null;
	if (typeof first !== 'number' || first < 1) {
		throw new ShopifyError('BAD_REQUEST', 'first must be greater than 0');
	}
	if (first > MOST_ENTRIES) {
		throw new ShopifyError('BAD_REQUEST', `first cannot exceed ${MOST_ENTRIES}`);
	}
	return first;
}

/** Lists that are sorted by time go on by time and id, so that changes in between shift nothing. */
function cursorOf(entry: unknown, index: number): string {
	const { updatedAt, id } = entry as Readonly<Record<string, unknown>>;
	const isTimed = typeof updatedAt === 'string' && String(id).includes('/Order/');
	return btoa(isTimed ? `${updatedAt} ${String(id)}` : `#${index}`);
}

function afterCursor(entries: readonly unknown[], cursor: string): number {
	const text = atob(cursor);
	if (text.startsWith('#')) return Number(text.slice(1)) + 1;
	const start = entries.findIndex((entry) => {
		const { updatedAt, id } = entry as Readonly<Record<string, unknown>>;
		return `${String(updatedAt)} ${String(id)}` > text;
	});
	return start === -1 ? entries.length : start;
}

function undefinedField(field: string, typeName: string): ShopifyError {
	return new ShopifyError(
		'undefinedField',
		`Field '${field}' doesn't exist on type '${typeName}'`,
		{ typeName, fieldName: field },
	);
}
