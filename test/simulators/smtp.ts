import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { readMail, type MailMessage } from './mail-message.ts';

/** A mail server that delivers nothing: it keeps what it is given. */
export interface Mailbox {
	readonly host: string;
	readonly port: number;
	/** Oldest first. */
	messages(): readonly MailMessage[];
	/** Hears of every message as it comes. */
	onMessage(listener: (message: MailMessage) => void): void;
	/** Receivers that are refused from now on, as a full or closed mailbox is. */
	refuse(receivers: readonly string[]): void;
	close(): Promise<void>;
}

export interface MailboxOptions {
	/** Who may send; without the right name and password nothing is taken. */
	readonly user: string;
	readonly password: string;
	/** A free one if left out. */
	readonly port?: number;
}

interface Session {
	isKnown: boolean;
	from: string | null;
	to: string[];
	/** Lines of the message while it comes. */
	data: string[] | null;
	/** What AUTH LOGIN has heard so far. */
	login: string[] | null;
}

interface Desk {
	readonly options: MailboxOptions;
	readonly keep: (source: string, from: string, to: readonly string[]) => void;
	readonly isRefused: (receiver: string) => boolean;
}

const HOST = '127.0.0.1';
const OK = '250 OK';
const ORDER = '503 Bad sequence of commands';

/** Starts an SMTP server (RFC 5321, AUTH PLAIN and LOGIN) on this machine. */
export async function startMailbox(options: MailboxOptions): Promise<Mailbox> {
	const messages: MailMessage[] = [];
	const listeners: Array<(message: MailMessage) => void> = [];
	const refused = new Set<string>();
	const desk: Desk = {
		options,
		isRefused: (receiver) => refused.has(receiver),
		keep: (source, from, to) => {
			const message = readMail(source, { from, to });
			messages.push(message);
			for (const listener of listeners) listener(message);
		},
	};
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
		serve(socket, desk);
	});
	await listen(server, options.port ?? 0);
	return {
		host: HOST,
		port: (server.address() as AddressInfo).port,
		messages: () => messages,
		onMessage: (listener) => void listeners.push(listener),
		refuse: (receivers) => {
			refused.clear();
			for (const receiver of receivers) refused.add(receiver);
		},
		close: async () => {
			for (const socket of sockets) socket.destroy();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}

async function listen(server: Server, port: number): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, HOST, resolve);
	});
}

function serve(socket: Socket, desk: Desk): void {
	const session: Session = { isKnown: false, from: null, to: [], data: null, login: null };
	let rest = '';
	socket.setEncoding('utf8');
	// A sender that goes away in the middle is its own business.
	socket.on('error', () => socket.destroy());
	socket.write(`220 ${HOST} Mailbox\r\n`);
	socket.on('data', (chunk: string) => {
		const lines = `${rest}${chunk}`.split('\r\n');
		rest = lines.pop() ?? '';
		for (const line of lines) {
			const answer = hear(session, line, desk);
			if (answer !== null) socket.write(`${answer}\r\n`);
			if (answer?.startsWith('221') === true) socket.end();
		}
	});
}

/** What to answer to a line; null inside a message. */
function hear(session: Session, line: string, desk: Desk): string | null {
	if (session.data !== null) return hearData(session, line, desk);
	if (session.login !== null) return hearLogin(session, line, desk);
	const [, verb = '', rest = ''] = /^(\S*)\s*(.*)$/.exec(line) ?? [];
	switch (verb.toUpperCase()) {
		case 'EHLO':
			return `250-${HOST}\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME`;
		case 'HELO':
		case 'NOOP':
			return OK;
		case 'AUTH':
			return authenticate(session, rest, desk);
		case 'MAIL':
			if (!session.isKnown) return '530 Authentication required';
			session.from = addressIn(rest);
			session.to = [];
			return OK;
		case 'RCPT':
			return receive(session, addressIn(rest), desk);
		case 'DATA':
			if (session.to.length === 0) return ORDER;
			session.data = [];
			return '354 End with <CR><LF>.<CR><LF>';
		case 'RSET':
			session.from = null;
			session.to = [];
			return OK;
		case 'QUIT':
			return '221 Bye';
		default:
			return '502 Command not implemented';
	}
}

function receive(session: Session, receiver: string, desk: Desk): string {
	if (session.from === null) return ORDER;
	if (desk.isRefused(receiver)) return '550 Mailbox unavailable';
	session.to.push(receiver);
	return OK;
}

function hearData(session: Session, line: string, desk: Desk): string | null {
	const { data, from, to } = session;
	if (line !== '.') {
		data?.push(line.replace(/^\.\./, '.'));
		return null;
	}
	session.data = null;
	session.from = null;
	session.to = [];
	desk.keep((data ?? []).join('\r\n'), from ?? '', to);
	return '250 Taken';
}

function authenticate(session: Session, rest: string, desk: Desk): string {
	const [mechanism = '', initial] = rest.split(' ');
	if (mechanism.toUpperCase() === 'PLAIN' && initial !== undefined) {
		const [, user = '', password = ''] = fromBase64(initial).split('\0');
		return admit(session, user, password, desk);
	}
	if (mechanism.toUpperCase() !== 'LOGIN') return '504 Mechanism not supported';
	session.login = [];
	return `334 ${Buffer.from('Username:').toString('base64')}`;
}

function hearLogin(session: Session, line: string, desk: Desk): string {
	const heard = [...(session.login ?? []), fromBase64(line)];
	const [user = '', password] = heard;
	session.login = password === undefined ? heard : null;
	if (password === undefined) return `334 ${Buffer.from('Password:').toString('base64')}`;
	return admit(session, user, password, desk);
}

function admit(session: Session, user: string, password: string, { options }: Desk): string {
	session.isKnown = user === options.user && password === options.password;
	return session.isKnown ? '235 Authenticated' : '535 Authentication failed';
}

function addressIn(text: string): string {
	return /<([^>]*)>/.exec(text)?.[1] ?? '';
}

function fromBase64(text: string): string {
	return Buffer.from(text, 'base64').toString('utf8');
}
