import type { CrmContext, CrmSystem } from './crmSystem';
import { parameterOf } from '../../shared/vendorConnection';
import { hubspot } from './hubspot';
import { klaviyo } from './klaviyo';
import { pipedrive } from './pipedrive';
import { salesforce } from './salesforce';

/** Alphabetical, as n8n shows them. */
export const CRM_SYSTEMS: readonly CrmSystem[] = [hubspot, klaviyo, pipedrive, salesforce];

/** The CRM that the node writes to. */
export function chosenSystem(context: CrmContext): CrmSystem {
	const value = parameterOf(context, 'crm', hubspot.value);
	return CRM_SYSTEMS.find((system) => system.value === value) ?? hubspot;
}

export type { CrmChoice, CrmContext, CrmSystem, MarketingConnector } from './crmSystem';
