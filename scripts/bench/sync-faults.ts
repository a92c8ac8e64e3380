import type { HubSpotSimulator } from '../../test/simulators/hubspot.ts';
import type { SimulatedFault } from '../../test/simulators/faults.ts';
import type { SimulatorRequest } from '../../test/simulators/simulator-server.ts';
import { Draws } from '../simulate/random.ts';

/** One request in five meets a fault, each kind as often as the others. */
const SHARE = 0.2;
const SEED = 20_261_123;

export const FAULT_KINDS = [
	'429 with Retry-After',
	'500',
	'dropped before',
	'answer lost after',
] as const;

const EFFECTS: ReadonlyArray<SimulatedFault['then']> = [
	{
		answer: {
			status: 429,
			headers: { 'retry-after': '1' },
			body: {
				status: 'error',
				message: 'You have reached your ten_secondly_rolling limit.',
				errorType: 'RATE_LIMIT',
				policyName: 'TEN_SECONDLY_ROLLING',
			},
		},
	},
	{ answer: { status: 500, body: { status: 'error', message: 'Internal error' } } },
	'drop',
	'lose_answer',
];

/**
 * From now on faults strike at random, by a fixed seed. Gives back how often each kind has struck so
 * far; stop it with `setFaults([])`.
 */
export function injectFaults(hubspot: HubSpotSimulator): { readonly strikes: () => number[] } {
	const draws = new Draws(SEED);
	const strikes = EFFECTS.map(() => 0);
	const drawn = new WeakMap<SimulatorRequest, number>();
	const kindOf = (request: SimulatorRequest): number => {
		const known = drawn.get(request);
		if (known !== undefined) return known;
		const kind = draws.chance(SHARE) ? draws.below(EFFECTS.length) : -1;
		drawn.set(request, kind);
		if (kind >= 0) strikes[kind] = (strikes[kind] ?? 0) + 1;
		return kind;
	};
	hubspot.setFaults(
		EFFECTS.map((then, kind) => ({ when: (request) => kindOf(request) === kind, then })),
	);
	return { strikes: () => [...strikes] };
}
