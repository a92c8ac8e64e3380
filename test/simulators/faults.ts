import type { SimulatorRequest, SimulatorResponse } from './simulator-server.ts';

export interface SimulatedFault {
	readonly when: (request: SimulatorRequest) => boolean;
	/** How often it strikes; for ever when left out. */
	readonly times?: number;
	/**
	 * `answer` instead of carrying out the request, `drop` the connection before that, or
	 * `lose_answer`: carry it out, then drop the connection.
	 */
	readonly then: { readonly answer: SimulatorResponse } | 'drop' | 'lose_answer';
}

/** Applies the first fault that matches and has strikes left. */
export class Faults {
	private active: Array<{ fault: SimulatedFault; left: number }> = [];

	set(faults: readonly SimulatedFault[]): void {
		this.active = faults.map((fault) => ({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }));
	}

	apply(request: SimulatorRequest, carryOut: () => SimulatorResponse): SimulatorResponse {
		const entry = this.active.find(({ fault, left }) => left > 0 && fault.when(request));
		if (entry === undefined) return carryOut();
		entry.left -= 1;
		const { then } = entry.fault;
		if (then === 'drop') return { status: 0, drop: true };
		if (then === 'lose_answer') return { ...carryOut(), drop: true };
		return then.answer;
	}
}
