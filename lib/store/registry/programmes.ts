import { toJson } from '../../model/json';
import { programmeSchema } from '../../model/programme';
import type { RegistryStore } from '../../ports/store';
import type { StoreContext } from '../engine';
import { readRecord, recordText } from './read-record';
import { codeKey, saveCoded } from './save-coded';

type ProgrammeStore = Pick<
	RegistryStore,
	'saveProgramme' | 'programme' | 'programmeByCode' | 'programmes'
>;

export function programmeStore(context: StoreContext): ProgrammeStore {
	const { engine } = context;
	return {
		saveProgramme: (programme) =>
			saveCoded(context, 'programmes', programme.programmeId, programme, (tx, columns) => {
				const row = { ...columns, record: recordText(toJson(programme)) };
				return tx
					.insertInto('programmes')
					.values(row)
					.onConflict((conflict) => conflict.column('id').doUpdateSet(row))
					.execute();
			}),
		async programme(programmeId) {
			const row = await engine.query((db) =>
				db.selectFrom('programmes').selectAll().where('id', '=', programmeId).executeTakeFirst(),
			);
			return row === undefined ? null : readRecord(programmeSchema, 'programme', row);
		},
		async programmeByCode(code) {
			const row = await engine.query((db) =>
				db
					.selectFrom('programmes')
					.selectAll()
					.where('code_key', '=', codeKey(code))
					.executeTakeFirst(),
			);
			return row === undefined ? null : readRecord(programmeSchema, 'programme', row);
		},
		async programmes(limit) {
			const rows = await engine.query((db) =>
				db
					.selectFrom('programmes')
					.selectAll()
					.orderBy('created_at')
					.orderBy('id')
					.limit(limit)
					.execute(),
			);
			return rows.map((row) => readRecord(programmeSchema, 'programme', row));
		},
	};
}
