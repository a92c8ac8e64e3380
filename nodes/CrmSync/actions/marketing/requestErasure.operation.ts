import type { ErasureRequest } from '../../../../lib/connectors/klaviyo';
import type { SyncOutcome } from '../../../../lib/connectors/crm';
import type { CrmOperation } from '../../operation';
import { runInBatches } from '../../runInBatches';
import {
	emailProperty,
	marketingConnector,
	marketingNotice,
	readEmail,
} from './marketingConnector';
import { marketingOutcome, noEmail } from './marketingOutcome';

function outcomeOf({ outcome, reason, hint, retryable }: ErasureRequest): SyncOutcome {
	return marketingOutcome({
		outcome: outcome === 'accepted' ? 'updated' : outcome,
		profileId: null,
		reason,
		hint,
		retryable,
		fields: { erasure: 'requested' },
	});
}

/** For people who want to be forgotten; the ledger forgets them with its own operation. */
export const requestErasure: CrmOperation = {
	value: 'requestErasure',
	name: 'Request Erasure',
	action: 'Request erasure',
	description: 'Ask for all data about people to be deleted for good; they get no e-mail any more',
	fields: [marketingNotice, emailProperty],
	async run(execute) {
		const connector = await marketingConnector(execute);
		return await runInBatches<string>(
			execute,
			(itemIndex) => {
				const email = readEmail(execute, itemIndex);
				return email === null ? noEmail() : { write: email };
			},
			async (emails) => (await connector.requestErasures(emails)).map(outcomeOf),
		);
	},
};
