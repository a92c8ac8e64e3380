import { randomBytes } from 'node:crypto';
import type { RegistryStore } from '../../ports/store';
import type { StoreContext } from '../engine';
import { writeAudit } from './audit';
import { recordHash } from './record-hash';

type PostbackSecrets = Pick<RegistryStore, 'rotatePostbackSecret' | 'postbackSecret'>;

const KIND = 'postback_secret';

const SECRET_BYTES = 32;

/** What partners' servers sign with, one per programme; sealed at rest. */
export function postbackSecrets({ engine, keys, clock }: StoreContext): PostbackSecrets {
	const opened = (programmeId: string, row: { secret: string } | undefined): string | null =>
		row === undefined ? null : keys.open(placeOf(programmeId), row.secret);
	return {
		rotatePostbackSecret: async (programmeId, now) =>
			await engine.write(async (tx) => {
				await engine.lock(tx, placeOf(programmeId));
				const former = opened(
					programmeId,
					await tx
						.selectFrom('postback_secrets')
						.select('secret')
						.where('programme_id', '=', programmeId)
						.executeTakeFirst(),
				);
				const secret = randomBytes(SECRET_BYTES).toString('base64url');
				const row = {
					programme_id: programmeId,
					secret: keys.seal(placeOf(programmeId), secret),
					rotated_at: now,
				};
				await tx
					.insertInto('postback_secrets')
					.values(row)
					.onConflict((conflict) => conflict.column('programme_id').doUpdateSet(row))
					.execute();
				await writeAudit(tx, {
					kind: KIND,
					recordId: programmeId,
					action: former === null ? 'created' : 'updated',
					beforeHash: former === null ? null : recordHash(keys, KIND, former),
					afterHash: recordHash(keys, KIND, secret),
					at: clock.now(),
				});
				return secret;
			}),
		postbackSecret: async (programmeId) =>
			opened(
				programmeId,
				await engine.query((db) =>
					db
						.selectFrom('postback_secrets')
						.select('secret')
						.where('programme_id', '=', programmeId)
						.executeTakeFirst(),
				),
			),
	};
}

function placeOf(programmeId: string): string {
	return `postback-secret:${programmeId}`;
}
