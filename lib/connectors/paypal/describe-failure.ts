import type { PayPalFailure } from './failure';

export interface FailureWords {
	/** One sentence without personal data. */
	readonly reason: string;
	readonly hint: string;
}

const E_MAIL = /[^\s@"'<>[\](){},;:]+@[^\s@"'<>[\](){},;:]+/g;

/** What people read of a failure; whatever looks like an e-mail address is masked. */
export function describeFailure(failure: PayPalFailure): FailureWords {
	const trail = failure.debugId === null ? '' : ` (PayPal debug id ${failure.debugId})`;
	const words = wordsFor(failure);
	return { ...words, reason: `${words.reason}${trail}` };
}

/** Text of PayPal without addresses. */
export function masked(text: string): string {
	return text.replace(E_MAIL, '•••');
}

const BY_NAME: ReadonlyMap<string, FailureWords> = new Map([
	[
		'INSUFFICIENT_FUNDS',
		{
			reason: 'The PayPal balance does not cover the batch',
			hint: 'Add money to the PayPal balance, then send the batch again; nothing was paid.',
		},
	],
	[
		'AUTHORIZATION_ERROR',
		{
			reason: 'The PayPal account may not use Payouts',
			hint: 'Ask PayPal to switch on Payouts for the account and the app, then send again.',
		},
	],
]);

function wordsFor(failure: PayPalFailure): FailureWords {
	if (failure.status === 0) {
		return {
			reason: 'PayPal did not answer',
			hint: 'Check the network, then send again; PayPal pays a batch once only.',
		};
	}
	if (failure.status === 401) {
		return {
			reason: 'PayPal refused the credential (401)',
			hint: 'Check client ID and secret, and that they belong to the chosen environment.',
		};
	}
	const known = BY_NAME.get(failure.name);
	if (known !== undefined) return known;
	if (failure.retryable) {
		return {
			reason: `PayPal could not carry out the request (${failure.status})`,
			hint: 'Send again later; PayPal pays a batch once only.',
		};
	}
	const label = failure.name === '' ? String(failure.status) : failure.name;
	const message = failure.message === '' ? '' : `: ${masked(failure.message)}`;
	return {
		reason: `PayPal answered ${label}${message}`,
		hint: 'Compare the batch with the rules of your PayPal account; nothing was paid.',
	};
}
