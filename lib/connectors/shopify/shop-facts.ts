import { z } from 'zod/v4';
import type { ShopifyClient } from './client';
import { SHOP_AND_SCOPES } from './documents';
import { readAnswer } from './read-answer';

export interface ShopFacts {
	readonly name: string;
	/** Such as "demo.myshopify.com", the key of the shop everywhere else. */
	readonly domain: string;
	readonly currency: string;
	/** IANA name. */
	readonly timeZone: string;
	/** What the app may do, such as `read_orders`. */
	readonly scopes: readonly string[];
}

const factsSchema = z.object({
	currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }),
	shop: z.object({
		name: z.string(),
		myshopifyDomain: z.string(),
		currencyCode: z.string(),
		ianaTimezone: z.string(),
	}),
});

/** The shop and what the app may do in it. Throws like `readAnswer`. */
export async function readShopFacts(client: ShopifyClient): Promise<ShopFacts> {
	const { data } = await readAnswer(client, SHOP_AND_SCOPES, {}, factsSchema);
	const { shop, currentAppInstallation } = data;
	return {
		name: shop.name,
		domain: shop.myshopifyDomain,
		currency: shop.currencyCode,
		timeZone: shop.ianaTimezone,
		scopes: currentAppInstallation.accessScopes.map(({ handle }) => handle).sort(),
	};
}

/**
 * Scopes of `wanted` that the app lacks. Writing includes reading: `write_orders` does for
 * `read_orders`.
 */
export function missingScopes(granted: readonly string[], wanted: readonly string[]): string[] {
	const held = new Set(granted);
	return wanted.filter((scope) => !held.has(scope) && !held.has(scope.replace(/^read_/, 'write_')));
}
