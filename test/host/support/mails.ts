import axios from 'axios';
import type { MailMessage } from '../../simulators/mail-message.ts';
import type { Mailbox } from '../../simulators/smtp.ts';
import { until } from './until.ts';

/** A mail program's browser: n8n takes no answer from what looks like a scanner of links. */
const BROWSER =
	'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';

/** Waits for the first mail after the first `seen` ones whose subject is meant. */
export async function nextMail(
	mailbox: Pick<Mailbox, 'messages'>,
	seen: number,
	subject: RegExp,
): Promise<MailMessage> {
	const find = () =>
		mailbox
			.messages()
			.slice(seen)
			.find((mail) => subject.test(mail.subject));
	await until(`an e-mail like ${String(subject)}`, () => find() !== undefined);
	return find() as MailMessage;
}

/** n8n's answer while the run that asked has not gone to sleep yet: quicker than a person can be. */
const STILL_RUNNING = 409;

/** Presses a button of a mail, as a person does; gives the status of the answer. */
export async function press(mail: MailMessage, label: string): Promise<number> {
	const url = buttonsOf(mail).get(label);
	if (url === undefined) {
		throw new Error(`No button "${label}" among ${[...buttonsOf(mail).keys()].join(', ')}`);
	}
	const headers = { 'user-agent': BROWSER };
	let status = STILL_RUNNING;
	await until(`the run waits for "${label}"`, async () => {
		({ status } = await axios.get(url, { headers, proxy: false, validateStatus: () => true }));
		return status !== STILL_RUNNING;
	});
	return status;
}

/** Addresses behind the buttons of a mail, by what stands on them. */
export function buttonsOf({ html }: MailMessage): ReadonlyMap<string, string> {
	const links = html.matchAll(/<a href="([^"]+)"[^>]*>([^<]+)</g);
	return new Map(
		[...links].map(([, url = '', label = '']) => [label, url.replaceAll('&amp;', '&')]),
	);
}
