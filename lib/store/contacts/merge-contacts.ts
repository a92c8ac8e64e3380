import type { CustomerContact } from '../../model/customer-contact';
import type { KeptContact } from '../../ports/contact-store';

export type ContactState = Omit<KeptContact, 'customerKey'>;

/** What is known after one more order; the known state itself where nothing changes. */
export function mergeContacts(known: ContactState | null, told: ContactState): ContactState {
	if (known === null) return told;
	if (known.isProven && !told.isProven) return known;
	// What nobody has proven is no ground for anything once somebody has.
	if (!known.isProven && told.isProven) return told;
	const [newer, older] = told.at >= known.at ? [told, known] : [known, told];
	const contact = filledFrom(newer.contact, older.contact);
	return { contact, isProven: known.isProven, at: newer.at };
}

/** The customer id goes with its shop; everything else stands for itself. */
function filledFrom(newer: CustomerContact, older: CustomerContact): CustomerContact {
	const { storeKey, customerId } = newer.customerId === null ? older : newer;
	return {
		storeKey,
		customerId,
		email: newer.email ?? older.email,
		phone: newer.phone ?? older.phone,
		firstName: newer.firstName ?? older.firstName,
		lastName: newer.lastName ?? older.lastName,
		country: newer.country ?? older.country,
		acceptsMarketing: newer.acceptsMarketing ?? older.acceptsMarketing,
	};
}
