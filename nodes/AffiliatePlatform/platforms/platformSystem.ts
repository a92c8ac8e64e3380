import type { ICredentialDataDecryptedObject, INodeProperties } from 'n8n-workflow';
import type {
	AffiliatePlatform,
	Capabilities,
	PlatformName,
} from '../../../lib/connectors/affiliate-platform';
import type { VendorContext } from '../../shared/vendorConnection';

export type PlatformContext = VendorContext;

/** What the node needs to know of one platform; everything else is alike for all. */
export interface PlatformSystem {
	readonly value: PlatformName;
	readonly name: string;
	/** Name of the credential type. */
	readonly credential: string;
	/** Name of the node's own test of it, where a request alone cannot tell. */
	readonly testedBy?: string;
	readonly capabilities: Capabilities;
	/** Its own entries of the collection Options. */
	readonly options: readonly INodeProperties[];
	/** Whether it needs a password for new affiliates, who sign in there. */
	readonly needsPassword: boolean;
	/**
	 * The account, for one run. Throws n8n's own error when the credential is not set, or when its owner
	 * does not allow it to be sent to the chosen address.
	 */
	connect(
		context: PlatformContext,
		credentialData: ICredentialDataDecryptedObject,
	): Promise<AffiliatePlatform>;
}
