import { AffiliateError } from '../../kernel';

/** Shopify keeps each version for at least a year; an older one answers like the oldest kept. */
export const DEFAULT_SHOPIFY_API_VERSION = '2026-07';

const VERSION = /^(20\d{2}-(01|04|07|10)|unstable)$/;

const SUBDOMAIN = /^[a-z0-9][a-z0-9-]{0,99}$/;

/**
 * The address of a shop's admin: "demo", "demo.myshopify.com" and "https://demo.myshopify.com/admin"
 * are "https://demo.myshopify.com". Throws `invalid_input` for another host, so that the token goes
 * to Shopify only.
 */
export function shopifyAdminUrl(shop: string): string {
	const subdomain = shop
		.trim()
		.toLowerCase()
		.replace(/^https?:\/\//, '')
		.replace(/[/?#].*$/, '')
		.replace(/\.myshopify\.com$/, '');
	if (SUBDOMAIN.test(subdomain)) return `https://${subdomain}.myshopify.com`;
	throw new AffiliateError(`'${shop}' is not the address of a Shopify shop`, {
		code: 'invalid_input',
		path: 'shop',
		hint: "Give the part before '.myshopify.com', such as 'demo'; a domain of your own does not do.",
	});
}

/** Path of the GraphQL endpoint. Throws `invalid_input` for what is no version. */
export function graphqlPath(apiVersion: string): string {
	if (VERSION.test(apiVersion)) return `/admin/api/${apiVersion}/graphql.json`;
	throw new AffiliateError(`'${apiVersion}' is not a version of Shopify's API`, {
		code: 'invalid_input',
		path: 'apiVersion',
		hint: `Versions are dated by quarter, such as ${DEFAULT_SHOPIFY_API_VERSION}.`,
	});
}
