import { instantFromMilliseconds } from '../kernel';
import type { Clock } from '../ports/clock';

/** The machine's clock; the engine gets time only from here. */
export const systemClock: Clock = { now: () => instantFromMilliseconds(Date.now()) };
