import type { AuditChainStore } from '../../ports/audit-chain-store';
import type { StoreContext } from '../engine';
import { chainHead, seal } from './seal';
import { verify } from './verify';

/** The proof that recorded history is what it was: one chain of hashes for each programme. */
export function chainStore(context: StoreContext): AuditChainStore {
	return {
		seal: (programmeId, now) => seal(context, programmeId, now),
		head: (programmeId) => context.engine.query((db) => chainHead(db, programmeId)),
		verify: (programmeId) => verify(context, programmeId),
	};
}
