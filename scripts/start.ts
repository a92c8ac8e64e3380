import path from 'node:path';
import { parseArgs } from 'node:util';
import { HostFailure } from '../host/failure.ts';
import { openDemoWorld, type DemoWorld } from './demo/demo-world.ts';
import { DEMO } from './demo/demo-settings.ts';
import { runPass } from './demo/pass.ts';
import { printPass } from './demo/print-pass.ts';
import type { MailMessage } from '../test/simulators/mail-message.ts';

const DEFAULT_PORT = 5678;

const print = (line: string): void => console.log(line);

function readArguments(): { once: boolean; port: number } {
	const { values } = parseArgs({
		options: { once: { type: 'boolean', default: false }, port: { type: 'string' } },
	});
	const port = values.port === undefined ? DEFAULT_PORT : Number(values.port);
	if (!Number.isInteger(port) || port < 1 || port > 65_535) {
		throw new HostFailure(`--port ${values.port} is not a port: choose a number from 1 to 65535.`);
	}
	return { once: values.once, port };
}

/** Resolves at the first Ctrl-C or SIGTERM; a second one ends the process the hard way. */
async function untilInterrupted(): Promise<void> {
	await new Promise<void>((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
	});
}

/** Subject, body or the links to press, and the names of the attached files. */
function printMail({ to, subject, text, html, attachments }: MailMessage): void {
	print(`\nE-mail to ${to.join(', ')}: ${subject}`);
	for (const line of text.trim().split('\n').slice(0, 20)) print(`  ${line}`);
	for (const [, url = '', label = ''] of html.matchAll(/<a href="([^"]+)"[^>]*>([^<]+)</g)) {
		print(`  ${label}: ${url.replaceAll('&amp;', '&')}`);
	}
	for (const { fileName } of attachments) print(`  attached: ${fileName}`);
}

function printAddresses(world: DemoWorld): void {
	const { owner, url } = world.n8n;
	print(`The editor is open at ${url}`);
	print(`  sign in with ${owner.email} and the password ${owner.password}`);
	print(`  a tracked link to click: ${world.urls.clicks}?l=${DEMO.linkCode}`);
	print(`  HubSpot simulator: ${world.hubspot.url}, demo shop: ${world.shop.url}`);
	print('  e-mails that the workflows send are shown here.');
	world.mailbox.onMessage(printMail);
	print('Ctrl-C ends everything; the data stays for the next start.');
}

async function main(): Promise<number> {
	const { once, port } = readArguments();
	const root = process.cwd();
	const startedAt = Date.now();
	const userFolder = path.join(root, '.affiliate-loop', 'demo');
	const world = await openDemoWorld({ root, userFolder, port, log: print });
	const interrupted = untilInterrupted();
	try {
		const report = await runPass(world);
		printPass(report, print);
		print(`Started and passed in ${((Date.now() - startedAt) / 1000).toFixed(1)} s.`);
		const isOk = report.steps.every((step) => step.isOk);
		if (!once) {
			printAddresses(world);
			await interrupted;
			print('\nEnding …');
		}
		return isOk ? 0 : 1;
	} finally {
		await world.close();
	}
}

try {
	process.exitCode = await main();
} catch (error) {
	const isForPeople = error instanceof HostFailure || (error as Error).name === 'CliFailure';
	console.error(isForPeople ? (error as Error).message : error);
	process.exitCode = 1;
}
