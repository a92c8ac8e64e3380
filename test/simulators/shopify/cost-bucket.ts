export interface SimulatedCosts {
	/** Points that the bucket holds. */
	readonly maximum?: number;
	/** Points that come back per second: 100 on a standard plan. */
	readonly restoreRate?: number;
	/** The most that a single request may ask for. */
	readonly singleRequest?: number;
}

/** Shopify's leaky bucket of one app in one shop. */
export class CostBucket {
	readonly limits: Required<SimulatedCosts>;

	private available: number;

	private at: number;

	constructor(limits: SimulatedCosts, now: number) {
		this.limits = { maximum: 2_000, restoreRate: 100, singleRequest: 1_000, ...limits };
		this.available = this.limits.maximum;
		this.at = now;
	}

	/** Takes the requested cost; false when it is not there. */
	take(requested: number, now: number): boolean {
		const { maximum, restoreRate } = this.limits;
		const restored = (Math.max(0, now - this.at) / 1_000) * restoreRate;
		this.available = Math.min(maximum, this.available + restored);
		this.at = now;
		if (requested > this.available) return false;
		this.available -= requested;
		return true;
	}

	/** Gives back what a request did not use. */
	giveBack(points: number): void {
		this.available = Math.min(this.limits.maximum, this.available + Math.max(0, points));
	}

	cost(requested: number, actual: number | null): Record<string, unknown> {
		return {
			requestedQueryCost: requested,
			actualQueryCost: actual,
			throttleStatus: {
				maximumAvailable: this.limits.maximum,
				currentlyAvailable: Math.floor(this.available),
				restoreRate: this.limits.restoreRate,
			},
		};
	}
}
