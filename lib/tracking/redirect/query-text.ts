/** Query pieces as they stand, so that what is not touched is passed on to the letter. */
export function queryPieces(url: URL): string[] {
	return url.search
		.slice(1)
		.split('&')
		.filter((piece) => piece !== '');
}

/** Decoded name of a query piece; the raw one when it cannot be decoded. */
export function pieceName(piece: string): string {
	const raw = piece.split('=', 1)[0] ?? '';
	try {
		return decodeURIComponent(raw.replaceAll('+', ' '));
	} catch {
		return raw;
	}
}

/** One encoded query piece. */
export function queryPiece(name: string, value: string): string {
	return `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
}
