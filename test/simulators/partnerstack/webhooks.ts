import { PartnerStackError, type Row } from './account.ts';

/** Webhooks of an account: kept by its API, told of without a signature. */
export class PartnerStackWebhooks {
	readonly rows: Row[] = [];

	private last = 0;

	private readonly property: 'target_url' | 'target';

	constructor(property: 'target_url' | 'target') {
		this.property = property;
	}

	create(row: Row): Row {
		const address = row[this.property];
		if (typeof address !== 'string') {
			throw new PartnerStackError(400, `'${this.property}' is a required property`);
		}
		if (!Array.isArray(row['events']) || row['events'].length === 0) {
			throw new PartnerStackError(400, "'events' is a required property");
		}
		this.last += 1;
		const webhook = { ...row, key: `hook_${this.last}`, created_at: this.last };
		this.rows.push(webhook);
		return webhook;
	}

	remove(key: string): Row {
		const index = this.rows.findIndex((row) => row['key'] === key);
		if (index < 0) throw new PartnerStackError(404, 'Webhook not found');
		return this.rows.splice(index, 1)[0] ?? {};
	}

	async deliver(event: string, row: Row): Promise<readonly number[]> {
		const wanted = this.rows.filter(({ events }) => (events as string[]).includes(event));
		return await Promise.all(
			wanted.map(async (webhook) => {
				const answer = await fetch(String(webhook[this.property]), {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify({ event, ...row }),
				});
				return answer.status;
			}),
		);
	}
}
