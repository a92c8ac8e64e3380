/** A mail as its receiver sees it. */
export interface MailMessage {
	/** From the envelope, which decides who gets it. */
	readonly from: string;
	readonly to: readonly string[];
	readonly subject: string;
	/** Body in plain text; empty without one. */
	readonly text: string;
	/** Body in HTML; empty without one. */
	readonly html: string;
	readonly attachments: readonly MailAttachment[];
	/** As it came over the wire. */
	readonly source: string;
}

export interface MailAttachment {
	readonly fileName: string;
	/** Without parameters: "application/xml". */
	readonly contentType: string;
	readonly content: Buffer;
}

interface Part {
	readonly headers: ReadonlyMap<string, string>;
	readonly body: string;
}

/** Reads an RFC 5322 message with MIME parts, as far as senders on this machine write them. */
export function readMail(
	source: string,
	envelope: { readonly from: string; readonly to: readonly string[] },
): MailMessage {
	const message = partOf(source);
	const leaves = leavesOf(message);
	const bodies = leaves.filter((part) => !isAttachment(part));
	const bodyOf = (type: string): string =>
		bodies
			.filter((part) => contentTypeOf(part) === type)
			.map((part) => contentOf(part).toString('utf8'))
			.join('\n');
	return {
		...envelope,
		subject: decodedWords(message.headers.get('subject') ?? ''),
		text: bodyOf('text/plain'),
		html: bodyOf('text/html'),
		attachments: leaves.filter(isAttachment).map((part) => ({
			fileName: decodedWords(parameterOf(part, 'content-disposition', 'filename')),
			contentType: contentTypeOf(part),
			content: contentOf(part),
		})),
		source,
	};
}

function partOf(source: string): Part {
	const end = source.indexOf('\r\n\r\n');
	const head = end < 0 ? source : source.slice(0, end);
	const headers = head
		.replace(/\r\n[ \t]+/g, ' ')
		.split('\r\n')
		.map((line) => /^([^:]+):\s*(.*)$/.exec(line))
		.flatMap((match) => (match === null ? [] : [[match[1] ?? '', match[2] ?? ''] as const]));
	return {
		headers: new Map(headers.map(([name, value]) => [name.toLowerCase(), value])),
		body: end < 0 ? '' : source.slice(end + 4),
	};
}

function leavesOf(part: Part): Part[] {
	if (!contentTypeOf(part).startsWith('multipart/')) return [part];
	const boundary = parameterOf(part, 'content-type', 'boundary');
	const [, ...rest] = `\r\n${part.body}`.split(`\r\n--${boundary}`);
	return rest
		.filter((text) => !text.startsWith('--'))
		.flatMap((text) => leavesOf(partOf(text.replace(/^[ \t]*\r\n/, ''))));
}

function contentTypeOf({ headers }: Part): string {
	return (headers.get('content-type') ?? 'text/plain').split(';')[0]?.trim().toLowerCase() ?? '';
}

function isAttachment({ headers }: Part): boolean {
	return /^attachment\b/i.test(headers.get('content-disposition') ?? '');
}

function parameterOf({ headers }: Part, header: string, name: string): string {
	const value = headers.get(header) ?? '';
	const match = new RegExp(`;\\s*${name}=(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(value);
	return match?.[1] ?? match?.[2] ?? '';
}

function contentOf({ headers, body }: Part): Buffer {
	const encoding = headers.get('content-transfer-encoding')?.toLowerCase() ?? '7bit';
	if (encoding === 'base64') return Buffer.from(body, 'base64');
	if (encoding === 'quoted-printable') return quotedPrintable(body.replace(/=\r\n/g, ''));
	return Buffer.from(body, 'utf8');
}

function quotedPrintable(text: string): Buffer {
	const bytes = text.replace(/=([0-9A-F]{2})/gi, (_match, hex: string) =>
		String.fromCharCode(Number.parseInt(hex, 16)),
	);
	return Buffer.from(bytes, 'latin1');
}

/** Words such as `=?UTF-8?Q?caf=C3=A9?=` in a header; blanks between two of them do not count. */
function decodedWords(value: string): string {
	const joined = value.replace(/\?=\s+=\?/g, '?==?');
	return joined.replace(
		/=\?[^?]+\?([BQ])\?([^?]*)\?=/gi,
		(_match, encoding: string, content: string) =>
			encoding.toUpperCase() === 'B'
				? Buffer.from(content, 'base64').toString('utf8')
				: quotedPrintable(content.replace(/_/g, ' ')).toString('utf8'),
	);
}
