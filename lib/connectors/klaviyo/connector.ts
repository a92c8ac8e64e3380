import type { Instant } from '../../kernel';
import type {
	ChangePage,
	CrmConnector,
	CrmField,
	CrmObject,
	FieldDefinition,
	PrepareOutcome,
	PurchaseWrite,
	RecordWrite,
	RefundWrite,
	SyncOutcome,
} from '../crm';
import type { VendorConnection } from '../vendor';
import { changedContacts } from './changed-contacts';
import { KlaviyoClient } from './client';
import { setConsent, type ConsentEntry, type ConsentOutcome } from './consent';
import { requestErasures, type ErasureRequest } from './erasure';
import { listFields } from './list-fields';
import {
	addToList,
	listLists,
	listSegments,
	profilesOfSegment,
	type GroupPage,
	type KlaviyoGroup,
	type ListAddition,
} from './segments';
import { resolveSettings, type KlaviyoSettings } from './settings';
import type { KlaviyoRun } from './sync-profiles';
import { syncContacts, syncPurchases } from './sync-purchases';
import { syncRefunds } from './sync-refunds';
import { trackEvents, type TrackedEvent } from './track-events';

/**
 * One Klaviyo account, for one run: people are profiles, found by e-mail address; every stage of an
 * order and every refund is an event of its own. Profiles are never subscribed by writing them.
 */
export class KlaviyoConnector implements CrmConnector {
	readonly system = 'klaviyo';

	private readonly run: KlaviyoRun;

	/** Throws `invalid_input` for settings or an address that cannot be used. */
	constructor(connection: VendorConnection, given: Partial<KlaviyoSettings> = {}) {
		const settings = resolveSettings(given);
		this.run = { client: new KlaviyoClient(connection, settings.revision), settings };
	}

	async listFields(object: CrmObject): Promise<readonly CrmField[]> {
		return await listFields(this.run, object);
	}

	/** Nothing has to be prepared: a property exists as soon as a profile or an event has it. */
	async prepare(_definitions: readonly FieldDefinition[]): Promise<PrepareOutcome> {
		return await Promise.resolve({ created: [], missing: [] });
	}

	async syncContacts(writes: readonly RecordWrite[]): Promise<readonly SyncOutcome[]> {
		return await syncContacts(this.run, writes);
	}

	async syncPurchases(purchases: readonly PurchaseWrite[]): Promise<readonly SyncOutcome[]> {
		return await syncPurchases(this.run, purchases);
	}

	async syncRefunds(refunds: readonly RefundWrite[]): Promise<readonly SyncOutcome[]> {
		return await syncRefunds(this.run, refunds);
	}

	async changedContacts(
		since: Instant,
		fields: readonly string[],
		cursor: string | null,
	): Promise<ChangePage> {
		return await changedContacts(this.run, since, fields, cursor);
	}

	/** Records events of one's own, each once however often it is sent. */
	async trackEvents(events: readonly TrackedEvent[]): Promise<readonly SyncOutcome[]> {
		return await trackEvents(this.run, events);
	}

	/** Subscribes and unsubscribes people by e-mail; never lifts a suppression unasked. */
	async setConsent(entries: readonly ConsentEntry[]): Promise<readonly ConsentOutcome[]> {
		return await setConsent(this.run, entries);
	}

	async listSegments(): Promise<readonly KlaviyoGroup[]> {
		return await listSegments(this.run);
	}

	async listLists(): Promise<readonly KlaviyoGroup[]> {
		return await listLists(this.run);
	}

	async profilesOfSegment(
		id: string,
		cursor: string | null,
		fields: readonly string[] = [],
	): Promise<GroupPage> {
		return await profilesOfSegment(this.run, id, fields, cursor);
	}

	async addToList(listId: string, emails: readonly string[]): Promise<readonly ListAddition[]> {
		return await addToList(this.run, listId, emails);
	}

	/** Asks Klaviyo to delete all it has about people. */
	async requestErasures(emails: readonly string[]): Promise<readonly ErasureRequest[]> {
		return await requestErasures(this.run, emails);
	}
}
