import { z } from 'zod/v4';

const numberOrNull = z.number().nullish().catch(null);

const errorSchema = z.object({
	message: z.string().catch(''),
	path: z
		.array(z.union([z.string(), z.number()]))
		.nullish()
		.catch(null),
	extensions: z
		.object({
			code: z.string().nullish().catch(null),
			requiredAccess: z.string().nullish().catch(null),
		})
		.nullish()
		.catch(null),
});

/**
 * What every answer has around its data. Errors of GraphQL are a list; those of the gate before it
 * (401, 402, 403, 404) one text.
 */
const bodySchema = z.object({
	data: z.unknown(),
	errors: z.union([z.string(), z.array(errorSchema)]).nullish(),
	extensions: z
		.object({
			cost: z
				.object({
					requestedQueryCost: numberOrNull,
					throttleStatus: z
						.object({
							maximumAvailable: numberOrNull,
							currentlyAvailable: numberOrNull,
							restoreRate: numberOrNull,
						})
						.nullish(),
				})
				.nullish(),
		})
		.nullish()
		.catch(null),
});

/** One entry of `errors`. */
export interface GraphqlError {
	/** Such as `THROTTLED`, `ACCESS_DENIED` or `MAX_COST_EXCEEDED`; empty when there is none. */
	readonly code: string;
	readonly message: string;
	/** Where in the data, such as `orders.nodes.0.customer`; empty when it is all of it. */
	readonly path: string;
	/** Scopes that the answer names as lacking. */
	readonly scopes: readonly string[];
}

export interface AnswerBody {
	readonly data: unknown;
	readonly errors: readonly GraphqlError[];
	/** Milliseconds until the cost of this request is there again; null when it is not told. */
	readonly costWaitMilliseconds: number | null;
}

/** An answer's body taken apart; a body that is no answer of GraphQL has neither data nor errors. */
export function readAnswerBody(body: unknown): AnswerBody {
	const parsed = bodySchema.safeParse(body);
	if (!parsed.success) return { data: null, errors: [], costWaitMilliseconds: null };
	const { data, errors, extensions } = parsed.data;
	const list = typeof errors === 'string' ? [{ message: errors }] : (errors ?? []);
	const cost = extensions?.cost ?? null;
	return {
		data: data ?? null,
		errors: list.map((error) => withoutHope(graphqlError(error), cost)),
		costWaitMilliseconds: costWait(cost),
	};
}

/** Scopes named in Shopify's words: "Required access: `read_customers` access scope." */
export function scopesNamed(text: string): string[] {
	const names = [...text.matchAll(/\b(?:read|write)_[a-z0-9_]+\b/g)].map(([name]) => name);
	return [...new Set(names)];
}

function graphqlError(error: Partial<z.output<typeof errorSchema>>): GraphqlError {
	const message = error.message ?? '';
	const named = scopesNamed(error.extensions?.requiredAccess ?? '');
	return {
		code: error.extensions?.code ?? '',
		message,
		path: (error.path ?? []).join('.'),
		scopes: named.length > 0 ? named : scopesNamed(message),
	};
}

type Cost = NonNullable<z.output<typeof bodySchema>['extensions']>['cost'];

/** A request that asks for more than the bucket ever holds costs too much; no wait brings it. */
function withoutHope(error: GraphqlError, cost: Cost): GraphqlError {
	const requested = cost?.requestedQueryCost ?? 0;
	const most = cost?.throttleStatus?.maximumAvailable ?? Number.POSITIVE_INFINITY;
	if (error.code !== 'THROTTLED' || requested <= most) return error;
	return { ...error, code: 'MAX_COST_EXCEEDED' };
}

/**
 * The wait that Shopify's rate limit page gives: what is missing of the requested cost, at the rate
 * by which the bucket fills. Source: "GraphQL Admin API rate limits".
 */
function costWait(cost: Cost): number | null {
	const { currentlyAvailable, restoreRate } = cost?.throttleStatus ?? {};
	const requested = cost?.requestedQueryCost;
	if (typeof requested !== 'number' || typeof currentlyAvailable !== 'number') return null;
	if (typeof restoreRate !== 'number' || restoreRate <= 0) return null;
	return Math.max(0, Math.ceil(((requested - currentlyAvailable) / restoreRate) * 1_000));
}
