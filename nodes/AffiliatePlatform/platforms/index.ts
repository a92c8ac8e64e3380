import type { AffiliatePlatform } from '../../../lib/connectors/affiliate-platform';
import { parameterOf } from '../../shared/vendorConnection';
import { affise } from './affise';
import { impact } from './impact';
import { partnerStack } from './partnerStack';
import type { PlatformContext, PlatformSystem } from './platformSystem';
import { postAffiliatePro } from './postAffiliatePro';
import { refersion } from './refersion';
import { tapfiliate } from './tapfiliate';

/** Alphabetical, as n8n shows them. */
export const PLATFORM_SYSTEMS: readonly PlatformSystem[] = [
	affise,
	impact,
	partnerStack,
	postAffiliatePro,
	refersion,
	tapfiliate,
];

/** The platform that the node works with. */
export function chosenSystem(context: PlatformContext): PlatformSystem {
	const value = parameterOf(context, 'platform', tapfiliate.value);
	return PLATFORM_SYSTEMS.find((system) => system.value === value) ?? tapfiliate;
}

/** Its account, for one run. Throws n8n's own error when the credential is not set. */
export async function openPlatform(
	context: PlatformContext,
	system: PlatformSystem,
): Promise<AffiliatePlatform> {
	const credentialData = await context.getCredentials(system.credential);
	return await system.connect(context, credentialData);
}

export type { PlatformContext, PlatformSystem } from './platformSystem';
