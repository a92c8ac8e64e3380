import type { OwnMarks } from './marks';

/** Shopify's limit of a note. */
export const LONGEST_NOTE = 5_000;

/** A note without our line; the lines of others stay as they are. */
export function withoutOwnLine(note: string, { noteMarker }: OwnMarks): string {
	if (noteMarker === '' || !note.includes(noteMarker)) return note;
	return note
		.split('\n')
		.filter((line) => !line.startsWith(noteMarker))
		.join('\n')
		.replace(/\n+$/, '');
}

/** A note with our line at its end, in place of the one we wrote before; null takes it away. */
export function withOwnLine(note: string, text: string | null, marks: OwnMarks): string {
	const others = withoutOwnLine(note, marks);
	const line = text?.replace(/\s+/g, ' ').trim() ?? '';
	if (line === '') return others;
	return `${others === '' ? '' : `${others}\n`}${marks.noteMarker} ${line}`;
}
