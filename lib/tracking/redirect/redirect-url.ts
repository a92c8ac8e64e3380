import { pieceName, queryPiece, queryPieces } from './query-text';

export interface RedirectParts {
	readonly destination: URL;
	/** Query parameter that carries the click id. */
	readonly clickIdParameter: string;
	/** Null when the visitor must not be recognised: then nothing ties the order to the click. */
	readonly clickId: string | null;
	/** By name without the prefix; added only where the destination has none of that name. */
	readonly utm: Readonly<Record<string, string>>;
}

/**
 * The address a visitor is sent to. The destination's own query and fragment stay as they are;
 * only a click id that somebody put into it is replaced, because it would be another visitor's.
 */
export function redirectUrl({ destination, clickIdParameter, clickId, utm }: RedirectParts): URL {
	const kept = queryPieces(destination).filter((piece) => pieceName(piece) !== clickIdParameter);
	const present = new Set(kept.map((piece) => pieceName(piece).toLowerCase()));
	const added = Object.entries(utm)
		.map(([name, value]): [string, string] => [`utm_${name}`, value])
		.filter(([name]) => !present.has(name))
		.map(([name, value]) => queryPiece(name, value));
	if (clickId !== null) added.unshift(queryPiece(clickIdParameter, clickId));
	const url = new URL(destination);
	const pieces = [...kept, ...added];
	url.search = pieces.length === 0 ? '' : `?${pieces.join('&')}`;
	return url;
}

/** The same destination without any click id, for the record. */
export function plainDestination(destination: URL, clickIdParameter: string): URL {
	return redirectUrl({ destination, clickIdParameter, clickId: null, utm: {} });
}
