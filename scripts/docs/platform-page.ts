import {
	PLATFORM_OPERATIONS,
	type Capabilities,
	type Capability,
} from '../../lib/connectors/affiliate-platform/capabilities.ts';

/** What the page needs to know of a platform. */
export interface DocumentedPlatform {
	readonly name: string;
	readonly capabilities: Capabilities;
}

const HEAD = `# Affiliate platforms

Made from what each connector says of itself (\`npm run build && npm run docs\`). **Yes**: a call of the
platform's own. **Other way**: reached by another call, which is told below. **–**: not offered; the node does not
show it, and says the other route when it is asked for all the same.

A mark says how surely the requests are known, none of them having been run against a live account of ours:
nothing for what the vendor documents or two independent sources agree on, ¹ for what one source reports, ² for
what nobody confirms. "Later" means that the platform takes a write in and says afterwards what became of it: use
_Confirm_, or look for it in a list.
`;

const MARKS: Readonly<Record<Capability['evidence'], string>> = {
	documented: '',
	reported: '¹',
	unverified: '²',
};

/** The page of all platforms: one table, then what is to say of each. */
export function platformPage(platforms: readonly DocumentedPlatform[]): string {
	const names = platforms.map(({ name }) => name);
	const rows = PLATFORM_OPERATIONS.map((operation) =>
		row([operation, ...platforms.map(({ capabilities }) => cellOf(capabilities[operation]))]),
	);
	const table = [row(['Operation', ...names]), row(names.map(() => '---').concat('---')), ...rows];
	return `${HEAD}\n${table.join('\n')}\n\n${platforms.map(sectionOf).join('\n')}`;
}

function cellOf({ support, evidence, isAsynchronous = false }: Capability): string {
	if (support === 'none') return '–';
	const word = support === 'native' ? 'Yes' : 'Other way';
	return `${word}${isAsynchronous ? ', later' : ''}${MARKS[evidence]}`;
}

function sectionOf({ name, capabilities }: DocumentedPlatform): string {
	const notes = PLATFORM_OPERATIONS.flatMap((operation) => {
		const { note } = capabilities[operation];
		return note === '' ? [] : [`- \`${operation}\`: ${note}`];
	});
	return `## ${name}\n\n${notes.join('\n')}\n`;
}

function row(cells: readonly string[]): string {
	return `| ${cells.join(' | ')} |`;
}
