import type { Dispute, DisputeStatus } from '../model/dispute';
import type { StoreEventKind } from '../model/store-event';
import type { StoreHappening } from './store-happening';

const KIND_BY_STATUS: Readonly<Record<DisputeStatus, StoreEventKind>> = {
	open: 'dispute.opened',
	won: 'dispute.won',
	lost: 'dispute.lost',
};

/** What a notice of a dispute says happened, by how the dispute stands. */
export function disputeHappening(dispute: Dispute): StoreHappening {
	return { kind: KIND_BY_STATUS[dispute.status], occurredAt: dispute.updatedAt, dispute };
}
