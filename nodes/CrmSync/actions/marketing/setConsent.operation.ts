import type { IExecuteFunctions } from 'n8n-workflow';
import type { SyncOutcome } from '../../../../lib/connectors/crm';
import type { ConsentEntry, ConsentOutcome } from '../../../../lib/connectors/klaviyo';
import { parseInstant, type Instant } from '../../../../lib/kernel';
import type { CrmOperation } from '../../operation';
import { runInBatches } from '../../runInBatches';
import {
	emailProperty,
	marketingConnector,
	marketingNotice,
	readEmail,
} from './marketingConnector';
import { marketingOutcome, noEmail } from './marketingOutcome';

const SUBSCRIBE_ONLY = { show: { consent: ['subscribed'] } };

function read(execute: IExecuteFunctions, itemIndex: number): ConsentEntry | null {
	const email = readEmail(execute, itemIndex);
	if (email === null) return null;
	const consent = execute.getNodeParameter('consent', itemIndex) as ConsentEntry['consent'];
	if (consent === 'unsubscribed') return { email, consent, consentedAt: null };
	const isGiven = execute.getNodeParameter('optIn', itemIndex, 'askedFor') === 'given';
	const listId = String(execute.getNodeParameter('consentListId', itemIndex, '')).trim();
	return {
		email,
		consent,
		consentedAt: isGiven ? readMoment(execute, itemIndex) : null,
		listId: listId === '' ? null : listId,
		liftSuppression: execute.getNodeParameter('liftSuppression', itemIndex, false) as boolean,
	};
}

/** Throws `invalid_input`: consent without its moment proves nothing. */
function readMoment(execute: IExecuteFunctions, itemIndex: number): Instant {
	return parseInstant(String(execute.getNodeParameter('consentedAt', itemIndex, '')));
}

function outcomeOf(consent: string, result: ConsentOutcome): SyncOutcome {
	const { outcome, profileId, reason, hint, retryable } = result;
	const fields = { consent };
	switch (outcome) {
		case 'accepted':
			return marketingOutcome({ ...result, outcome: 'updated', fields });
		case 'kept':
			return marketingOutcome({ outcome: 'skipped', profileId, reason, hint, fields });
		case 'unchanged':
		case 'rejected':
		case 'failed':
			return marketingOutcome({ outcome, profileId, reason, hint, retryable, fields });
	}
}

/** Tells what people said about marketing by e-mail. */
export const setConsent: CrmOperation = {
	value: 'setConsent',
	name: 'Set Consent',
	action: 'Set consent',
	description: 'Subscribe people to marketing by e-mail, or unsubscribe them',
	fields: [
		marketingNotice,
		emailProperty,
		{
			displayName: 'Consent',
			name: 'consent',
			type: 'options',
			options: [
				{ name: 'Subscribed', value: 'subscribed', description: 'The person wants e-mails' },
				{
					name: 'Unsubscribed',
					value: 'unsubscribed',
					description: 'The person wants no e-mails, from no list',
				},
			],
			default: 'subscribed',
			description: 'What the person said about marketing by e-mail',
		},
		{
			displayName: 'Opt-In',
			name: 'optIn',
			type: 'options',
			options: [
				{
					name: 'Already Given Elsewhere',
					value: 'given',
					description:
						'Such as in the checkout: recorded with its moment, without asking again and without starting flows',
				},
				{
					name: 'As the List Asks For',
					value: 'askedFor',
					description:
						'A list with double opt-in sends a message that asks to confirm; one with single opt-in does not',
				},
			],
			default: 'askedFor',
			displayOptions: SUBSCRIBE_ONLY,
			description: 'Whether the person still has to confirm',
		},
		{
			displayName: 'Consent Given At',
			name: 'consentedAt',
			type: 'dateTime',
			default: '={{ $json.order?.createdAt }}',
			required: true,
			displayOptions: { show: { consent: ['subscribed'], optIn: ['given'] } },
			description: 'When the person agreed',
		},
		{
			displayName: 'List Name or ID',
			name: 'consentListId',
			type: 'options',
			typeOptions: { loadOptionsMethod: 'getLists' },
			default: '',
			displayOptions: SUBSCRIBE_ONLY,
			description:
				'List to subscribe to; the account alone when left out. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'Lift Suppression',
			name: 'liftSuppression',
			type: 'boolean',
			default: false,
			displayOptions: SUBSCRIBE_ONLY,
			description:
				'Whether to subscribe people who unsubscribed, complained or were suppressed; only if they asked for e-mails again',
		},
	],
	async run(execute) {
		const connector = await marketingConnector(execute);
		return await runInBatches<ConsentEntry>(
			execute,
			(itemIndex) => {
				const write = read(execute, itemIndex);
				return write === null ? noEmail() : { write };
			},
			async (entries) => {
				const results = await connector.setConsent(entries);
				return results.map((result, index) => outcomeOf(entries[index]?.consent ?? '', result));
			},
		);
	},
};
