import type { IExecuteFunctions } from 'n8n-workflow';
import type { Instant } from '../../../lib/kernel';
import type { SendKey } from '../../../lib/ports/send-store';
import type { AffiliateStore } from '../../../lib/ports/store';
import { systemClock } from '../../shared/clock';
import { workspaceStore } from '../../shared/workspaceStore';
import type { PlatformSystem } from '../platforms';

const UNKNOWN_ACCOUNT = 'default';

/**
 * What the workspace remembers of one account. It is known by the id of the n8n credential in use: the
 * same for all nodes and workflows that use it, and never the same for two clients of an agency.
 */
export class PlatformMemory {
	readonly account: string;

	constructor(
		private readonly execute: IExecuteFunctions,
		private readonly system: PlatformSystem,
	) {
		const credential = execute.getNode().credentials?.[system.credential];
		this.account = credential?.id ?? credential?.name ?? UNKNOWN_ACCOUNT;
	}

	now(): Instant {
		return systemClock.now();
	}

	async store(): Promise<AffiliateStore> {
		return await workspaceStore(this.execute);
	}

	key(object: string, recordKey: string): SendKey {
		return { system: this.system.value, account: this.account, object, recordKey };
	}
}
