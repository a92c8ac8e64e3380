import type { Instant } from '../kernel';

/** The only source of the present moment; shells pass the real one, tests a fixed one. */
export interface Clock {
	now(): Instant;
}
