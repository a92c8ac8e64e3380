import { AffiliateError } from '../kernel';
import type { Affiliate } from '../model/affiliate';
import type { AffiliateReference } from './records/import-record';

/** The affiliates that rows may name. */
export interface AffiliateDirectory {
	byCode(code: string): Affiliate | null;
	/**
	 * The affiliate that a row names. Throws `unknown_affiliate`, and `ambiguous_affiliate` when
	 * several share the e-mail address that is all the row has.
	 */
	resolve(reference: AffiliateReference): Affiliate;
}

export function affiliateDirectory(affiliates: Iterable<Affiliate>): AffiliateDirectory {
	const codes = new Map<string, Affiliate>();
	const emails = new Map<string, Set<Affiliate>>();
	for (const affiliate of affiliates) {
		codes.set(affiliate.code.toLowerCase(), affiliate);
		for (const email of [affiliate.email, affiliate.payoutEmail]) {
			if (email === null) continue;
			const key = email.toLowerCase();
			emails.set(key, (emails.get(key) ?? new Set()).add(affiliate));
		}
	}
	const byCode = (code: string): Affiliate | null => codes.get(code.toLowerCase()) ?? null;
	return {
		byCode,
		resolve({ code, email }) {
			if (code !== null) return byCode(code) ?? unknownAffiliate('code');
			const [found, another] = emails.get(email?.toLowerCase() ?? '') ?? [];
			if (found === undefined) return unknownAffiliate('e-mail address');
			if (another !== undefined) throw ambiguousAffiliate();
			return found;
		},
	};
}

function unknownAffiliate(what: string): never {
	throw new AffiliateError(`There is no affiliate with this ${what}`, {
		code: 'unknown_affiliate',
		hint: 'Import the affiliates first, then this file.',
	});
}

function ambiguousAffiliate(): AffiliateError {
	return new AffiliateError('Several affiliates have this e-mail address', {
		code: 'ambiguous_affiliate',
		hint: 'Add a column with the code of the affiliate.',
	});
}
