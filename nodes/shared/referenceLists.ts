import { disposableEmailBlocklistSet } from 'disposable-email-domains-js';
import { addressSet, type AddressSet } from '../../lib/kernel';
import { NETWORK_KINDS, type NetworkKind } from '../../lib/model/click';
import type { ReferenceListKind } from '../../lib/model/reference-list';
import type { FraudStore } from '../../lib/ports/fraud-store';

/** How long lists are used before the store is asked whether there are newer ones. */
const FRESH_MILLISECONDS = 60_000;

type ListStore = Pick<FraudStore, 'referenceLists' | 'referenceEntries'>;

interface Loaded {
	readonly networks: ReadonlyMap<NetworkKind, AddressSet>;
	readonly disposableDomains: ReadonlySet<string>;
	readonly couponSites: ReadonlySet<string>;
}

/**
 * The workspace's reference lists in memory, beside the list of disposable e-mail domains that comes
 * with the package. Answers at once, so that no click waits for a list: until the first load is done
 * nothing is known of any address, and a failed load keeps what there is.
 */
export class ReferenceLists {
	private loaded: Loaded = {
		networks: new Map(),
		disposableDomains: new Set(),
		couponSites: new Set(),
	};

	private contents = '';

	private askedAt = Number.NEGATIVE_INFINITY;

	private loading: Promise<void> | null = null;

	constructor(
		private readonly store: ListStore,
		private readonly nowMilliseconds: () => number,
	) {}

	kindsOf(address: string): NetworkKind[] {
		void this.refresh();
		return NETWORK_KINDS.filter((kind) => this.loaded.networks.get(kind)?.has(address) === true);
	}

	get disposableDomains(): { has(domain: string): boolean } {
		const { disposableDomains } = this.loaded;
		return {
			has: (domain) => shippedDomains().has(domain) || disposableDomains.has(domain),
		};
	}

	get couponSites(): { has(domain: string): boolean } {
		return this.loaded.couponSites;
	}

	/** Resolves once the lists are as fresh as they can be; never rejects. */
	async refresh(): Promise<void> {
		if (this.nowMilliseconds() - this.askedAt >= FRESH_MILLISECONDS) {
			this.askedAt = this.nowMilliseconds();
			this.loading = this.load().catch(() => undefined);
		}
		await this.loading;
	}

	private async load(): Promise<void> {
		const lists = await this.store.referenceLists();
		const contents = lists.map(({ name, contentHash }) => `${name} ${contentHash}`).join('\n');
		if (contents === this.contents) return;
		const entriesOf = async (kind: ReferenceListKind): Promise<string[]> =>
			lists.some((list) => list.kind === kind) ? await this.store.referenceEntries(kind) : [];
		const networks = new Map<NetworkKind, AddressSet>();
		for (const kind of NETWORK_KINDS) networks.set(kind, addressSet(await entriesOf(kind)));
		this.loaded = {
			networks,
			disposableDomains: new Set(await entriesOf('disposable_email')),
			couponSites: new Set(await entriesOf('coupon_site')),
		};
		this.contents = contents;
	}
}

let shipped: ReadonlySet<string> | null = null;

/** Read from the package on first use: most processes never need it. */
function shippedDomains(): ReadonlySet<string> {
	shipped ??= disposableEmailBlocklistSet();
	return shipped;
}

/** One per store and process. */
const known = new WeakMap<object, ReferenceLists>();

export function referenceListsOf(fraud: ListStore): ReferenceLists {
	const lists = known.get(fraud) ?? new ReferenceLists(fraud, () => Date.now());
	known.set(fraud, lists);
	return lists;
}
