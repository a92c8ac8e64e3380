import type { TraitKind } from '../../../model/trait';

/** Shared customers by kind of trait. */
export class KindTally {
	private readonly byKind = new Map<TraitKind, number>();

	add(kind: TraitKind, customers: number): void {
		this.byKind.set(kind, (this.byKind.get(kind) ?? 0) + customers);
	}

	/** Of the kind that shows most; kinds are of the same customers and do not add up. */
	most(): number {
		return Math.max(0, ...this.byKind.values());
	}
}
