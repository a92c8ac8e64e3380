import type { TraitKind } from '../../../model/trait';
import type { SharedTrait } from '../../../ports/fraud-store';

/** A shared trait with what one customer who has it counts. */
export interface WeighedTrait {
	readonly kind: TraitKind;
	readonly strength: number;
	readonly affiliates: SharedTrait['affiliates'];
}

interface KindStrength {
	/** How much a customer with the trait is the same person as the next one, 0 to 1. */
	readonly weight: number;
	/** Customers who may have it together before it says less: a household, a careless fraudster. */
	readonly usualCustomers: number;
}

/**
 * A card or mailbox is a person. A device is nearly one, but offices buy many of the same. A network
 * is a street or an office and can never make half of the customers shared. What customers do not
 * have, or share with half the world, counts nothing.
 */
const STRENGTHS: Readonly<Record<TraitKind, KindStrength>> = {
	payment: { weight: 1, usualCustomers: 50 },
	email: { weight: 1, usualCustomers: 50 },
	payout: { weight: 1, usualCustomers: 50 },
	tax_id: { weight: 1, usualCustomers: 50 },
	phone: { weight: 1, usualCustomers: 20 },
	device: { weight: 0.8, usualCustomers: 15 },
	address: { weight: 0.8, usualCustomers: 10 },
	surname_postcode: { weight: 0.5, usualCustomers: 6 },
	network: { weight: 0.3, usualCustomers: 4 },
	email_domain: { weight: 0, usualCustomers: 1 },
};

/**
 * How much one customer with the trait counts as shared: by kind, and by rarity, 1 over the number
 * of customers who have it beyond what is usual (F30).
 */
export function traitStrength({ trait, affiliates }: SharedTrait): number {
	const { weight, usualCustomers } = STRENGTHS[trait.kind];
	const customers = affiliates.reduce((sum, affiliate) => sum + affiliate.customers, 0);
	return customers === 0 ? 0 : weight * Math.min(1, usualCustomers / customers);
}
