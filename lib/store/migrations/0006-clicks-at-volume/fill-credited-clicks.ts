import { sql } from 'kysely';
import { readableJson } from '../../postgres/readable-json';
import type { StoreMigration } from '../migration-target';

/** Clicks that recorded orders were credited for stand in their JSON so far. */
export const fillCreditedClicks: StoreMigration = async (tx, target) => {
	if (target.schema === null) {
		await sql`insert into credited_clicks (click_id)
			select distinct json_extract(t.value, '$.clickId')
			from conversions as c, json_each(c.record, '$.touches') as t
			where json_extract(t.value, '$.clickId') is not null`.execute(tx);
		return;
	}
	await sql`insert into ${sql.id(target.schema, 'credited_clicks')} (click_id)
		select distinct t.value ->> 'clickId'
		from ${sql.id(target.schema, 'conversions')} as c,
			json_array_elements(${readableJson(sql`c.record`)} -> 'touches') as t
		where t.value ->> 'clickId' is not null`.execute(tx);
};
