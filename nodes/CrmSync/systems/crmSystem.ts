import type {
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INodeCredentialDescription,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import type { CrmConnector } from '../../../lib/connectors/crm';
import type { KlaviyoConnector } from '../../../lib/connectors/klaviyo';
import type { CrmMapping } from '../../../lib/mapping/crm';
import type { FieldDefinition } from '../../../lib/model/crm-field';

/** What the node needs to know of one CRM; everything else is alike for all. */
export interface CrmSystem {
	readonly value: CrmConnector['system'];
	readonly name: string;
	readonly credentials: readonly INodeCredentialDescription[];
	/** How to sign in, where there is a choice. */
	readonly authentication: readonly INodeProperties[];
	/** Its own entries of the collection Options. */
	readonly options: readonly INodeProperties[];
	/** The mapping that works without any setting. */
	readonly preset: CrmMapping;
	/** Fields of ours that the preset needs. */
	readonly fields: readonly FieldDefinition[];
	/** Fields of contacts who are affiliates themselves. */
	readonly partnerFields: readonly FieldDefinition[];
	/** Whether the account names fields by keys of its own, so that ours are known by their labels. */
	readonly findsFieldsByLabel?: boolean;
	/** Filled once and never changed, also when mapped by hand. */
	readonly firstTouchFields: ReadonlySet<string>;
	/** Field of a contact that holds the e-mail address it is found by. */
	readonly emailField: string;
	/** What the account offers for the lists of the editor. */
	readonly choices: Readonly<Partial<Record<CrmChoice, ReadChoices>>>;
	/**
	 * The account, for one run. Throws n8n's own error when the credential is not set, or when its
	 * owner does not allow it to be sent to the chosen address.
	 */
	connect(context: CrmContext): Promise<CrmConnector>;
	/** The same account for lists, segments, consent and events of one's own, where it has them. */
	readonly connectMarketing?: (context: CrmContext) => Promise<MarketingConnector>;
}

/** Lists, segments, consent and events; so far Klaviyo is the only one of its kind. */
export type MarketingConnector = Pick<
	KlaviyoConnector,
	| 'addToList'
	| 'listLists'
	| 'listSegments'
	| 'profilesOfSegment'
	| 'requestErasures'
	| 'setConsent'
	| 'trackEvents'
>;

export type CrmChoice = 'dealStages' | 'lists' | 'pipelines' | 'segments';

export type ReadChoices = (context: CrmContext) => Promise<INodePropertyOptions[]>;

export type CrmContext = IExecuteFunctions | ILoadOptionsFunctions;
