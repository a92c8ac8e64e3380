import { money, type Instant, type Money } from '../../kernel';
import type { CapClaim } from '../../model/commission';
import { capClaimKey } from '../caps/cap-claims';

const SMALLEST_SWEEP = 10_000;

interface Usage {
	minor: bigint;
	/** End of the window; null: never. */
	readonly to: Instant | null;
}

/** What the replay has used of each cap, as the ledger would (C20). */
export class CapRoom {
	private readonly usages = new Map<string, Usage>();
	private sweepAt = SMALLEST_SWEEP;

	used(claim: CapClaim, customerKey: string | null): Money {
		const key = usageKey(claim, customerKey);
		const minor = key === null ? 0n : (this.usages.get(key)?.minor ?? 0n);
		return money(minor, claim.limit.currency);
	}

	add(claim: CapClaim, customerKey: string | null, minor: bigint): void {
		const key = usageKey(claim, customerKey);
		if (key === null || minor === 0n) return;
		const usage = this.usages.get(key);
		if (usage === undefined) this.usages.set(key, { minor, to: claim.to });
		else usage.minor += minor;
	}

	/** Forgets windows that were over before a moment. */
	forgetBefore(limit: Instant): void {
		if (this.usages.size < this.sweepAt) return;
		for (const [key, { to }] of this.usages) {
			if (to !== null && to <= limit) this.usages.delete(key);
		}
		this.sweepAt = Math.max(SMALLEST_SWEEP, this.usages.size * 2);
	}
}

/** Null for a customer who is not known, and so shares no room with anybody. */
function usageKey(claim: CapClaim, customerKey: string | null): string | null {
	if (claim.scope !== 'customer') return capClaimKey(claim);
	return customerKey === null ? null : `${capClaimKey(claim)}:${customerKey}`;
}
