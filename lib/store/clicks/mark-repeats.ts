import { toMilliseconds, type Instant } from '../../kernel';
import type { Click } from '../../model/click';

/** A human click as far as repeats are concerned. */
export interface HumanVisit {
	readonly visitorHash: string;
	readonly linkId: string | null;
	readonly affiliateId: string;
	readonly occurredAt: Instant;
}

/**
 * Marks as a repeat every counted human click that has another one of the same visitor and link
 * less than the window away: one already stored, or an earlier one of the batch. Clicks that
 * reached the store before an older one count as first, so that none is counted twice.
 */
export function markRepeats(
	clicks: readonly Click[],
	stored: readonly HumanVisit[],
	windowSeconds: number,
): Click[] {
	const windowMilliseconds = windowSeconds * 1000;
	const times = new Map<string, number[]>();
	const note = (visit: HumanVisit): void => {
		const key = visitKey(visit);
		const others = times.get(key);
		if (others === undefined) times.set(key, [toMilliseconds(visit.occurredAt)]);
		else others.push(toMilliseconds(visit.occurredAt));
	};
	stored.forEach(note);
	const repeats = new Set<Click>();
	const byTime = [...clicks].sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1));
	for (const click of byTime) {
		if (!isHumanVisit(click)) continue;
		const at = toMilliseconds(click.occurredAt);
		const others = times.get(visitKey(click)) ?? [];
		const isRepeat = others.some((other) => Math.abs(at - other) < windowMilliseconds);
		if (isRepeat && click.isCounted) repeats.add(click);
		note(click);
	}
	return clicks.map((click) =>
		repeats.has(click) ? { ...click, isCounted: false, countReason: 'repeat' } : click,
	);
}

/** Without consent there is no visitor to recognise, and bots are not counted anyway. */
export function isHumanVisit(click: Click): click is Click & { visitorHash: string } {
	return click.category === 'human' && click.visitorHash !== null;
}

/** A deep link has no link of its own; there the affiliate takes its place. */
function visitKey({ visitorHash, linkId, affiliateId }: HumanVisit): string {
	return JSON.stringify(
		linkId === null ? [visitorHash, 'affiliate', affiliateId] : [visitorHash, 'link', linkId],
	);
}
