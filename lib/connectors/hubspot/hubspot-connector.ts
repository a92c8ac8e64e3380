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
import { unavailableError } from '../vendor';
import { changedContacts } from './changed-contacts';
import type { HubSpotClient } from './client';
import { describeFailure } from './describe-failure';
import { ensureProperties } from './ensure-properties';
import { fieldTypeOf } from './field-type';
import { listProperties } from './list-properties';
import { OBJECT_TYPES, propertyOf } from './property-definition';
import { inWords, propertyError } from './require-properties';
import { syncContacts, syncPurchases, type SyncSettings } from './sync-purchases';
import { syncRefunds } from './sync-refunds';

/** HubSpot as one of the CRMs: contacts by e-mail address, orders as deals. */
export class HubSpotConnector implements CrmConnector {
	readonly system = 'hubspot';

	constructor(
		private readonly client: HubSpotClient,
		private readonly settings: SyncSettings,
	) {}

	async listFields(object: CrmObject): Promise<readonly CrmField[]> {
		const listed = await listProperties(this.client, OBJECT_TYPES[object]);
		if (!listed.ok) {
			throw unavailableError(describeFailure(listed.failure), listed.failure);
		}
		return listed.properties
			.filter(({ hidden }) => !hidden)
			.map((property): CrmField => {
				const isReadOnly = property.modificationMetadata?.readOnlyValue ?? false;
				return {
					name: property.name,
					label: property.label === '' ? property.name : property.label,
					type: fieldTypeOf(property),
					isWritable: !property.calculated && !isReadOnly,
					isRequired: false,
					maxLength: null,
					options: property.options
						.filter(({ hidden }) => !hidden)
						.map(({ label, value }) => ({ label, value })),
				};
			})
			.sort((a, b) => (a.label < b.label ? -1 : 1));
	}

	async prepare(definitions: readonly FieldDefinition[]): Promise<PrepareOutcome> {
		const created: string[] = [];
		const missing: Array<PrepareOutcome['missing'][number]> = [];
		for (const object of ['contact', 'purchase'] as const) {
			const own = definitions.filter((definition) => definition.object === object);
			if (own.length === 0) continue;
			const objectType = OBJECT_TYPES[object];
			const { createMissing, group } = this.settings;
			const ensured = await ensureProperties(this.client, objectType, own.map(propertyOf), {
				createMissing,
				group,
			});
			if (ensured.outcome === 'ready') created.push(...ensured.created);
			else if (ensured.outcome === 'missing') {
				for (const property of ensured.missing) {
					const field = own.find(({ name }) => name === property.name);
					if (field === undefined) continue;
					const how = `Settings > Properties > ${objectType}: ${inWords(property)}, label '${property.label}'`;
					missing.push({ field, how });
				}
			} else throw propertyError(objectType, ensured);
		}
		return { created, missing };
	}

	async syncContacts(writes: readonly RecordWrite[]): Promise<readonly SyncOutcome[]> {
		return await syncContacts(this.client, writes, this.settings);
	}

	async syncPurchases(purchases: readonly PurchaseWrite[]): Promise<readonly SyncOutcome[]> {
		return await syncPurchases(this.client, purchases, this.settings);
	}

	async syncRefunds(refunds: readonly RefundWrite[]): Promise<readonly SyncOutcome[]> {
		return await syncRefunds(this.client, refunds, this.settings);
	}

	async changedContacts(
		since: Instant,
		fields: readonly string[],
		cursor: string | null,
	): Promise<ChangePage> {
		return await changedContacts(this.client, since, fields, cursor);
	}
}
