import { sql } from 'kysely';
import { readableJson } from '../../postgres/readable-json';
import type { StoreMigration } from '../migration-target';

/** The clicks that recorded orders were credited through stand in their JSON so far (F12). */
export const fillOrderClicks: StoreMigration = async (tx, target) => {
	if (target.schema === null) {
		await sql`insert into order_clicks (click_id, store_key, order_id, customer_key)
			select distinct json_extract(t.value, '$.clickId'), c.store_key, c.order_id, c.customer_key
			from conversions as c, json_each(c.record, '$.touches') as t
			where json_extract(t.value, '$.clickId') is not null`.execute(tx);
		return;
	}
	await sql`insert into ${sql.id(target.schema, 'order_clicks')}
		(click_id, store_key, order_id, customer_key)
		select distinct t.value ->> 'clickId', c.store_key, c.order_id, c.customer_key
		from ${sql.id(target.schema, 'conversions')} as c,
			json_array_elements(${readableJson(sql`c.record`)} -> 'touches') as t
		where t.value ->> 'clickId' is not null`.execute(tx);
};
