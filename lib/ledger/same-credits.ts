import { canonicalJson } from '../kernel';
import type { Attribution, Credit } from '../model/credit';

type Credited = Pick<Attribution, 'programmeId' | 'credits' | 'decidedBy'>;

/**
 * Whether two attributions credit the same: programme, affiliates, their parts, the contacts they
 * are credited for, and whether a person decided. How sure it is and where it was found may differ.
 */
export function isSameCredit(a: Credited, b: Credited): boolean {
	if (a.decidedBy !== b.decidedBy) return false;
	if (a.credits.length === 0 && b.credits.length === 0) return true;
	return a.programmeId === b.programmeId && contentOf(a) === contentOf(b);
}

function contentOf({ credits }: Credited): string {
	const total = credits.reduce((sum, { weight }) => sum + weight, 0);
	return canonicalJson(credits.map((credit) => partOf(credit, total)).sort());
}

function partOf({ affiliateId, weight, touch }: Credit, total: number): string {
	const { kind, clickId, couponCode, occurredAt } = touch;
	const divisor = greatestCommonDivisor(weight, total);
	const share = `${weight / divisor}/${total / divisor}`;
	return canonicalJson([affiliateId, share, kind, clickId, couponCode, occurredAt]);
}

function greatestCommonDivisor(a: number, b: number): number {
	return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
