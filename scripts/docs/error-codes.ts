import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

/** Where errors with a stable code are made. */
const FOLDERS = ['lib', 'nodes', 'credentials'];

/** What is found on the way through the code. */
interface Found {
	readonly codes: Set<string>;
	/** `unknown_${noun}`: the text before the place, and the name of what fills it. */
	readonly templates: Array<readonly [prefix: string, name: string]>;
	/** Texts by the property they are given to: what can fill a place. */
	readonly texts: Map<string, Set<string>>;
}

/**
 * Every text that stands as the `code` of an error: the property of an `AffiliateError`'s details, in
 * whatever expression. Codes are lower case with underscores, so nothing else is taken for one.
 */
export function errorCodesIn(root: string): string[] {
	const found: Found = { codes: new Set(), templates: [], texts: new Map() };
	for (const file of FOLDERS.flatMap((folder) => sourceFiles(join(root, folder)))) {
		const text = readFileSync(file, 'utf8');
		visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true), found);
	}
	for (const [prefix, name] of found.templates) {
		for (const text of found.texts.get(name) ?? []) found.codes.add(`${prefix}${text}`);
	}
	return [...found.codes].sort();
}

function sourceFiles(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return sourceFiles(path);
		return entry.name.endsWith('.ts') ? [path] : [];
	});
}

function visit(node: ts.Node, found: Found): void {
	if (ts.isPropertyAssignment(node)) {
		const { name, initializer } = node;
		if (name.getText() === 'code' && isDetails(node.parent)) collect(initializer, found);
		if (ts.isStringLiteral(initializer)) {
			const texts = found.texts.get(name.getText()) ?? new Set();
			found.texts.set(name.getText(), texts.add(initializer.text));
		}
	}
	// Codes that are chosen beforehand.
	if (ts.isVariableDeclaration(node) && node.name.getText() === 'code' && node.initializer) {
		if (ts.isConditionalExpression(node.initializer)) collect(node.initializer, found);
	}
	// The importer makes its errors with one function.
	if (ts.isCallExpression(node) && node.expression.getText() === 'problem') {
		const [code] = node.arguments;
		if (code !== undefined) collect(code, found);
	}
	ts.forEachChild(node, (child) => visit(child, found));
}

/** Details of an error, or something that becomes them: a code beside a hint. */
function isDetails(node: ts.ObjectLiteralExpression): boolean {
	const names = node.properties.map(({ name }) => name?.getText());
	const isOfError =
		ts.isNewExpression(node.parent) && node.parent.expression.getText() === 'AffiliateError';
	return names.includes('code') && (isOfError || names.includes('hint'));
}

function collect(node: ts.Node, found: Found): void {
	if (ts.isStringLiteral(node) && /^[a-z]+(_[a-z0-9]+)+$|^network$/.test(node.text)) {
		found.codes.add(node.text);
	}
	if (ts.isTemplateExpression(node)) {
		const [place] = node.templateSpans;
		if (place !== undefined) found.templates.push([node.head.text, place.expression.getText()]);
	}
	if (ts.isConditionalExpression(node)) {
		collect(node.whenTrue, found);
		collect(node.whenFalse, found);
		return;
	}
	ts.forEachChild(node, (child) => collect(child, found));
}

/** The codes of the page that explains each in a row of its own. */
export function explainedCodes(page: string): string[] {
	return [...page.matchAll(/^\| `([a-z0-9_]+)`\s*\|[^|]*\w[^|]*\|[^|]*\w[^|]*\|$/gm)].flatMap(
		([, code]) => code ?? [],
	);
}

/** The codes that a README lists. */
export function documentedCodes(readme: string): string[] {
	const start = readme.indexOf('## Error codes');
	const section = readme.slice(start, readme.indexOf('\n## ', start + 1));
	return [...section.matchAll(/`([a-z]+(?:_[a-z0-9]+)*)`/g)].flatMap(([, code]) => code ?? []);
}
