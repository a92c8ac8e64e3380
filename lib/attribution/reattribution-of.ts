import type { Attribution, Credit } from '../model/credit';

/** How one affiliate's part of an order changed. Parts are exact fractions of the credit. */
export interface CreditDifference {
	readonly affiliateId: string;
	readonly affiliateCode: string;
	/** Null: had no part. */
	readonly before: CreditShare | null;
	/** Null: has none any more. */
	readonly now: CreditShare | null;
	/** One sentence for a person. */
	readonly text: string;
}

export interface CreditShare {
	readonly weight: number;
	readonly weightTotal: number;
}

export interface Reattribution {
	readonly isSame: boolean;
	/** Affiliates whose part changed, those credited before first. */
	readonly differences: readonly CreditDifference[];
	/** One sentence where the order moved to another programme; else null. */
	readonly programmeChange: string | null;
}

/**
 * Compares whom an order was credited to with whom it is credited to now: affiliates and their parts.
 * Weights of another size in the same proportions are the same; how sure it is does not matter here.
 */
export function reattributionOf(recorded: Attribution, now: Attribution): Reattribution {
	const before = sharesOf(recorded.credits);
	const after = sharesOf(now.credits);
	const codes = new Map(
		[...now.credits, ...recorded.credits].map((each) => [each.affiliateId, each.affiliateCode]),
	);
	const differences = [...new Set([...before.keys(), ...after.keys()])].flatMap((affiliateId) => {
		const was = before.get(affiliateId) ?? null;
		const is = after.get(affiliateId) ?? null;
		if (isSameShare(was, is)) return [];
		const affiliateCode = codes.get(affiliateId) ?? '';
		const text = `${affiliateCode} had ${inWords(was)} and has ${inWords(is)} now.`;
		return [{ affiliateId, affiliateCode, before: was, now: is, text }];
	});
	const programmeChange = changeOfProgramme(recorded, now);
	return {
		isSame: differences.length === 0 && programmeChange === null,
		differences,
		programmeChange,
	};
}

/** By affiliate; an affiliate who stands there twice has the sum. */
function sharesOf(credits: readonly Credit[]): Map<string, CreditShare> {
	const weightTotal = credits.reduce((sum, { weight }) => sum + weight, 0);
	const shares = new Map<string, CreditShare>();
	for (const { affiliateId, weight } of credits) {
		const known = shares.get(affiliateId)?.weight ?? 0;
		shares.set(affiliateId, { weight: known + weight, weightTotal });
	}
	return shares;
}

function isSameShare(a: CreditShare | null, b: CreditShare | null): boolean {
	if (a === null || b === null) return a === b;
	return BigInt(a.weight) * BigInt(b.weightTotal) === BigInt(b.weight) * BigInt(a.weightTotal);
}

function inWords(share: CreditShare | null): string {
	if (share === null) return 'no part of the credit';
	const { weight, weightTotal } = share;
	return weight === weightTotal ? 'all the credit' : `${weight} of ${weightTotal} parts`;
}

/** Without credit on either side the programme has no consequence. */
function changeOfProgramme(recorded: Attribution, now: Attribution): string | null {
	if (recorded.programmeId === now.programmeId) return null;
	if (recorded.credits.length === 0 || now.credits.length === 0) return null;
	const name = ({ programmeCode, programmeId }: Attribution) => programmeCode ?? programmeId;
	return `The order belonged to the programme ${name(recorded)} and belongs to ${name(now)} now.`;
}
