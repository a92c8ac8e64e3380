import type { PlatformName } from '../../lib/connectors/affiliate-platform';
import type { PlatformNotice } from '../../lib/mapping/platform-notice';
import { PLATFORM_SYSTEMS, type PlatformSystem } from '../AffiliatePlatform/platforms';

/** The part of n8n's contexts that reads parameters. */
export interface ParameterReader {
	getNodeParameter(name: string, fallback?: unknown): unknown;
}

export type EventObject = PlatformNotice['object'];

export const EVENT_OBJECTS: readonly EventObject[] = ['affiliate', 'conversion', 'payout'];

export interface PlatformTriggerSettings {
	readonly system: PlatformSystem;
	readonly objects: readonly EventObject[];
	/** Whether publishing registers the address at the platform. */
	readonly registersItself: boolean;
	readonly parallel: number;
	readonly maxAttempts: number;
}

/** Platforms that can be told by their API where to send events. */
export const SELF_REGISTERING: readonly PlatformName[] = ['partnerStack'];

/** Reads the node's parameters once per call or activation. */
export function readSettings(context: ParameterReader): PlatformTriggerSettings {
	const system = systemOf(context.getNodeParameter('platform', 'tapfiliate'));
	const options = record(context.getNodeParameter('options', {}));
	const wanted = context.getNodeParameter('objects', EVENT_OBJECTS);
	return {
		system,
		objects: EVENT_OBJECTS.filter((object) => Array.isArray(wanted) && wanted.includes(object)),
		registersItself:
			SELF_REGISTERING.includes(system.value) &&
			context.getNodeParameter('registerEvents', true) === true,
		parallel: bounded(options['parallelExecutions'], 1, 1, 20),
		maxAttempts: bounded(options['maxAttempts'], 30, 1, 500),
	};
}

function systemOf(value: unknown): PlatformSystem {
	const [first] = PLATFORM_SYSTEMS;
	const found = PLATFORM_SYSTEMS.find((system) => system.value === value) ?? first;
	if (found === undefined) throw new Error('There is no platform');
	return found;
}

function record(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function bounded(value: unknown, fallback: number, least: number, most: number): number {
	const wanted = typeof value === 'number' && Number.isInteger(value) ? value : fallback;
	return Math.min(Math.max(wanted, least), most);
}
