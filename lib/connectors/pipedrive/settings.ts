import { AffiliateError } from '../../kernel';
import type { FieldDefinition, PurchaseStage } from '../crm';

/** What a deal can be; "deleted" is not set but done. */
export const DEAL_STATUSES = ['open', 'won', 'lost'] as const;

export type DealStatus = (typeof DEAL_STATUSES)[number];

/** Fields go by their code in Pipedrive, by the name of a definition or by their label. */
export interface PipedriveSettings {
	/** Text field of a person that holds the customer's e-mail address in lower case. */
	readonly contactKeyField: string;
	/** Text field of a deal that holds `<store>:<order id>`. */
	readonly purchaseKeyField: string;
	/** Number field of a deal that holds what went back in all. */
	readonly refundedAmountField: string;
	/** Long text field of a deal that holds each refund with its amount. */
	readonly refundListField: string;
	/** Status of a deal, by where its order stands. */
	readonly statuses: Readonly<Record<PurchaseStage, DealStatus>>;
	/** Pipeline of new deals; null leaves it to Pipedrive. */
	readonly pipelineId: string | null;
	/** Stage of a deal, by where its order stands; null leaves it alone. */
	readonly stageIds: Readonly<Record<PurchaseStage, string | null>>;
	/** Tie deals to persons. */
	readonly associate: boolean;
	/** Fields of ours, by which names lead to labels. */
	readonly definitions: readonly FieldDefinition[];
}

/** What works with the preset mapping. */
export const DEFAULT_PIPEDRIVE_SETTINGS: PipedriveSettings = {
	contactKeyField: 'affiliate_email_key',
	purchaseKeyField: 'affiliate_order_key',
	refundedAmountField: 'affiliate_refunded_amount',
	refundListField: 'affiliate_refunds',
	statuses: { pending: 'open', paid: 'won', cancelled: 'lost' },
	pipelineId: null,
	stageIds: { pending: null, paid: null, cancelled: null },
	associate: true,
	definitions: [],
};

/** Fills in defaults and checks. Throws `invalid_input`. */
export function resolveSettings(given: Partial<PipedriveSettings>): PipedriveSettings {
	const settings = { ...DEFAULT_PIPEDRIVE_SETTINGS, ...given };
	const { statuses, pipelineId, stageIds } = settings;
	for (const status of Object.values(statuses)) {
		if (!DEAL_STATUSES.includes(status)) {
			throw invalid(`'${status}' is not a status of a deal`, 'statuses', 'open, won or lost');
		}
	}
	for (const id of [pipelineId, ...Object.values(stageIds)]) {
		if (id !== null && !/^\d+$/.test(id)) {
			throw invalid(`'${id}' is not the id of a pipeline or stage`, 'stageIds', 'a number');
		}
	}
	return settings;
}

function invalid(message: string, path: string, wanted: string): AffiliateError {
	return new AffiliateError(message, { code: 'invalid_input', path, hint: `Give ${wanted}.` });
}
