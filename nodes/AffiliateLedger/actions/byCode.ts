import { AffiliateError } from '../../../lib/kernel';
import type { AffiliateStore } from '../../../lib/ports/store';
import { codeField, requireText } from '../fields';
import type { LedgerOperation } from '../operation';
import { recordItems } from '../save';

interface CodedRecord {
	/** Lower-case noun: "link". */
	readonly noun: string;
	/** Name of its resource in the node: "Link". */
	readonly resource: string;
	readonly placeholder: string;
}

/** 'Get' of a record that has a code. */
export function getByCode(
	{ noun, resource, placeholder }: CodedRecord,
	find: (store: AffiliateStore, code: string) => Promise<object | null>,
): LedgerOperation {
	return {
		value: 'get',
		name: 'Get',
		action: `Get ${noun}`,
		description: `Retrieve one ${noun} by its code`,
		fields: [codeField(placeholder, `Code of the ${noun}`)],
		async run(context) {
			const code = requireText(context, 'code', 'Code');
			const record = await find(context.store, code);
			if (record !== null) return recordItems([record]);
			throw new AffiliateError(`There is no ${noun} with the code '${code}'`, {
				code: `unknown_${noun}`,
				path: 'code',
				hint: `Check the code, or look it up with '${resource}: Get Many'.`,
			});
		},
	};
}

/** 'Delete' of one that was never used; anything with history can be paused, not removed. */
export function deleteByCode(
	{ noun, placeholder }: CodedRecord,
	remove: (store: AffiliateStore, code: string) => Promise<boolean>,
): LedgerOperation {
	return {
		value: 'delete',
		name: 'Delete',
		action: `Delete ${noun}`,
		description: `Delete a ${noun} permanently, if it was never used`,
		fields: [codeField(placeholder, `Code of the ${noun}`)],
		async run(context) {
			const code = requireText(context, 'code', 'Code');
			return [{ json: { deleted: await remove(context.store, code), code } }];
		},
	};
}
