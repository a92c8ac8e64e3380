import { isUtf8 } from 'node:buffer';
import { AffiliateError } from '../../kernel';

export type CsvEncoding = 'utf-8' | 'utf-16le' | 'windows-1252';

/** A file as text that is made piece by piece, as often as it is asked for. */
export interface DecodedText {
	readonly encoding: CsvEncoding;
	pieces(): Iterable<string>;
}

const PIECE_BYTES = 65_536;

/** What Windows-1252 has at 0x80 to 0x9F, where ISO 8859-1 has control characters. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * Reads bytes as UTF-16LE when they begin with its mark, as UTF-8 when they are valid UTF-8, and
 * as Windows-1252 otherwise, which is what spreadsheets on Windows save. The mark itself is left
 * out. Throws `unsupported_encoding` for UTF-16BE.
 */
export function decodeBytes(bytes: Uint8Array): DecodedText {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded('utf-16le', bytes.subarray(2));
	if (bytes[0] === 0xfe && bytes[1] === 0xff) {
		throw new AffiliateError('The file is in UTF-16 with the big end first', {
			code: 'unsupported_encoding',
			hint: 'Save it as "CSV UTF-8" and import that.',
		});
	}
	if (!isUtf8(bytes)) return decoded('windows-1252', bytes);
	const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
	return decoded('utf-8', hasMark ? bytes.subarray(3) : bytes);
}

/** Text that is text already, cut where no character is torn apart. */
export function decodedText(text: string): DecodedText {
	const whole = text.startsWith('\uFEFF') ? text.slice(1) : text;
	return {
		encoding: 'utf-8',
		*pieces() {
			let start = 0;
			while (start < whole.length) {
				let end = Math.min(start + PIECE_BYTES, whole.length);
				if (end < whole.length && /[\uD800-\uDBFF]/.test(whole.charAt(end - 1))) end += 1;
				yield whole.slice(start, end);
				start = end;
			}
		},
	};
}

function decoded(encoding: CsvEncoding, bytes: Uint8Array): DecodedText {
	return {
		encoding,
		*pieces() {
			const decode = encoding === 'windows-1252' ? windows1252 : utf(encoding);
			for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
				const end = start + PIECE_BYTES;
				yield decode(bytes.subarray(start, end), end >= bytes.length);
			}
		},
	};
}

type DecodePiece = (bytes: Uint8Array, isLast: boolean) => string;

function utf(encoding: 'utf-8' | 'utf-16le'): DecodePiece {
	// A second mark at the start of the text is a character like any other.
	const decoder = new TextDecoder(encoding, { ignoreBOM: true });
	return (bytes, isLast) => decoder.decode(bytes, { stream: !isLast });
}

// Not TextDecoder: some versions of Node read this encoding as ISO 8859-1.
const windows1252: DecodePiece = (bytes) =>
	Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
		.toString('latin1')
		.replace(/[\u0080-\u009f]/g, (character) =>
			WINDOWS_1252.charAt(character.charCodeAt(0) - 0x80),
		);
