import { canonicalEmail, normalizeEmail } from '../../kernel';

/**
 * How an address differs from one of others that reaches the same mailbox ("tag", "dots",
 * "domain"); empty when they are spelled alike or are not the same mailbox (F13). Most mail systems
 * deliver tags, so that a tag at an unknown one is a difference too, though no proof (F11).
 */
export function spellingDifferences(
	email: string | null,
	others: readonly (string | null)[],
): string[] {
	const ours = normalizeEmail(email ?? '');
	if (ours === null) return [];
	for (const other of others) {
		const theirs = normalizeEmail(other ?? '');
		if (theirs === null || theirs === ours) continue;
		if (canonicalEmail(ours) === canonicalEmail(theirs)) return differences(ours, theirs);
		if (differOnlyInTag(ours, theirs)) return ['tag'];
	}
	return [];
}

function differOnlyInTag(a: string, b: string): boolean {
	const [x, y] = [partsOf(a), partsOf(b)];
	return x.domain === y.domain && x.name === y.name && x.name !== '';
}

function differences(a: string, b: string): string[] {
	const [x, y] = [partsOf(a), partsOf(b)];
	return [
		...(x.tag === y.tag ? [] : ['tag']),
		...(x.name === y.name ? [] : ['dots']),
		...(x.domain === y.domain ? [] : ['domain']),
	];
}

function partsOf(email: string): { name: string; tag: string; domain: string } {
	const at = email.lastIndexOf('@');
	const local = email.slice(0, at);
	const plus = local.indexOf('+');
	const name = plus > 0 ? local.slice(0, plus) : local;
	return { name, tag: local.slice(name.length), domain: email.slice(at + 1) };
}
