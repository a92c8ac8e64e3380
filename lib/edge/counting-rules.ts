import type { CountingRules } from './click-settings';

const RULES_FOLDER = /^repeat-(\d{1,9})-burst-(\d{1,9})$/;

/** As the store takes it; undefined: bursts count. */
export function burstOf({
	mostPerMinute,
}: CountingRules): { readonly most: number; readonly seconds: number } | undefined {
	return mostPerMinute > 0 ? { most: mostPerMinute, seconds: 60 } : undefined;
}

/** Clicks wait in a folder that says how they are to be counted. */
export function folderOfRules({ repeatWindowSeconds, mostPerMinute }: CountingRules): string {
	return `repeat-${repeatWindowSeconds}-burst-${mostPerMinute}`;
}

/** Null for a folder that is something else. */
export function rulesOfFolder(name: string): CountingRules | null {
	const [, repeat, burst] = RULES_FOLDER.exec(name) ?? [];
	if (repeat === undefined || burst === undefined) return null;
	return { repeatWindowSeconds: Number(repeat), mostPerMinute: Number(burst) };
}
