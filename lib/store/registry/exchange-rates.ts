import { addDays } from '../../kernel';
import type { RegistryStore, SaveOutcome } from '../../ports/store';
import type { ExchangeRate } from '../../ports/store-records';
import type { StoreContext } from '../engine';
import { writeAudit } from './audit';
import { recordHash } from './record-hash';

type ExchangeRateStore = Pick<RegistryStore, 'saveExchangeRate' | 'exchangeRate'>;

export function exchangeRateStore(context: StoreContext): ExchangeRateStore {
	return {
		saveExchangeRate: (rate) => saveExchangeRate(context, rate),
		async exchangeRate(from, to, at, maxAgeDays) {
			const row = await context.engine.query((db) =>
				db
					.selectFrom('exchange_rates')
					.selectAll()
					.where('from_currency', '=', from)
					.where('to_currency', '=', to)
					.where('as_of', '<=', at)
					.where('as_of', '>=', addDays(at, -maxAgeDays))
					.orderBy('as_of', 'desc')
					.executeTakeFirst(),
			);
			if (row === undefined) return null;
			return { from, to, rate: row.rate, asOf: row.as_of, source: row.source };
		},
	};
}

/** One rate per pair and moment. A correction replaces it; commissions keep the one they locked. */
async function saveExchangeRate(
	{ engine, keys, clock }: StoreContext,
	rate: ExchangeRate,
): Promise<SaveOutcome> {
	const hash = recordHash(keys, 'exchange_rate', rate);
	return await engine.write(async (tx): Promise<SaveOutcome> => {
		const known = await tx
			.selectFrom('exchange_rates')
			.select('content_hash')
			.where('from_currency', '=', rate.from)
			.where('to_currency', '=', rate.to)
			.where('as_of', '=', rate.asOf)
			.executeTakeFirst();
		if (known?.content_hash === hash) return 'unchanged';
		const row = {
			from_currency: rate.from,
			to_currency: rate.to,
			as_of: rate.asOf,
			rate: rate.rate,
			source: rate.source,
			content_hash: hash,
		};
		await tx
			.insertInto('exchange_rates')
			.values(row)
			.onConflict((conflict) =>
				conflict.columns(['from_currency', 'to_currency', 'as_of']).doUpdateSet(row),
			)
			.execute();
		const action = known === undefined ? 'created' : 'updated';
		await writeAudit(tx, {
			kind: 'exchange_rate',
			recordId: `${rate.from}/${rate.to}@${rate.asOf}`,
			action,
			beforeHash: known?.content_hash ?? null,
			afterHash: hash,
			at: clock.now(),
		});
		return action;
	});
}
