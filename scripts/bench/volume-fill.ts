import type { VolumeStore } from './volume-stores.ts';

/** The world that clicks are drawn from; `from` and `to` in milliseconds. */
export interface VolumeWorld {
	readonly programmeId: string;
	readonly affiliates: number;
	readonly links: number;
	readonly from: number;
	readonly to: number;
}

const CLICKS_PER_STATEMENT = 500_000;

const CONSTANTS: Readonly<Record<string, string | null>> = {
	destination: 'https://shop.example.com/products/grinder?utm_source=partner',
	consent: 'granted',
	source: 'newsletter',
	referrer: 'https://blog.example.com/best-grinders',
	utm: '{"source":"partner","medium":"affiliate","campaign":"autumn"}',
	sub_ids: '{"sub1":"top"}',
	language: 'de-DE',
	country: 'DE',
	device: 'mobile',
	os: 'Android',
	browser: 'Chrome',
	medium: 'web',
	opening: 'page',
	network_kinds: '[]',
};

/** An expression for `text` in both databases. */
interface Words {
	readonly random: (below: string) => string;
	/** 64 hexadecimal digits, like a keyed hash, of a number. */
	readonly hash: (of: string) => string;
	readonly moment: (milliseconds: string) => string;
	readonly digits: (number: string) => string;
	readonly series: (from: number, to: number) => string;
}

const POSTGRES: Words = {
	random: (below) => `floor(random() * (${below}))::bigint`,
	hash: (of) => `md5((${of})::text) || md5((${of})::text || 'b')`,
	moment: (milliseconds) =>
		`to_char(to_timestamp((${milliseconds}) / 1000.0) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
	digits: (number) => `lpad((${number})::text, 10, '0')`,
	series: (from, to) => `generate_series(${from}::bigint, ${to}::bigint - 1) as series (n)`,
};

const SQLITE: Words = {
	random: (below) => `(abs(random()) % cast(${below} as integer))`,
	hash: (of) =>
		`printf('%08x%08x%08x%08x%08x%08x%08x%08x', ${Array.from(
			{ length: 8 },
			(_, index) => `((${of}) * ${2_654_435_761 - 2 * index} + ${index}) % 4294967296`,
		).join(', ')})`,
	moment: (milliseconds) =>
		`strftime('%Y-%m-%dT%H:%M:', (${milliseconds}) / 1000, 'unixepoch') || printf('%02d.%03dZ', ((${milliseconds}) / 1000) % 60, (${milliseconds}) % 1000)`,
	digits: (number) => `printf('%010d', ${number})`,
	series: (from, to) =>
		`(with recursive s (n) as (select ${from} union all select n + 1 from s where n < ${to - 1}) select n from s)`,
};

/**
 * Brings the store to so many clicks, in order of time, three of four that count. In bulk and behind the
 * store's back, indexes afterwards: what is measured is the store at that size, not the way there.
 */
export async function fillClicks(
	volume: VolumeStore,
	world: VolumeWorld,
	have: number,
	want: number,
): Promise<void> {
	const indexes = await takeIndexes(volume);
	await switchCounting(volume, false);
	for (let first = have; first < want; first += CLICKS_PER_STATEMENT) {
		await volume.run(
			insertion(volume, world, first, Math.min(want, first + CLICKS_PER_STATEMENT), want),
		);
	}
	for (const index of indexes) await volume.run(index);
	await switchCounting(volume, true);
	await volume.run('delete from click_totals');
	await volume.run(TOTALS);
	await volume.settle();
}

function insertion(
	{ kind }: VolumeStore,
	{ programmeId, affiliates, links, from, to }: VolumeWorld,
	first: number,
	next: number,
	all: number,
): string {
	const words = kind === 'sqlite' ? SQLITE : POSTGRES;
	const step = (to - from) / all;
	const at = `cast(${from} + n * ${step} as ${kind === 'sqlite' ? 'integer' : 'bigint'})`;
	const columns: Record<string, string> = {
		click_id: `'clk_' || ${words.digits('n')} || substr(${words.hash('n + 7')}, 1, 16)`,
		programme_id: `'${programmeId}'`,
		affiliate_id: `'aff_' || (link % ${affiliates})`,
		link_id: `'lnk_' || link`,
		occurred_at: words.moment(at),
		category: `case when kind = 0 then 'bot' else 'human' end`,
		is_counted: `case when kind = 0 or kind = 1 then 0 else 1 end`,
		count_reason: `case kind when 0 then 'bot' when 1 then 'repeat' else 'counted' end`,
		ip_hash: words.hash('visitor % 50021'),
		user_agent_hash: words.hash('visitor % 3001'),
		visitor_hash: words.hash('visitor'),
		address_hash: words.hash('visitor + 13'),
		journey_id: `'jny_' || ${words.digits('visitor')} || substr(${words.hash('visitor + 29')}, 1, 18)`,
		...Object.fromEntries(
			Object.entries(CONSTANTS).map(([name, value]) => [name, `'${String(value)}'`]),
		),
	};
	const drawn = `select n, ${words.random(String(links))} as link, ${words.random('8')} as kind,
		${words.random(String(Math.max(1, Math.floor(all * 0.6))))} as visitor
		from ${words.series(first, next)}`;
	// Without `offset 0`, each use of a drawn number could be a draw of its own.
	return `insert into clicks (${Object.keys(columns).join(', ')})
		select ${Object.values(columns).join(', ')} from (${drawn} limit ${next - first} offset 0) as drawn`;
}

const TOTALS = `insert into click_totals (programme_id, day, affiliate_id, link_key,
		clicks, raw_clicks, machine_clicks, repeat_clicks)
	select programme_id, substr(occurred_at, 1, 10), affiliate_id, link_id,
		sum(is_counted), count(*), count(*) filter (where category = 'bot'),
		count(*) filter (where count_reason = 'repeat')
	from clicks group by 1, 2, 3, 4`;

/** Takes the indexes of clicks away; gives what makes them again. */
async function takeIndexes(volume: VolumeStore): Promise<string[]> {
	const found =
		volume.kind === 'sqlite'
			? await volume.run(
					`select name, sql from sqlite_master where type = 'index' and sql like 'create index%' and tbl_name = 'clicks'`,
				)
			: await volume.run(
					`select indexname as name, indexdef as sql from pg_indexes where tablename = 'clicks' and schemaname = current_schema and indexname <> 'clicks_pk'`,
				);
	for (const { name } of found) await volume.run(`drop index "${String(name)}"`);
	return found.map(({ sql }) => String(sql));
}

let countingTrigger = '';

async function switchCounting(volume: VolumeStore, isOn: boolean): Promise<void> {
	if (volume.kind === 'postgres') {
		await volume.run(`alter table clicks ${isOn ? 'enable' : 'disable'} trigger clicks_count`);
	} else if (isOn) {
		await volume.run(countingTrigger);
	} else {
		const [row] = await volume.run(`select sql from sqlite_master where name = 'clicks_count'`);
		countingTrigger = String(row?.['sql']);
		await volume.run('drop trigger clicks_count');
	}
}
