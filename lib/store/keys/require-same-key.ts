import { timingSafeEqual } from 'node:crypto';
import { AffiliateError } from '../../kernel';
import type { Engine } from '../engine';

const NAME = 'key_check';

/** The first key to open a store is its key for ever; any other one gets `wrong_store_key`. */
export async function requireSameKey(engine: Engine, check: string): Promise<void> {
	const stored = (await storedCheck(engine)) ?? (await firstCheck(engine, check));
	if (isEqual(stored, check)) return;
	throw new AffiliateError('This store was made with another data key', {
		code: 'wrong_store_key',
		hint:
			'Give the key that it was first opened with: the data key of the credential, or the key ' +
			'file beside the database.',
	});
}

/** Of several first openers one sets the check; all read what is there then. */
async function firstCheck(engine: Engine, check: string): Promise<string> {
	await engine.write((tx) =>
		tx
			.insertInto('store_meta')
			.values({ name: NAME, value: check })
			.onConflict((conflict) => conflict.column('name').doNothing())
			.execute(),
	);
	return (await storedCheck(engine)) ?? '';
}

async function storedCheck(engine: Engine): Promise<string | undefined> {
	const row = await engine.query((db) =>
		db.selectFrom('store_meta').select('value').where('name', '=', NAME).executeTakeFirst(),
	);
	return row?.value;
}

function isEqual(a: string, b: string): boolean {
	return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
