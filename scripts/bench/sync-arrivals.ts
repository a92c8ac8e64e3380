import type { HubSpotSimulator } from '../../test/simulators/hubspot.ts';

/** How exactly an arrival is timed. */
const LOOK_MILLISECONDS = 2;

/** The last call of an order in HubSpot: it ties the deal to the contact. */
const LAST_CALL = /\/deals\/contacts\/batch\/associate\/default$/;

interface Association {
	readonly inputs?: ReadonlyArray<{ readonly from: { readonly id: string } }>;
}

/** Notes when the simulator has answered the last call of each order, on the clock of `performance`. */
export class Arrivals {
	readonly #hubspot: HubSpotSimulator;
	readonly #times = new Map<string, number>();
	readonly #orderOfDeal = new Map<string, string>();
	readonly #timer: NodeJS.Timeout;
	#seen: number;

	constructor(hubspot: HubSpotSimulator) {
		this.#hubspot = hubspot;
		this.#seen = hubspot.requests().length;
		this.#timer = setInterval(() => this.#look(), LOOK_MILLISECONDS);
	}

	/** Undefined while the order is on its way. */
	timeOf(orderId: number): number | undefined {
		return this.#times.get(String(orderId));
	}

	countOf(orderIds: readonly number[]): number {
		return orderIds.filter((id) => this.timeOf(id) !== undefined).length;
	}

	stop(): void {
		clearInterval(this.#timer);
	}

	#look(): void {
		const log = this.#hubspot.requests();
		const now = performance.now();
		for (; this.#seen < log.length; this.#seen += 1) {
			const { path, status, body } = log[this.#seen] ?? { path: '', status: 0, body: null };
			if (status !== 200 || !LAST_CALL.test(path)) continue;
			for (const { from } of (body as Association).inputs ?? []) {
				const orderId = this.#orderOf(from.id);
				if (orderId !== undefined && !this.#times.has(orderId)) this.#times.set(orderId, now);
			}
		}
	}

	#orderOf(dealId: string): string | undefined {
		if (!this.#orderOfDeal.has(dealId)) {
			for (const { id, properties } of this.#hubspot.deals()) {
				const orderId = properties['external_order_key']?.split(':')[1];
				if (orderId !== undefined) this.#orderOfDeal.set(id, orderId);
			}
		}
		return this.#orderOfDeal.get(dealId);
	}
}
