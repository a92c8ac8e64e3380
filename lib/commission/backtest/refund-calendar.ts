import type { Instant } from '../../kernel';
import type { ReplayedOrder } from './replayed-order';

interface DueRefund {
	readonly at: Instant;
	readonly order: ReplayedOrder;
}

/** Refunds that are still to come in the replay: an order counts in full until its own. */
export class RefundCalendar {
	/** Latest first, so that the next one is at the end. */
	private readonly due: DueRefund[] = [];

	/** Plans the refunds of an order that come after it. */
	plan(order: ReplayedOrder): void {
		if (order.isAlone) return;
		for (const { at } of order.fate.refunds) {
			if (at > order.at) this.due.splice(this.placeOf(at), 0, { at, order });
		}
	}

	/** Lets every refund up to a moment happen. */
	advanceTo(now: Instant): void {
		for (let next = this.due.at(-1); next !== undefined && next.at <= now;) {
			this.due.pop();
			next.order.refresh(next.at);
			next = this.due.at(-1);
		}
	}

	private placeOf(at: Instant): number {
		let [low, high] = [0, this.due.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((this.due[middle]?.at ?? '') > at) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}
