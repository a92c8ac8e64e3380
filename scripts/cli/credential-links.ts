import { CliFailure } from './cli-failure';
import { storeSlot } from './store-nodes';
import type { CredentialLink, RemoteCredential, WorkflowNode } from './workflow-types';

/** One `--credential`: for which type (or name in the workflow file), which credential of n8n. */
export interface CredentialChoice {
	readonly slot: string;
	readonly credential: string;
}

/** A credential that a node needs and nobody has named or made yet. */
export interface MissingCredential {
	readonly node: string;
	readonly type: string;
	/** What the workflow file calls it. */
	readonly name: string;
	/** How many of the type n8n has: with several, it cannot be guessed which one is meant. */
	readonly candidates: number;
}

/** What links are decided on. `known` is undefined where the API key may not list credentials. */
export interface LinkContext {
	readonly known: readonly RemoteCredential[] | undefined;
	readonly choices: readonly CredentialChoice[];
	readonly existing: readonly WorkflowNode[];
	/** By type, what the package's workflows call the credential they mostly use. */
	readonly usualNames: ReadonlyMap<string, string | undefined>;
}

/** The first name that the package's workflows give to a credential of each type. */
export function usualNamesOf(
	nodes: readonly WorkflowNode[],
): ReadonlyMap<string, string | undefined> {
	const links = nodes.flatMap(({ credentials }) => Object.entries(credentials ?? {}));
	return new Map(links.reverse().map(([type, { name }]) => [type, name]));
}

/**
 * Reads "hubspotAppToken=Name or id" (a credential type, or the name the workflow file uses, and a
 * credential of n8n).
 *
 * @throws CliFailure if there is no "=".
 */
export function parseCredentialChoice(text: string): CredentialChoice {
	const at = text.indexOf('=');
	const choice = { slot: text.slice(0, at).trim(), credential: text.slice(at + 1).trim() };
	if (at < 1 || choice.credential === '') {
		throw new CliFailure(`--credential "${text}" is not of the form "type=name or id".`, {
			exitCode: 2,
		});
	}
	return choice;
}

function chosen(
	type: string,
	link: CredentialLink,
	context: LinkContext,
): CredentialLink | undefined {
	const { choices, known } = context;
	const choice =
		choices.find(({ slot }) => slot === link.name) ?? choices.find(({ slot }) => slot === type);
	if (!choice) return undefined;
	if (!known) return { id: choice.credential, name: link.name ?? type };
	const found = known.find(
		(each) =>
			each.type === type && (each.id === choice.credential || each.name === choice.credential),
	);
	if (found) return { id: found.id, name: found.name };
	throw new CliFailure(
		`n8n has no credential "${choice.credential}" of type ${type}: check its name under Credentials.`,
	);
}

/** The credentials the user set on this very node before, without those known to be gone. */
function keptLinks(node: WorkflowNode, context: LinkContext): Record<string, CredentialLink> {
	const sameType = context.existing.filter(({ type }) => type === node.type);
	const before =
		sameType.find(({ id }) => id === node.id) ?? sameType.find(({ name }) => name === node.name);
	const links = Object.entries(before?.credentials ?? {}).filter(([, { id }]) => {
		if (!id) return false;
		return !context.known || context.known.some((each) => each.id === id);
	});
	return Object.fromEntries(links);
}

/**
 * The only credential of a type is not taken for another than the usual name: a secret of the one
 * sender would refuse everything that the other one sends.
 */
function obvious(type: string, link: CredentialLink, context: LinkContext) {
	const ofType = (context.known ?? []).filter((each) => each.type === type);
	const named = ofType.filter(({ name }) => name === link.name);
	const isUsual = context.usualNames.get(type) === link.name;
	const fitting = named.length === 1 || !isUsual ? named : ofType;
	const only = fitting.length === 1 ? fitting[0] : undefined;
	return only ? { id: only.id, name: only.name } : undefined;
}

/**
 * Decides the credentials of every node: what the command line says, else what the user had set on
 * the same node, else n8n's credential of the file's name or, for the usual name of a type, its only
 * one of that type. The store's credential, which no file names, goes to every node that takes it once it is chosen.
 * A link that cannot be decided is left open and returned as missing; a disabled node needs none.
 */
export function linkCredentials(
	nodes: readonly WorkflowNode[],
	context: LinkContext,
): { nodes: WorkflowNode[]; missing: MissingCredential[] } {
	const missing: MissingCredential[] = [];
	const linked = nodes.map((node) => {
		const kept = keptLinks(node, context);
		const decided = { ...kept };
		const slots = { ...storeSlot(node, context.choices), ...node.credentials };
		for (const [type, link] of Object.entries(slots)) {
			const found = chosen(type, link, context) ?? kept[type] ?? obvious(type, link, context);
			if (found) decided[type] = found;
			else if (node.disabled !== true) {
				const candidates = (context.known ?? []).filter((each) => each.type === type).length;
				missing.push({ node: node.name, type, name: link.name ?? type, candidates });
			}
		}
		const { credentials: _file, ...rest } = node;
		return Object.keys(decided).length > 0 ? { ...rest, credentials: decided } : rest;
	});
	return { nodes: linked, missing };
}
