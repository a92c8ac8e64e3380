import type { Insertable } from 'kysely';
import { contentHash } from '../../kernel';
import { journalSchema, type Journal } from '../../model/journal';
import { toJson } from '../../model/json';
import { parseModel } from '../../model/parse';
import type { Conversion } from '../../ports/ledger-store';
import type { StoreQueries } from '../engine';
import type { ConversionVersionsTable } from '../tables';

type HashedColumns = Omit<ConversionVersionsTable, 'sequence' | 'record_hash'>;

/**
 * The row of a version. That of version 1 only holds its journal, for the conversion has a row of
 * its own.
 */
export function versionRow(
	conversion: Conversion,
	journal: Journal | null,
): Insertable<ConversionVersionsTable> {
	const record = conversion.version === 1 ? null : toJson(conversion);
	const basis = journal === null ? null : toJson(journal);
	const columns: HashedColumns = {
		conversion_id: conversion.conversionId,
		version: conversion.version,
		content_hash: conversion.contentHash,
		base_minor: conversion.base?.amountMinor ?? null,
		net_minor: conversion.net.amountMinor,
		record: record === null ? null : JSON.stringify(record),
		journal: basis === null ? null : JSON.stringify(basis),
		at: conversion.recordedAt,
	};
	return { ...columns, record_hash: versionHash(columns, record, basis) };
}

/** Hash of everything a version's row holds; record and journal are those of the row, as JSON. */
function versionHash(row: HashedColumns, record: unknown, journal: unknown): string {
	return contentHash([
		row.conversion_id,
		row.version,
		row.content_hash,
		row.base_minor?.toString() ?? null,
		row.net_minor.toString(),
		record,
		journal,
		row.at,
	]);
}

/**
 * What each order was priced from, by conversion id: the newest journal. A version without one is
 * a re-rating, which starts from what is known already.
 */
export async function loadJournals(
	tx: StoreQueries,
	conversionIds: readonly string[],
): Promise<Map<string, Journal>> {
	if (conversionIds.length === 0) return new Map();
	const rows = await tx
		.selectFrom('conversion_versions')
		.select(['conversion_id', 'journal'])
		.where('conversion_id', 'in', conversionIds)
		.where('journal', 'is not', null)
		.orderBy('conversion_id')
		.orderBy('version')
		.orderBy('sequence')
		.execute();
	const newest = new Map(rows.map((row) => [row.conversion_id, row.journal ?? 'null']));
	return new Map(
		[...newest].map(([id, text]) => [id, parseModel(journalSchema, JSON.parse(text), 'journal')]),
	);
}
