import { z } from 'zod/v4';
import { formatAmount, parseAmount, parseInstant, type Instant, type Money } from '../../kernel';

/** What a buyer gets for a code. */
export type DiscountValue =
	/** Percent as decimal text, such as "10" or "7.5". */
	| { readonly kind: 'percentage'; readonly percent: string }
	/** Once off the whole order, in the currency of the shop. */
	| { readonly kind: 'fixed'; readonly amount: Money };

export interface DiscountTerms {
	readonly code: string;
	/** As the admin lists it. */
	readonly title: string;
	readonly value: DiscountValue;
	/** How often it can be used in all; null is without limit. */
	readonly usageLimit: number | null;
	readonly oncePerCustomer: boolean;
	readonly startsAt: Instant;
	/** Null is without end. */
	readonly endsAt: Instant | null;
}

export const basicDiscountSchema = z.object({
	startsAt: z.string(),
	endsAt: z.string().nullish(),
	usageLimit: z.number().nullish(),
	appliesOncePerCustomer: z.boolean(),
	customerGets: z.object({
		value: z.object({
			percentage: z.number().nullish(),
			amount: z
				.object({ amount: z.union([z.string(), z.number()]), currencyCode: z.string() })
				.nullish(),
			appliesOnEachItem: z.boolean().nullish(),
		}),
		items: z.object({ allItems: z.boolean().nullish() }),
	}),
});

/** The code's terms as `discountCodeBasicCreate` takes them: all items, all buyers. */
export function discountInput(terms: DiscountTerms): Record<string, unknown> {
	const { value } = terms;
	return {
		title: terms.title,
		code: terms.code,
		startsAt: terms.startsAt,
		endsAt: terms.endsAt,
		usageLimit: terms.usageLimit,
		appliesOncePerCustomer: terms.oncePerCustomer,
		context: { all: 'ALL' },
		customerGets: {
			items: { all: true },
			value:
				value.kind === 'percentage'
					? { percentage: fractionOf(value.percent) }
					: { discountAmount: { amount: formatAmount(value.amount), appliesOnEachItem: false } },
		},
	};
}

/**
 * Names of the terms in which a code that is there differs. When it begins is not one of them: a
 * code made yesterday is the same code.
 */
export function differingTerms(
	present: z.output<typeof basicDiscountSchema>,
	wanted: DiscountTerms,
): string[] {
	const endsAt = present.endsAt == null ? null : parseInstant(present.endsAt);
	return [
		...(isSameValue(present.customerGets.value, wanted.value) ? [] : ['value']),
		...(present.customerGets.items.allItems === true ? [] : ['items']),
		...((present.usageLimit ?? null) === wanted.usageLimit ? [] : ['usageLimit']),
		...(present.appliesOncePerCustomer === wanted.oncePerCustomer ? [] : ['oncePerCustomer']),
		...(endsAt === (wanted.endsAt === null ? null : parseInstant(wanted.endsAt)) ? [] : ['endsAt']),
	];
}

function isSameValue(
	present: z.output<typeof basicDiscountSchema>['customerGets']['value'],
	wanted: DiscountValue,
): boolean {
	if (wanted.kind === 'percentage') {
		const { percentage } = present;
		// Shopify keeps the fraction as a floating number: 0.075 may come back a little off.
		return percentage != null && Math.abs(percentage - fractionOf(wanted.percent)) < 1e-9;
	}
	const { amount } = present;
	if (amount == null || present.appliesOnEachItem === true) return false;
	if (amount.currencyCode !== wanted.amount.currency) return false;
	return (
		parseAmount(amount.amount, amount.currencyCode, 'half_up').amountMinor ===
		wanted.amount.amountMinor
	);
}

/** Percent as the fraction that Shopify takes: "7.5" is 0.075. */
function fractionOf(percent: string): number {
	const [whole = '0', decimals = ''] = percent.split('.');
	const digits = `${whole.padStart(3, '0')}`;
	return Number(`${digits.slice(0, -2)}.${digits.slice(-2)}${decimals}`);
}
