import { AffiliateError, type Instant } from '../../lib/kernel';
import { LEDGER_EVENT_TYPES, type LedgerEventType } from '../../lib/delivery';
import type { DestinationLimits } from '../../lib/ports/delivery-store';
import { momentOf } from '../shared/momentOf';

/** The part of n8n's contexts that reads parameters. */
export interface ParameterReader {
	getNodeParameter(name: string, fallback?: unknown): unknown;
}

export interface EventTriggerSettings {
	readonly eventTypes: readonly LedgerEventType[];
	/** Empty: to be named after workflow and node. */
	readonly name: string;
	readonly limits: DestinationLimits;
	/** From when on a new destination gets past events; null for none. */
	readonly replayFrom: Instant | null;
}

/** Reads the node's parameters. Throws `invalid_parameter` when none is chosen, `invalid_instant`. */
export function readSettings(context: ParameterReader): EventTriggerSettings {
	const chosen = context.getNodeParameter('events', []);
	const types = Array.isArray(chosen) ? chosen : [];
	const eventTypes = LEDGER_EVENT_TYPES.map(({ type }) => type).filter((type) =>
		types.includes(type),
	);
	if (eventTypes.length === 0) {
		throw new AffiliateError('No event is chosen', {
			code: 'invalid_parameter',
			path: 'events',
			hint: "Choose at least one in 'Events'.",
		});
	}
	const options = record(context.getNodeParameter('options', {}));
	const name = context.getNodeParameter('destinationName', '');
	const startsPerMinute = bounded(options.startsPerMinute, 0, 0, 6_000);
	return {
		eventTypes,
		name: typeof name === 'string' ? name.trim().slice(0, 200) : '',
		limits: {
			parallel: bounded(options.parallelRuns, 1, 1, 50),
			startsPerMinute: startsPerMinute === 0 ? null : startsPerMinute,
			maxAttempts: bounded(options.maxAttempts, 30, 1, 500),
		},
		replayFrom: momentOf(options.replayFrom),
	};
}

function record(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function bounded(value: unknown, fallback: number, least: number, most: number): number {
	const wanted = typeof value === 'number' && Number.isInteger(value) ? value : fallback;
	return Math.min(Math.max(wanted, least), most);
}
