import { HostFailure } from '../host/failure.ts';
import { ensureN8nInstalled } from '../host/install.ts';

/** Brings the pinned n8n before the end-to-end tests start, so that its progress is seen. */
try {
	await ensureN8nInstalled({ root: process.cwd(), log: (line) => console.log(line) });
} catch (error) {
	console.error(error instanceof HostFailure ? error.message : error);
	process.exitCode = 1;
}
