import { boundedText } from '../bounded-text';

const NAMES = ['sub1', 'sub2', 'sub3', 'sub4', 'sub5'] as const;
const MAX_LENGTH = 200;

/** The affiliate's own marks `sub1` … `sub5` from the tracked link's address. */
export function readSubIds(query: URLSearchParams): Record<string, string> {
	const subIds: Record<string, string> = {};
	for (const name of NAMES) {
		const value = boundedText(query.get(name), MAX_LENGTH);
		if (value !== null) subIds[name] = value;
	}
	return subIds;
}
