import { z } from 'zod/v4';
import { platformError } from '../affiliate-platform';
import type { VendorClient } from '../vendor';
import { unreadable } from './client';
import { REFERSION_WORDS } from './failure';

/** Refersion gives at most that many. */
export const GRAPH_PAGE = 200;

/** Fields by name; those of a record within it as a list. */
export type Selection = Readonly<Record<string, true | readonly string[]>>;

/**
 * Lists of Refersion's GraphQL, whose schema nobody has published: fields that an account does not have are
 * left out from then on, so that the others can be read.
 */
export class RefersionGraph {
	private readonly missing = new Set<string>();

	constructor(private readonly client: VendorClient) {}

	/** Whether an earlier answer said that there is no such field. */
	lacks(field: string): boolean {
		return this.missing.has(field);
	}

	/** Up to 200 records from `offset` on. Throws like `platformError`. */
	async rows(
		root: string,
		offset: number,
		{ first = GRAPH_PAGE, ...between }: Readonly<Record<string, number>>,
		selection: Selection,
	): Promise<readonly unknown[]> {
		const names = Object.entries({ ...between, first, offset });
		const args = names.map(([name, value]) => `${name}: ${value}`).join(', ');
		for (;;) {
			const query = `{ ${root}(${args}) { ${this.fieldsOf(selection)} } }`;
			const answer = await this.client.call({
				method: 'POST',
				path: '',
				body: { query },
				safety: 'repeatable',
			});
			if (!answer.ok) {
				if (this.learn(answer.failure.message)) continue;
				throw platformError(answer.failure, REFERSION_WORDS);
			}
			const schema = z.object({ data: z.object({ [root]: z.array(z.unknown()) }) });
			const read = schema.safeParse(answer.response.body);
			if (!read.success) throw unreadable();
			return read.data.data[root] ?? [];
		}
	}

	/** Whether the words name fields that were not known to be missing. */
	private learn(message: string): boolean {
		const before = this.missing.size;
		for (const [, name = ''] of message.matchAll(/cannot query field ["'“]?(\w+)/gi)) {
			this.missing.add(name);
		}
		return this.missing.size > before;
	}

	private fieldsOf(selection: Selection): string {
		const wanted = Object.entries(selection).filter(([name]) => !this.missing.has(name));
		const fields = wanted.flatMap(([name, within]) => {
			if (within === true) return [name];
			const parts = within.filter((part) => !this.missing.has(part));
			return parts.length === 0 ? [] : [`${name} { ${parts.join(' ')} }`];
		});
		return fields.join(' ');
	}
}
