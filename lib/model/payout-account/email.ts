import { normalizeEmail } from '../../kernel';

/** Longest recipient that PayPal takes, in single-byte characters. */
const LONGEST_RECIPIENT = 127;

const RECIPIENT = /^[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9.-]+$/;

/** Whether money can be sent to this address: one plain ASCII mailbox, nothing around it. */
export function isRecipientEmail(text: string): boolean {
	return text.length <= LONGEST_RECIPIENT && RECIPIENT.test(text) && normalizeEmail(text) !== null;
}
