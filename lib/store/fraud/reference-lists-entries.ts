import { isIPv4 } from 'node:net';
import { domainToASCII } from 'node:url';
import { AffiliateError, addressRange } from '../../kernel';
import { NETWORK_KINDS } from '../../model/click';
import type { ReferenceListKind } from '../../model/reference-list';

const HOST = /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/;

/**
 * Lines of a list as they are kept: comments and empty lines dropped, in one spelling, each once.
 * Throws `invalid_reference_list` that names the first line that is no network or host.
 */
export function listEntries(kind: ReferenceListKind, lines: readonly string[]): string[] {
	const isNetworks = (NETWORK_KINDS as readonly string[]).includes(kind);
	const entries = new Set<string>();
	for (const [index, line] of lines.entries()) {
		const text = withoutComment(line).trim().toLowerCase();
		if (text === '') continue;
		const entry = isNetworks ? network(text) : host(text);
		if (entry === null) throw wrongLine(index + 1, isNetworks);
		entries.add(entry);
	}
	return [...entries];
}

/** Without a regular expression, which a line of nothing but # can keep busy for minutes. */
function withoutComment(line: string): string {
	return line.split('#', 1)[0] ?? '';
}

/** "203.0.113.7", "203.0.113.0/24" or "2001:db8::/32": what a look-up can read later. */
function network(text: string): string | null {
	return addressRange(text) === null ? null : text;
}

/** A host stands for its sub-domains too, so what only says so ("*." or "@" in front) is dropped. */
function host(text: string): string | null {
	const name = domainToASCII(text.replace(/^(?:\*?\.|@)/, '').replace(/\.$/, ''));
	return HOST.test(name) && !isIPv4(name) ? name : null;
}

function wrongLine(line: number, isNetworks: boolean): AffiliateError {
	const wanted = isNetworks
		? 'a network such as 203.0.113.0/24 or 2001:db8::/32'
		: 'a host such as mail.example';
	return new AffiliateError(`Line ${line} of the list is not ${wanted}`, {
		code: 'invalid_reference_list',
		path: `list.entries[${line - 1}]`,
		hint: 'One entry per line; # begins a comment. Nothing of the list was saved.',
		details: { line },
	});
}
