import type { TraitKind } from '../../../../model/trait';
import type { DuplicateFact } from '../../../facts/affiliate-facts';

/** What one person has; a device may be that of a couple. */
const STRONG: ReadonlySet<TraitKind> = new Set(['payout', 'tax_id', 'email', 'phone', 'payment']);
const WEAK: ReadonlySet<TraitKind> = new Set(['device']);

export interface DuplicateSigns {
	readonly isStrong: boolean;
	readonly evidence: Readonly<Record<string, string>>;
	readonly reason: string;
}

/** The affiliates who share something only one person has; null when there is none. */
export function duplicateSigns(duplicates: readonly DuplicateFact[]): DuplicateSigns | null {
	const found = duplicates
		.map((duplicate) => ({
			...duplicate,
			kinds: duplicate.kinds.filter((kind) => STRONG.has(kind) || WEAK.has(kind)).sort(),
		}))
		.filter(({ kinds }) => kinds.length > 0)
		.sort((a, b) => (a.affiliateCode < b.affiliateCode ? -1 : 1));
	if (found.length === 0) return null;
	const kinds = [...new Set(found.flatMap((duplicate) => duplicate.kinds))].sort();
	const codes = found.map(({ affiliateCode }) => affiliateCode).join(', ');
	return {
		isStrong: kinds.some((kind) => STRONG.has(kind)),
		evidence: { sameAs: codes, shared: kinds.join(', ') },
		reason: `Has the ${kinds.map((kind) => KIND_TEXTS[kind] ?? kind).join(', ')} of ${codes}`,
	};
}

const KIND_TEXTS: Readonly<Partial<Record<TraitKind, string>>> = {
	payout: 'payout account',
	tax_id: 'tax id',
	email: 'mailbox',
	phone: 'phone number',
	payment: 'payment method',
};
