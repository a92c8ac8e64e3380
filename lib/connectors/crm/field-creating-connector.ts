import { AffiliateError, type Instant } from '../../kernel';
import type { CrmField, CrmObject, FieldDefinition } from '../../model/crm-field';
import type { RecordWrite } from '../../model/field-write';
import type {
	ChangePage,
	CrmConnector,
	PrepareOutcome,
	PurchaseWrite,
	RefundWrite,
} from './connector';
import type { SyncOutcome } from './outcomes';

/**
 * A connector that creates fields of ours when a run finds them missing, then does what it was asked
 * for. What cannot be created is told as before (`missing_fields`, naming each and how to create it).
 */
export class FieldCreatingConnector implements CrmConnector {
	readonly system: CrmConnector['system'];

	constructor(
		private readonly connector: CrmConnector,
		private readonly definitions: readonly FieldDefinition[],
	) {
		this.system = connector.system;
	}

	async listFields(object: CrmObject): Promise<readonly CrmField[]> {
		return await this.connector.listFields(object);
	}

	async prepare(definitions: readonly FieldDefinition[]): Promise<PrepareOutcome> {
		return await this.connector.prepare(definitions);
	}

	async syncContacts(writes: readonly RecordWrite[]): Promise<readonly SyncOutcome[]> {
		return await this.withFields(async () => await this.connector.syncContacts(writes));
	}

	async syncPurchases(purchases: readonly PurchaseWrite[]): Promise<readonly SyncOutcome[]> {
		return await this.withFields(async () => await this.connector.syncPurchases(purchases));
	}

	async syncRefunds(refunds: readonly RefundWrite[]): Promise<readonly SyncOutcome[]> {
		return await this.withFields(async () => await this.connector.syncRefunds(refunds));
	}

	async changedContacts(
		since: Instant,
		fields: readonly string[],
		cursor: string | null,
	): Promise<ChangePage> {
		return await this.connector.changedContacts(since, fields, cursor);
	}

	/** Fields are checked before anything is written, so that doing it again does nothing twice. */
	private async withFields<Result>(run: () => Promise<Result>): Promise<Result> {
		try {
			return await run();
		} catch (error) {
			if (!(error instanceof AffiliateError) || error.code !== 'missing_fields') throw error;
			const { created } = await this.connector.prepare(this.definitions);
			if (created.length === 0) throw error;
			return await run();
		}
	}
}
