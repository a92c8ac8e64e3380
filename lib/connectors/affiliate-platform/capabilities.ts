/** What the node can be asked to do, by resource and operation. */
export const PLATFORM_OPERATIONS = [
	'affiliate.approve',
	'affiliate.create',
	'affiliate.decline',
	'affiliate.get',
	'affiliate.getMany',
	'affiliate.update',
	'click.create',
	'commission.approve',
	'commission.decline',
	'commission.getMany',
	'conversion.adjust',
	'conversion.cancel',
	'conversion.confirm',
	'conversion.create',
	'conversion.get',
	'conversion.getMany',
	'link.build',
	'payout.getMany',
	'payout.markPaid',
	'programme.getMany',
] as const;

export type PlatformOperation = (typeof PLATFORM_OPERATIONS)[number];

export interface Capability {
	/**
	 * `native`: a call of the platform's own. `other`: reached another way, which `note` tells. `none`: not
	 * offered; `note` tells the other route.
	 */
	readonly support: 'native' | 'other' | 'none';
	/** How surely the requests are known: read in two sources or the vendor's own, in one, or in none. */
	readonly evidence: 'documented' | 'reported' | 'unverified';
	/** Whether the platform says at once what became of a write. */
	readonly isAsynchronous?: boolean;
	/** One sentence; empty when there is nothing to say. */
	readonly note: string;
}

export type Capabilities = Readonly<Record<PlatformOperation, Capability>>;
