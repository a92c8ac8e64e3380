import { addDays, type Instant } from '../../kernel';
import type { RegistryStore, SaveOutcome } from '../../ports/store';
import type { ExchangeRate } from '../../ports/store-records';
import type { StoreContext, StoreQueries } from '../engine';
import type { ExchangeRatesTable } from '../tables';
import { writeAudit } from './audit';
import { crossRate, inverseRate } from './derived-rates';
import { recordHash } from './record-hash';

type ExchangeRateStore = Pick<
	RegistryStore,
	'saveExchangeRate' | 'saveExchangeRates' | 'exchangeRate'
>;

export function exchangeRateStore(context: StoreContext): ExchangeRateStore {
	const { engine } = context;
	return {
		saveExchangeRate: (rate) => engine.write((tx) => saveExchangeRate(context, tx, rate)),
		saveExchangeRates: (rates) =>
			engine.write(async (tx) => {
				const outcomes: SaveOutcome[] = [];
				for (const rate of rates) outcomes.push(await saveExchangeRate(context, tx, rate));
				return outcomes;
			}),
		exchangeRate: (from, to, at, maxAgeDays) => {
			const bounds = { from: addDays(at, -maxAgeDays), to: at };
			return engine.read((tx) => findRate(tx, from, to, bounds));
		},
	};
}

/** Both ends inclusive. */
interface Period {
	readonly from: Instant;
	readonly to: Instant;
}

/** The rate of the pair; else the inverse of its opposite; else one over a common currency (C22). */
async function findRate(
	tx: StoreQueries,
	from: string,
	to: string,
	period: Period,
): Promise<ExchangeRate | null> {
	if (from === to) return null;
	const direct = await newestRate(tx, from, to, period);
	if (direct !== null) return direct;
	const opposite = await newestRate(tx, to, from, period);
	const inverse = opposite === null ? null : inverseRate(opposite);
	if (inverse !== null) return inverse;
	return crossRate(
		from,
		to,
		await ratesAround(tx, from, period),
		await ratesAround(tx, to, period),
	);
}

async function newestRate(
	tx: StoreQueries,
	from: string,
	to: string,
	period: Period,
): Promise<ExchangeRate | null> {
	const row = await tx
		.selectFrom('exchange_rates')
		.selectAll()
		.where('from_currency', '=', from)
		.where('to_currency', '=', to)
		.where('as_of', '<=', period.to)
		.where('as_of', '>=', period.from)
		.orderBy('as_of', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row === undefined ? null : rateOfRow(row);
}

/** Every rate of a period that a currency is a side of. */
async function ratesAround(
	tx: StoreQueries,
	currency: string,
	period: Period,
): Promise<ExchangeRate[]> {
	const rates: ExchangeRate[] = [];
	for (const side of ['from_currency', 'to_currency'] as const) {
		const rows = await tx
			.selectFrom('exchange_rates')
			.selectAll()
			.where(side, '=', currency)
			.where('as_of', '<=', period.to)
			.where('as_of', '>=', period.from)
			.execute();
		rates.push(...rows.map(rateOfRow));
	}
	return rates;
}

function rateOfRow(row: ExchangeRatesTable): ExchangeRate {
	return {
		from: row.from_currency,
		to: row.to_currency,
		rate: row.rate,
		asOf: row.as_of,
		source: row.source,
	};
}

/** One rate per pair and moment. A correction replaces it; commissions keep the one they locked. */
async function saveExchangeRate(
	{ keys, clock }: StoreContext,
	tx: StoreQueries,
	rate: ExchangeRate,
): Promise<SaveOutcome> {
	const hash = recordHash(keys, 'exchange_rate', rate);
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
}
